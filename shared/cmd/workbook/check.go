package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"

	"tcpworkbook/shared/course"
)

const checkUsage = `usage: go tool workbook check [N.M | STEP]… [flags]

Runs the scripts of a milestone or a step of yours, up to the first failure, and
explains that; of the step in hand if you name none. Replays come first, then,
if they pass, what is live. The exit code is 0 only if all that was asked for
passed, 1 if not, and 2 if there was nothing to run.

	go tool workbook check
	go tool workbook check 3.2
	go tool workbook check -junit report.xml 1 2 3

  -quick       leaves out what is live
  -debug       opens your program in the debugger dlv, at the packet with which
               the milestone fails
  -json        prints what came of each script as JSON; runs all of them
  -junit FILE  writes the same for graders; runs all of them
`

// A check is what to check.
type check struct {
	place
	quick bool
	grade bool // all scripts, no talk
	parts []part
}

// A part is some milestones of a step.
type part struct {
	step       course.Standing
	milestones []course.Milestone
	whole      bool // all of the step
}

func checkCommand(args []string) int {
	flags := newFlags("check", checkUsage)
	quick, debug := flags.Bool("quick", false, ""), flags.Bool("debug", false, "")
	asJSON, junit := flags.Bool("json", false, ""), flags.String("junit", "", "")
	words, code, ok := parse(flags, args, 0, 99)
	if !ok {
		return code
	}
	p, err := here()
	if err != nil {
		return misuse(err)
	}
	c := &check{place: p, quick: *quick, grade: *asJSON || *junit != ""}
	if err := c.choose(words); err != nil {
		return misuse(err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	switch {
	case *debug:
		return c.debug(ctx)
	case c.grade:
		return c.gradeAll(ctx, *asJSON, *junit)
	}
	for _, part := range c.parts {
		if code := c.show(ctx, part); code != 0 {
			return code
		}
	}
	return 0
}

// choose reads which milestones and steps are meant.
func (c *check) choose(words []string) error {
	if len(words) == 0 {
		s, err := c.inHand()
		if err != nil {
			return err
		}
		words = []string{fmt.Sprint(s.Step)}
	}
	for _, word := range words {
		if !strings.Contains(word, ".") {
			s, err := c.started(word)
			if err != nil {
				return err
			}
			c.parts = append(c.parts, part{s, s.Milestones, true})
			continue
		}
		m, s, err := c.own(word)
		if err != nil {
			return err
		}
		c.parts = append(c.parts, part{s, []course.Milestone{m}, false})
	}
	return nil
}

// checkDir is where test programs are built.
func (p place) checkDir() (string, error) {
	dir := filepath.Join(p.root, ".workbook", "check")
	return dir, os.MkdirAll(dir, 0o777)
}

// show checks a part and tells what came of it.
func (c *check) show(ctx context.Context, part part) int {
	results, err := c.run(ctx, part)
	if err != nil {
		return explainError(err)
	}
	fmt.Printf("%d %s\n\n", part.step.Step, paint(bold, part.step.Title))
	for _, m := range part.milestones {
		printVerdict(m, results)
	}
	for _, r := range results {
		if r.Milestone == "" { // of a duel
			mark := map[course.Verdict]string{course.Pass: paint(green, "✓"), course.Fail: paint(red, "✗")}[r.Verdict]
			fmt.Printf("  %s %s: %s\n", mark, r.Script, r.Title)
		}
	}
	before := part.step.Record
	if p, err := here(); err == nil { // with the record that there is now
		c.place, part.step = p, p.all[part.step.Step-1]
	}
	if r, failed := firstFailure(results); failed {
		c.printFailure(r)
		return 1
	}
	c.printPassed(part, before)
	return 0
}

func explainError(err error) int {
	broken := new(buildError)
	if errors.As(err, &broken) {
		fmt.Printf("%s\n\n%s", paint(red, "It does not compile yet."), broken.text)
		return 1
	}
	if errors.Is(err, context.Canceled) {
		return 130
	}
	return fail(err)
}

// run runs the scripts of a part: first the replays, then what is live. Of a
// whole step, that is tried of what has not passed live yet.
func (c *check) run(ctx context.Context, part part) ([]course.Result, error) {
	dir, err := c.checkDir()
	if err != nil {
		return nil, err
	}
	t := &tester{root: c.root, step: part.step, limit: "5s", leaves: true, together: !c.grade}
	if err := t.build(ctx, dir); err != nil {
		return nil, err
	}
	chosen := of(part.milestones)
	if part.whole {
		chosen = chosen.andDuels()
	}
	chosen.all = c.grade
	done := progress("running the scripts …")
	results, err := t.run(ctx, chosen.replays())
	done()
	if err == nil && !c.quick {
		t.limit = ""
		results, err = c.runLive(ctx, t, part, results)
	}
	if err != nil {
		return nil, err
	}
	return results, course.Note(c.root, part.step.Step, results)
}

func (c *check) runLive(ctx context.Context, t *tester, part part, results []course.Result) ([]course.Result, error) {
	var open []course.Milestone
	for _, m := range part.milestones {
		passed := slices.ContainsFunc(results, func(r course.Result) bool { return r.Milestone == m.ID() && r.Verdict == course.Pass })
		if c.grade || passed && (!part.whole || part.step.Record.Scripts[m.ScriptName()+"-live"] != course.Pass) {
			open = append(open, m)
		}
	}
	if len(open) == 0 {
		return results, nil
	}
	chosen := of(open).live()
	chosen.all = c.grade
	defer progress("now with the kernel, live …")()
	more, err := t.run(ctx, chosen)
	return append(results, more...), err
}

// printVerdict prints a milestone's line, if it was run.
func printVerdict(m course.Milestone, results []course.Result) {
	var notes []string
	mark := ""
	for _, r := range results {
		switch {
		case r.Milestone != m.ID():
		case r.Verdict == course.Fail:
			mark = paint(red, "✗")
		case r.Verdict == course.Skip:
			notes = append(notes, "live: skipped, "+strings.SplitN(r.Why, ":", 2)[0])
		default:
			if strings.HasSuffix(r.Script, "-live") {
				notes = append(notes, "live, too")
			}
			if mark == "" {
				mark = paint(green, "✓")
			}
		}
	}
	if mark == "" {
		return
	}
	line := fmt.Sprintf("  %s %s %s", mark, pad(m.ID(), 4), m.Title)
	if len(notes) > 0 {
		line = fmt.Sprintf("  %s %s %s  %s", mark, pad(m.ID(), 4), pad(m.Title, 31), paint(faint, strings.Join(notes, ", ")))
	}
	fmt.Println(line)
}

// printFailure explains a failure.
func (c *check) printFailure(r course.Result) {
	story := strings.TrimPrefix(strings.TrimSpace(r.Story), r.Milestone+" "+r.Title+"\n\n")
	if m, _, err := c.milestone(r.Milestone); err == nil && m.Title != r.Title {
		fmt.Printf("\n%s %s\n", r.Milestone, r.Title) // a live script has a title of its own
	}
	fmt.Print(paintStory("\n" + story + "\n"))
}

// printPassed says what was learnt, and what is next.
func (c *check) printPassed(part part, before course.Record) {
	var latest course.Milestone
	for _, m := range part.milestones {
		if !part.whole || !before.Passed(m) {
			latest = m
		}
	}
	fmt.Println()
	if latest.Title != "" {
		fmt.Printf("%s\n\n", strings.ReplaceAll(wrap(latest.Learnt, 80), "\n  ", "\n"))
		fmt.Printf("Commit   git add work && git commit -m %q\n", latest.ID()+" "+latest.Title)
		fmt.Printf("Compare  go tool workbook compare %s\n", latest.ID())
	}
	next, left := part.step.Next()
	if !left {
		c.printNextStep(part.step)
		return
	}
	minutes := 0
	for _, m := range part.step.Milestones {
		if !part.step.Record.Passed(m) {
			minutes += m.Minutes
		}
	}
	fmt.Println(wrap(fmt.Sprintf("Next     %s %s%s, %d minutes; %d left in this step", next.ID(), next.Title, fellBack(part.step), next.Minutes, minutes), 80))
}
