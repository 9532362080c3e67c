package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"tcpworkbook/shared/course"
)

const hintUsage = `usage: go tool workbook hint [N.M [K]]

Helps with a milestone, of the step in hand the next one. Each call tells more
than the one before: a question, the rule, what the packets show, an outline of
the reference, and at last the difference between yours and the reference. K
is the K-th of these, once more.

	go tool workbook hint 3.2
	go tool workbook hint 3.2 1
`

// hintCommand prints one rung of a milestone's ladder of hints.
func hintCommand(args []string) int {
	words, code, ok := parse(newFlags("hint", hintUsage), args, 0, 2)
	if !ok {
		return code
	}
	p, err := here()
	if err != nil {
		return fail(err)
	}
	var m course.Milestone
	if len(words) == 0 {
		m, _, err = p.ownOrNext("")
	} else {
		m, _, err = p.milestone(words[0])
	}
	if err != nil {
		return misuse(err)
	}
	rungs := len(m.Hints) + 2
	k := min(p.hintsGiven(m)+1, rungs)
	if len(words) == 2 {
		if k, err = strconv.Atoi(words[1]); err != nil || k < 1 || k > rungs {
			return misuse(fmt.Errorf("%s has hints 1 to %d, not %s", m.ID(), rungs, words[1]))
		}
	}
	if err := p.printHint(m, k, rungs); err != nil {
		return fail(err)
	}
	if err := p.noteHint(m, k); err != nil {
		return fail(err)
	}
	return 0
}

func (p place) printHint(m course.Milestone, k, rungs int) error {
	fmt.Printf("%s\n\n", paint(bold, fmt.Sprintf("%s %s, hint %d of %d", m.ID(), m.Title, k, rungs)))
	switch {
	case k <= len(m.Hints):
		fmt.Printf("%s\n", strings.ReplaceAll(wrap(m.Hints[k-1], 76), "\n  ", "\n"))
	case k == rungs-1:
		if err := p.printOutline(m); err != nil {
			return err
		}
	default:
		return p.printAnswer(m)
	}
	after := map[bool]string{true: "go tool workbook hint " + m.ID(), false: fmt.Sprintf("go tool workbook hint %s %d", m.ID(), k+1)}[k > p.hintsGiven(m)]
	what := ""
	switch k + 1 {
	case rungs - 1:
		what = ", an outline of the reference"
	case rungs:
		what = ", which gives it away"
	}
	fmt.Printf("\nThe next one%s: %s\n", what, after)
	return nil
}

// printOutline prints what the reference's functions are made of.
func (p place) printOutline(m course.Milestone) error {
	funcs, err := course.MarkedFuncs(p.root, m)
	if err != nil {
		return err
	}
	for i, f := range funcs {
		src, err := course.ReferenceFile(p.root, m.Step, f.File)
		if err != nil {
			return err
		}
		if i > 0 {
			fmt.Println()
		}
		fmt.Print(strings.ReplaceAll(course.Outline(src, f.Name), "\t", "    "))
	}
	return nil
}

// printAnswer prints the difference between the learner's functions and the
// reference's, or the reference's where the learner has not begun.
func (p place) printAnswer(m course.Milestone) error {
	s := p.all[m.Step-1]
	if !s.Started {
		return fmt.Errorf("you have not started step %d, so there is nothing to compare: go tool workbook start %[1]d", m.Step)
	}
	pairs, err := p.pairs(s, []course.Milestone{m})
	if err != nil {
		return err
	}
	if printPairs(pairs) {
		fmt.Println()
	}
	fmt.Println("That was the last one.")
	return nil
}

func (p place) hintsFile() string { return filepath.Join(p.root, ".workbook", "hints.json") }

// hintsGiven returns how many hints on m the learner has seen.
func (p place) hintsGiven(m course.Milestone) int {
	given := make(map[string]int)
	if text, err := os.ReadFile(p.hintsFile()); err == nil {
		json.Unmarshal(text, &given) // if that fails, the ladder begins anew
	}
	return given[m.ID()]
}

func (p place) noteHint(m course.Milestone, k int) error {
	given := make(map[string]int)
	if text, err := os.ReadFile(p.hintsFile()); err == nil {
		json.Unmarshal(text, &given)
	}
	given[m.ID()] = max(k, given[m.ID()])
	text, err := json.Marshal(given)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(p.hintsFile()), 0o777); err != nil {
		return err
	}
	return os.WriteFile(p.hintsFile(), text, 0o666)
}
