package main

import (
	"fmt"
	"strings"
	"time"

	"tcpworkbook/shared/course"
)

const resetUsage = `usage: go tool workbook reset N.M | STEP [-from reference]

Empties the functions of a milestone again, or makes all of your copy of a step
anew. What was there is kept in work/.kept, under a name with the date.

	go tool workbook reset 3.2

  -from reference   of a step: with the reference's functions of earlier steps
`

func resetCommand(args []string) int {
	flags := newFlags("reset", resetUsage)
	from := flags.String("from", "", "")
	words, code, ok := parse(flags, args, 1, 1)
	if !ok {
		return code
	}
	p, err := here()
	if err != nil {
		return fail(err)
	}
	if !strings.Contains(words[0], ".") {
		return p.resetStep(words[0], *from == "reference")
	}
	m, s, err := p.own(words[0])
	if err != nil {
		return misuse(err)
	}
	funcs, kept, err := course.ResetMilestone(p.root, m, time.Now())
	if err != nil {
		return fail(err)
	}
	fmt.Println(wrap(fmt.Sprintf("%s in %s: empty again.", strings.Join(funcs, ", "), s.Work()), 80))
	fmt.Printf("What was there is kept in %s.\n", kept)
	return 0
}

func (p place) resetStep(number string, fromReference bool) int {
	s, err := p.started(number)
	if err != nil {
		return misuse(err)
	}
	started, kept, err := course.Reset(p.root, s.Step, fromReference, time.Now())
	if err != nil {
		return fail(err)
	}
	fmt.Printf("What was there is kept in %s.\n", kept)
	printStarted(s, started)
	return 0
}
