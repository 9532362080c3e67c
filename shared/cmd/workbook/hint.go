package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"tcpworkbook/shared/course"
)

const hintUsage = `usage: go tool workbook hint N.M [K]

Prints the first hint on milestone N.M, or the K-th: a question, then the rule,
then what the packets show.

	go tool workbook hint 3.2
	go tool workbook hint 3.2 2
`

// hintCommand prints one rung of a milestone's ladder of hints.
func hintCommand(args []string) int {
	if len(args) < 1 || len(args) > 2 {
		fmt.Fprint(os.Stderr, hintUsage)
		return 2
	}
	root, err := course.Root()
	if err != nil {
		return fail(err)
	}
	m, err := course.Find(root, args[0])
	if err != nil {
		return fail(err)
	}
	rung := append(args, "1")[1]
	k, err := strconv.Atoi(rung)
	if err != nil || k < 1 || k > len(m.Hints) {
		return fail(fmt.Errorf("%s has hints 1 to %d, not %s", m.ID(), len(m.Hints), rung))
	}
	fmt.Printf("%s %s, hint %d of %d\n\n%s\n", m.ID(), m.Title, k, len(m.Hints), strings.ReplaceAll(wrap(m.Hints[k-1], 76), "\n  ", "\n"))
	if k < len(m.Hints) {
		fmt.Printf("\nThe next one: go tool workbook hint %s %d\n", m.ID(), k+1)
	}
	return 0
}
