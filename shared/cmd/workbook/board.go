package main

import (
	"fmt"
	"os"
	"strings"

	"tcpworkbook/shared/course"
)

// board prints where the learner is, and what is next. It starts nothing.
func board() int {
	p, err := here()
	if err != nil {
		fmt.Fprintf(os.Stderr, "workbook: %v\n\n%s", err, help())
		return 1
	}
	fmt.Printf("%s\n\n", paint(bold, "The TCP workbook"))
	hand, started := course.InHand(p.all)
	for _, s := range p.all {
		inHand := started && s.Step == hand.Step
		fmt.Println(stepLine(s, inHand))
		if inHand {
			printMilestones(s)
		}
	}
	fmt.Println()
	p.printNext(hand, started)
	fmt.Println(paint(faint, "\nAll commands: go tool workbook help"))
	return 0
}

// stepLine returns a step's line: title, bar, and how many milestones have passed.
func stepLine(s course.Standing, inHand bool) string {
	passed := 0
	for _, m := range s.Milestones {
		if s.Record.Passed(m) {
			passed++
		}
	}
	const width = 12
	full := passed * width / len(s.Milestones)
	bar := paint(green, strings.Repeat("█", full)) + paint(faint, strings.Repeat("░", width-full))
	state := fmt.Sprintf("%d of %d", passed, len(s.Milestones))
	switch {
	case !s.Started:
		state = paint(faint, "not started")
	case len(s.Record.Scripts) == 0 && !inHand: // it came along with a later one
		state = paint(faint, "not checked yet")
	case s.Changed:
		state += ", changed since checked"
	}
	return fmt.Sprintf("  %d %s  %s  %s", s.Step, pad(s.Title, 27), bar, state)
}

func printMilestones(s course.Standing) {
	next, left := s.Next()
	for _, m := range s.Milestones {
		mark, line := " ", pad(m.Title, 31)
		switch {
		case s.Record.Passed(m):
			mark = paint(green, "✓")
		case left && m.ID() == next.ID():
			mark, line = paint(yellow, "→"), line+fmt.Sprintf("  %d minutes", m.Minutes)
		default:
			line += fmt.Sprintf("  %d minutes", m.Minutes)
		}
		fmt.Printf("      %s %s %s\n", mark, pad(m.ID(), 4), strings.TrimRight(line, " "))
	}
}

// printNext says what to do, and what to type.
func (p place) printNext(s course.Standing, started bool) {
	if !started {
		fmt.Printf("Begin with the first step: %s\n", paint(bold, "go tool workbook start 1"))
		return
	}
	m, left := s.Next()
	if !left {
		p.printNextStep(s)
		return
	}
	fmt.Printf("%s\n\n", wrap(fmt.Sprintf("Next: %s %s, in %s%s", m.ID(), m.Title, s.Work(), fellBack(s)), 80))
	if open, err := course.Unwritten(p.root, m); err == nil && len(open) > 0 {
		fmt.Printf("Read   %s/README.md\nWrite  %s\n", s.Folder, course.ListFuncs(open))
	}
	fmt.Printf("Check  %s\n", paint(bold, "go tool workbook check"))
}

// fellBack says why an earlier milestone is next than the one at work.
func fellBack(s course.Standing) string {
	if s.FellBack() {
		return " (it failed when last checked)"
	}
	return ""
}

func (p place) printNextStep(s course.Standing) {
	if s.Step == len(p.all) {
		fmt.Printf("Step %d is finished, and with it the book: you have written a TCP.\nSee it at work: %s\n", s.Step, paint(bold, fmt.Sprintf("go tool workbook live %d", s.Step)))
		return
	}
	fmt.Printf("Step %d is finished. Go on: %s\n", s.Step, paint(bold, fmt.Sprintf("go tool workbook start %d", s.Step+1)))
}
