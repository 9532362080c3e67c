// Workbook is the tool that goes with the course: go tool workbook.
package main

import (
	"errors"
	"flag"
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

// commands come in the order in which one needs them.
var commands = []command{
	{"start", "[STEP]", "makes your own copy of a step in work/, and carries on what you have", startUsage, startCommand},
	{"check", "[N.M]", "runs the scripts of your step up to the first failure, and explains it", checkUsage, checkCommand},
	{"watch", "[STEP]", "checks whenever you save", watchUsage, watchCommand},
	{"hint", "[N.M]", "helps a little; a little more with each call", hintUsage, hintCommand},
	{"blame", "N.M", "finds out which of your functions a failure comes from", blameUsage, blameCommand},
	{"compare", "N.M", "shows your functions beside the reference's", compareUsage, compareCommand},
	{"reset", "N.M", "empties an exercise again, and keeps what was there", resetUsage, resetCommand},
	{"stress", "N.M", "runs a milestone 50 times, under load, with the race detector", stressUsage, stressCommand},
	{"duel", "[STEP]", "random packets, to your program and to the reference, until they differ", duelUsage, duelCommand},
	{"live", "[STEP]", "runs your program with the kernel, and says what to type", liveUsage, liveCommand},
	{"lab", "[COMMAND…]", "opens a network of your own with tun0, and runs a shell or COMMAND in it", labUsage, labCommand},
	{"trace", "FILE", "prints a capture in the trace notation", traceUsage, traceCommand},
	{"rfc", "[ID…]", "prints what the RFCs ask for, and which test proves it", rfcUsage, rfcCommand},
	{"demo", "", "shows the furthest finished step at work with the kernel", demoUsage, demoCommand},
	{"doctor", "", "finds out whether live work is possible here, and how to make it so", doctorUsage, doctorCommand},
}

var allCommands []command // is commands: their functions may print help of all

func init() { allCommands = commands }

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	recoverWork()
	if len(args) == 0 {
		return board()
	}
	if isHelp(args[0]) {
		fmt.Print(help())
		return 0
	}
	var names []string
	for _, c := range allCommands {
		names = append(names, c.name)
		switch {
		case c.name != args[0]:
		case len(args) > 1 && isHelp(args[1]):
			fmt.Print(c.usage)
			return 0
		default:
			return c.run(args[1:])
		}
	}
	fmt.Fprintf(os.Stderr, "workbook: there is no command %q", args[0])
	if near := nearest(args[0], names); near != "" {
		fmt.Fprintf(os.Stderr, "; do you mean %s?", near)
	}
	fmt.Fprintf(os.Stderr, "\n\n%s", help())
	return 2
}

func isHelp(arg string) bool {
	return arg == "help" || arg == "-h" || arg == "-help" || arg == "--help"
}

func help() string {
	var b strings.Builder
	b.WriteString("usage: go tool workbook [COMMAND]\n\n")
	fmt.Fprintf(&b, "  %-19s %s\n", "", "without a command: where you are, and what is next")
	for _, c := range allCommands {
		fmt.Fprintf(&b, "  %-7s %-11s %s\n", c.name, c.args, c.does)
	}
	b.WriteString("\nAll about one: go tool workbook COMMAND -h. WORKBOOK.md says how to work; go test ./... checks everything.\n")
	return b.String()
}

// fail prints an error the way all commands do.
func fail(err error) int {
	fmt.Fprintln(os.Stderr, "workbook:", err)
	return 1
}

// misuse prints an error that comes of what was typed: nothing was tried.
func misuse(err error) int {
	fail(err)
	return 2
}

// newFlags returns the flags of a command; its usage is printed for -h and for
// what is wrong.
func newFlags(name, usage string) *flag.FlagSet {
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	flags.Usage = func() { fmt.Fprint(flags.Output(), usage) }
	return flags
}

// parse reads a command's flags, wherever among its other words they stand, and
// returns those words. If it is not ok, code is the exit code.
func parse(flags *flag.FlagSet, args []string, least, most int) (words []string, code int, ok bool) {
	for {
		err := flags.Parse(args)
		switch {
		case errors.Is(err, flag.ErrHelp):
			return nil, 0, false
		case err != nil:
			return nil, 2, false
		case flags.NArg() == 0 && (len(words) < least || len(words) > most):
			flags.Usage()
			return nil, 2, false
		case flags.NArg() == 0:
			return words, 0, true
		}
		words = append(words, flags.Arg(0))
		args = flags.Args()[1:]
	}
}

// nearest returns the word that is like this one, or "".
func nearest(word string, words []string) string {
	best, least := "", 3 // changes of a letter
	for _, w := range words {
		if d := distance(word, w); d < least {
			best, least = w, d
		}
	}
	return best
}

// distance returns how many letters have to be changed, put in, taken out or
// swapped with their neighbour to make b of a.
func distance(a, b string) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		for j := range d[i] {
			if i == 0 || j == 0 {
				d[i][j] = i + j
				continue
			}
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}
