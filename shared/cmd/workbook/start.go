package main

import (
	"fmt"
	"strconv"
	"strings"

	"tcpworkbook/shared/course"
)

const startUsage = `usage: go tool workbook start [STEP] [-from reference]

Makes your own copy of a step in work/, with the exercises for you to write; of
the next one if you name none. Where a step goes on with an earlier one, what you
wrote there is carried forward. A copy that is there already is left alone.

	go tool workbook start 1

  -from reference   goes on with the reference's functions, not with yours
`

// startCommand makes the learner's copy of a step.
func startCommand(args []string) int {
	flags := newFlags("start", startUsage)
	from := flags.String("from", "", "")
	words, code, ok := parse(flags, args, 0, 1)
	if !ok {
		return code
	}
	if *from != "" && *from != "reference" {
		return misuse(fmt.Errorf("-from reference is all there is, not -from %s", *from))
	}
	p, err := here()
	if err != nil {
		return fail(err)
	}
	step, err := p.stepToStart(words)
	if err != nil {
		return misuse(err)
	}
	s, err := course.Start(p.root, step, *from == "reference")
	if err != nil {
		return fail(err)
	}
	if p, err = here(); err != nil {
		return fail(err)
	}
	printStarted(p.all[step-1], s)
	if len(s.Conflicts) > 0 {
		return 1
	}
	return 0
}

// stepToStart returns the step that is named, or else the one after the
// furthest that is started.
func (p place) stepToStart(words []string) (int, error) {
	if len(words) == 1 {
		step, err := strconv.Atoi(words[0])
		if err != nil {
			return 0, fmt.Errorf("want a step such as 1, got %q", words[0])
		}
		return step, nil
	}
	s, started := course.InHand(p.all)
	if !started {
		return 1, nil
	}
	if m, left := s.Next(); left {
		return 0, fmt.Errorf("step %d is in hand, and %s %s has not passed yet;\ngo tool workbook start %d starts the next one anyway",
			s.Step, m.ID(), m.Title, s.Step+1)
	}
	return s.Step + 1, nil
}

func printStarted(standing course.Standing, s course.Started) {
	fmt.Printf("%s is yours to write.\n", s.Folder)
	for _, folder := range s.Supplied {
		fmt.Printf("%s came along, for this step needs it: the reference's,\nfinished. To write it yourself: go tool workbook reset %s\n", folder, stepOf(folder))
	}
	for _, folder := range s.Open {
		fmt.Printf("%s is not written to the end, and this step needs it:\ngo tool workbook check %s\n", folder, stepOf(folder))
	}
	if s.From != "" {
		fmt.Printf("What you do not write in this step comes from %s.\n", s.From)
	}
	if len(s.Carried) > 0 {
		fmt.Println(wrap("Your own went along in "+strings.Join(s.Carried, ", ")+".", 80))
	}
	if len(s.Conflicts) > 0 {
		printConflicts(s)
		return
	}
	m := standing.Milestones[0]
	fmt.Printf("\nRead   %s/README.md\nWrite  %s %s\nCheck  go tool workbook check\n", standing.Folder, m.ID(), m.Title)
}

// stepOf returns the 3 of work/step03-parse-ipv4.
func stepOf(folder string) string { return folder[len("work/step0"):][:1] }

// printConflicts says what to do where the learner and the step have changed
// the same lines.
func printConflicts(s course.Started) {
	fmt.Printf("\nIn %s you have changed what this step changes, too:\n\n", plural(len(s.Conflicts), "place"))
	for _, c := range s.Conflicts {
		fmt.Printf("  %s\n", c)
	}
	fmt.Printf(`
Each is marked as git does it: yours between <<<<<<< and |||||||, what it was
then, and after ======= what this step has. Make one of both, and take the marks
away; imports may be missing. Then: go tool workbook check
Your own, unchanged, is still in %s. To go on with the reference's
instead: take %s away, and start again with -from reference.
`, s.From, s.Folder)
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
