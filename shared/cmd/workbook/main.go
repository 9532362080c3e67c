// Workbook is the tool that goes with the course: go tool workbook.
package main

import (
	"fmt"
	"os"
	"strings"
)

// A command is what stands after "go tool workbook". It returns an exit code.
type command struct {
	name, args, does string
	usage            string
	run              func(args []string) int
}

var commands = []command{
	{"demo", "", "shows the furthest finished step at work with the kernel", demoUsage, demoCommand},
	{"start", "N", "makes your own copy of step N in work/, with the exercises for you to write", startUsage, startCommand},
	{"lab", "[COMMAND…]", "opens a network of your own with tun0, and runs a shell or COMMAND in it", labUsage, labCommand},
	{"doctor", "", "finds out whether live work is possible here, and how to make it so", doctorUsage, doctorCommand},
	{"trace", "FILE", "prints a capture in the trace notation", traceUsage, traceCommand},
	{"hint", "N.M [K]", "prints the first hint on a milestone, or the K-th", hintUsage, hintCommand},
	{"rfc", "[ID…]", "prints what the RFCs ask for, and which test proves it", rfcUsage, rfcCommand},
}

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	if len(args) == 0 || isHelp(args[0]) {
		fmt.Print(help())
		return 0
	}
	for _, c := range commands {
		switch {
		case c.name != args[0]:
		case len(args) > 1 && isHelp(args[1]):
			fmt.Print(c.usage)
			return 0
		default:
			return c.run(args[1:])
		}
	}
	fmt.Fprintf(os.Stderr, "workbook: there is no command %q\n\n%s", args[0], help())
	return 2
}

func isHelp(arg string) bool {
	return arg == "help" || arg == "-h" || arg == "-help" || arg == "--help"
}

func help() string {
	var b strings.Builder
	b.WriteString("usage: go tool workbook COMMAND\n\n")
	for _, c := range commands {
		fmt.Fprintf(&b, "  %-6s %-11s %s\n", c.name, c.args, c.does)
	}
	b.WriteString("\nBegin with step01-read-packet/README.md. WORKBOOK.md says how to work; go test ./... checks everything.\n")
	return b.String()
}

// fail prints an error the way all commands do.
func fail(err error) int {
	fmt.Fprintln(os.Stderr, "workbook:", err)
	return 1
}
