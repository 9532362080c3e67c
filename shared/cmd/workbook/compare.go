package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/aymanbagabas/go-udiff"
	"golang.org/x/term"

	"tcpworkbook/shared/course"
)

const compareUsage = `usage: go tool workbook compare N.M | STEP [-spoil]

Shows your functions beside the reference's, of a milestone or of all of a step
that differ. Only once the milestone has passed: or you would see the answer.

	go tool workbook compare 3.2

  -spoil   shows it anyway
`

func compareCommand(args []string) int {
	flags := newFlags("compare", compareUsage)
	spoil := flags.Bool("spoil", false, "")
	words, code, ok := parse(flags, args, 1, 1)
	if !ok {
		return code
	}
	p, err := here()
	if err != nil {
		return fail(err)
	}
	milestones, step, err := p.toCompare(words[0], *spoil)
	if err != nil {
		return misuse(err)
	}
	pairs, err := p.pairs(step, milestones)
	if err != nil {
		return fail(err)
	}
	printPairs(pairs)
	return 0
}

// printPairs prints what differs, and names what does not; it reports whether
// there is any such.
func printPairs(pairs []course.Pair) (same bool) {
	var alike []course.Func
	for _, p := range pairs {
		if p.Same() {
			alike = append(alike, p.Func)
			continue
		}
		printPair(p, pageWidth())
	}
	if len(alike) > 0 {
		fmt.Println(wrap("As the reference has them: "+course.ListFuncs(alike), 80))
	}
	return len(alike) > 0
}

// toCompare returns the milestones that may be compared.
func (p place) toCompare(word string, spoil bool) (list []course.Milestone, s course.Standing, err error) {
	if strings.Contains(word, ".") {
		m, s, err := p.own(word)
		if err == nil && !spoil && !s.Record.Passed(m) {
			err = fmt.Errorf("%s has not passed yet, and the reference would give it away.\ncheck %[1]s tries it again; hint %[1]s helps; compare -spoil %[1]s shows it anyway", m.ID())
		}
		return []course.Milestone{m}, s, err
	}
	if s, err = p.started(word); err != nil {
		return nil, s, err
	}
	for _, m := range s.Milestones {
		if spoil || s.Record.Passed(m) {
			list = append(list, m)
		}
	}
	if len(list) == 0 {
		err = fmt.Errorf("nothing of step %d has passed yet, and the reference would give it away;\ncompare -spoil %[1]d shows it anyway", s.Step)
	}
	return list, s, err
}

// pairs returns the functions of milestones, in the order of these.
func (p place) pairs(s course.Standing, milestones []course.Milestone) (pairs []course.Pair, err error) {
	for _, m := range milestones {
		funcs, err := course.MarkedFuncs(p.root, m)
		if err != nil {
			return nil, err
		}
		more, err := course.Pairs(p.root, s.Step, func(f course.Func) bool { return slices.Contains(funcs, f) })
		if err != nil {
			return nil, err
		}
		pairs = append(pairs, more...)
	}
	return pairs, nil
}

// pageWidth returns the width to print in: the terminal's, or that of a page.
func pageWidth() int {
	if width, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil {
		return width
	}
	return 80
}

// printPair prints two versions of a function: side by side if there is room,
// or else one below the other.
func printPair(p course.Pair, width int) {
	where := p.File
	if p.YourFile != "" && p.YourFile != p.File {
		where = p.YourFile + " (the reference's is in " + p.File + ")"
	}
	fmt.Printf("%s, %s", paint(bold, p.Name), where)
	if p.Yours == "" {
		fmt.Print(": you have no such function\n\n")
		return
	}
	fmt.Print("\n\n")
	rows := diffRows(p.Yours, p.Reference)
	if column := (width - 3) / 2; widest(rows) <= column || column >= 76 {
		printBeside(rows, min(column, max(widest(rows), 24)))
	} else {
		printBelow(rows)
	}
	fmt.Println()
}

// A row is a line of both, or of one.
type row struct {
	left, right       string
	hasLeft, hasRight bool
}

func (r row) same() bool { return r.hasLeft && r.hasRight && r.left == r.right }

// diffRows puts the lines of two texts side by side: equal ones in one row, and
// what differs in between in rows as they come.
func diffRows(left, right string) (rows []row) {
	const tab = "    "
	left, right = strings.ReplaceAll(left, "\t", tab), strings.ReplaceAll(right, "\t", tab)
	whole, err := udiff.ToUnifiedDiff("", "", left, udiff.Strings(left, right), 1<<20)
	if err != nil {
		return nil
	}
	free := 0 // rows from here on have a right side to fill
	for _, h := range whole.Hunks {
		for _, l := range h.Lines {
			text := strings.TrimRight(l.Content, "\n")
			switch {
			case l.Kind == udiff.Equal:
				rows = append(rows, row{text, text, true, true})
				free = len(rows)
			case l.Kind == udiff.Delete:
				rows = append(rows, row{left: text, hasLeft: true})
			case free < len(rows):
				rows[free].right, rows[free].hasRight = text, true
				free++
			default:
				rows = append(rows, row{right: text, hasRight: true})
				free = len(rows)
			}
		}
	}
	return rows
}

func widest(rows []row) (n int) {
	for _, r := range rows {
		n = max(n, utf8.RuneCountInString(r.left), utf8.RuneCountInString(r.right))
	}
	return n
}

func printBeside(rows []row, width int) {
	fmt.Printf("%s │ %s\n", pad("yours", width), "the reference")
	for _, r := range rows {
		left, right := pad(cut(r.left, width), width), cut(r.right, width)
		if !r.same() {
			left, right = paint(red, left), paint(green, right)
		}
		fmt.Println(strings.TrimRight(left+" │ "+right, " "))
	}
}

// printBelow prints what only one has with - (yours) and + (the reference).
func printBelow(rows []row) {
	fmt.Println("- yours, + the reference")
	for i := 0; i < len(rows); {
		if rows[i].same() {
			fmt.Println(strings.TrimRight("  "+rows[i].left, " "))
			i++
			continue
		}
		from := i
		for i < len(rows) && !rows[i].same() {
			i++
		}
		for _, r := range rows[from:i] {
			if r.hasLeft {
				fmt.Println(paint(red, "- "+r.left))
			}
		}
		for _, r := range rows[from:i] {
			if r.hasRight {
				fmt.Println(paint(green, "+ "+r.right))
			}
		}
	}
}
