// Prove runs the proofs that take too long for go test ./...: it breaks the
// reference in known ways, with go test's -overlay, and sees that the scripts
// notice; or the step's tests, where there is no script yet. All ways in which a
// step is broken are built into one program, where they differ only in what
// functions do.
//
//	go run ./shared/cmd/prove mistakes [ID…]                 each mistake in testdata/mistakes fails at its milestone
//	go run ./shared/cmd/prove skeletons [N|N.M…]             emptied exercises fail their own scripts and no earlier one
//	go run ./shared/cmd/prove variants                       references that are right in other ways pass
//	go run ./shared/cmd/prove duel [-seeds 1] [N|ID|right…]  mistakes show in duels, and what is right does not
//	go run ./shared/cmd/prove steps                          earlier steps pass the tests of step 6 that they can be asked
//	go run ./shared/cmd/prove tool                           what a learner types, through all steps, and what they see
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"

	"tcpworkbook/shared/course"
)

func main() {
	root, err := course.Root()
	if err == nil {
		err = os.Chdir(root)
	}
	if err == nil {
		err = run(os.Args[1:])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "prove:", err)
		os.Exit(1)
	}
}

var errUsage = errors.New("usage: prove mistakes [ID…] | prove skeletons [N|N.M…] | prove variants | prove duel [-seeds 1] [N|ID|right…] | prove steps | prove tool")

func run(args []string) error {
	if len(args) == 0 {
		return errUsage
	}
	switch args[0] {
	case "mistakes":
		return mistakes(args[1:])
	case "skeletons":
		return skeletons(args[1:])
	case "variants":
		return proveVariants(args[1:])
	case "duel":
		return duels(args[1:])
	case "steps":
		return steps()
	case "tool":
		return tool()
	}
	return fmt.Errorf("there is no proof called %q", args[0])
}

// tool runs the sessions of shared/cmd/workbook, which start go test themselves.
func tool() error {
	cmd := exec.Command("go", "test", "-count=1", "-timeout=30m", "-run", "^TestSessions", "./shared/cmd/workbook")
	cmd.Env = append(os.Environ(), "WORKBOOK_LONG=1")
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	return cmd.Run()
}

// inTurn does n things, two at a time. What comes of them comes in order.
func inTurn[T any](n int, do func(i int) T) []chan T {
	all := make([]chan T, n)
	next := make(chan int, n)
	for i := range all {
		all[i] = make(chan T, 1)
		next <- i
	}
	close(next)
	for range 2 {
		go func() {
			for i := range next {
				all[i] <- do(i)
			}
		}()
	}
	return all
}
