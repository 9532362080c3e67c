package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"tcpworkbook/shared/course"
)

const startUsage = `usage: go tool workbook start N

Makes your own copy of step N in work/, with the exercises for you to write.
A copy that is there already is left alone.

	go tool workbook start 1
`

// startCommand makes the learner's copy of a step.
func startCommand(args []string) int {
	if len(args) != 1 {
		fmt.Fprint(os.Stderr, startUsage)
		return 2
	}
	step, err := strconv.Atoi(args[0])
	if err != nil {
		fmt.Fprint(os.Stderr, startUsage)
		return 2
	}
	root, err := course.Root()
	if err != nil {
		return fail(err)
	}
	folder, err := course.Start(root, step)
	if err != nil {
		return fail(err)
	}
	name := filepath.ToSlash(folder)
	fmt.Printf("%s is yours to write. Its chapter is %s/README.md.\nCheck with: go test ./%s\n", name, filepath.Base(name), name)
	return 0
}
