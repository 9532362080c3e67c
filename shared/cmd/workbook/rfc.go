package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"os"
	"regexp"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"golang.org/x/term"

	"tcpworkbook/shared/course"
)

const rfcUsage = `usage: go tool workbook rfc [ID | N.M | §SECTION]…

Prints what the RFCs ask for, a line each: its id, how much it binds, what it is,
and the test that proves it, or why there is none. Of some, all about these: by
id, by milestone, by section of RFC 9293 or of another.

	go tool workbook rfc
	go tool workbook rfc MUST-50 IP-5
	go tool workbook rfc 4.5
	go tool workbook rfc §3.8.6 7323§5.2
`

// rfcCommand prints the table of requirements, or some of them whole.
func rfcCommand(args []string) int {
	root, err := course.Root()
	if err != nil {
		return fail(err)
	}
	all, err := course.Requirements(root)
	if err != nil {
		return fail(err)
	}
	proofs, err := course.Proofs(root)
	if err != nil {
		return fail(err)
	}
	if len(args) == 0 {
		printTable(os.Stdout, all, proofs, tableWidth())
		fmt.Printf("\n%s\n", summary(all, proofs))
		return 0
	}
	chosen, err := chooseRequirements(all, args)
	if err != nil {
		return fail(err)
	}
	for i, r := range chosen {
		if i > 0 {
			fmt.Println()
		}
		printRequirement(os.Stdout, r, proofs[r.ID])
	}
	return 0
}

// tableWidth returns the terminal's width. A file or a pipe gets whole lines,
// for what follows may search in them.
func tableWidth() int {
	if !term.IsTerminal(int(os.Stdout.Fd())) {
		return math.MaxInt
	}
	return max(terminalWidth(), 80)
}

// printTable prints a line for each requirement, cut to width characters: what
// is left beside its id and level goes to the text and its proof, 3 to 2.
func printTable(w io.Writer, all []course.Requirement, proofs map[string][]course.Proof, width int) {
	rest := width - len("BLIND-7  RECOMMENDED  ") - len("  ")
	right := rest / 5 * 2
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, r := range all {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", r.ID, r.Level, cut(r.Text, rest-right), evidence(r, proofs[r.ID], right))
	}
	table.Flush()
}

// evidence returns in width characters what proves r, or why nothing does.
func evidence(r course.Requirement, proofs []course.Proof, width int) string {
	switch {
	case r.Verdict(proofs) == "open":
		return cut(nothingYet, width)
	case r.Answer != "":
		return cut(r.Answer, width)
	case len(proofs) == 1:
		return cut(proofs[0].Place(), width)
	}
	more := fmt.Sprintf(" +%d", len(proofs)-1)
	return cut(proofs[0].Place(), width-len(more)) + more
}

const nothingYet = "open: no proof yet"

// cut returns s, or what fits of it into width characters.
func cut(s string, width int) string {
	if utf8.RuneCountInString(s) <= width {
		return s
	}
	return string([]rune(s)[:width-1]) + "…"
}

// ownID is that of a requirement which RFC 9293 itself has numbered.
var ownID = regexp.MustCompile(`^(MUST|SHLD|MAY|REC)-`)

// summary counts the requirements by where they stand.
func summary(all []course.Requirement, proofs map[string][]course.Proof) string {
	own, more := make(map[string]int), make(map[string]int)
	for _, r := range all {
		if ownID.MatchString(r.ID) {
			own[r.Verdict(proofs[r.ID])]++
		} else {
			more[r.Verdict(proofs[r.ID])]++
		}
	}
	return tally("of RFC 9293", own) + "; " + tally("more", more)
}

// tally returns "119 of RFC 9293: 90 proven, 29 not supported".
func tally(what string, verdicts map[string]int) string {
	var parts []string
	total := 0
	for _, verdict := range []string{"proven", "in part", "not supported", "a rule for applications", "later", "open"} {
		n := verdicts[verdict]
		total += n
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, strings.TrimPrefix(verdict, "a rule ")))
		}
	}
	return fmt.Sprintf("%d %s: %s", total, what, strings.Join(parts, ", "))
}

// section is one of RFC 9293, or of another: "§3.8.6", "7323§5.2".
var section = regexp.MustCompile(`^(?i:RFC)?(\d*)§(\d+(\.\d+)*)$`)

// milestoneID is that of a milestone, such as 4.5.
var milestoneID = regexp.MustCompile(`^\d\.\d+$`)

func noRequirement(word string) string {
	if milestoneID.MatchString(word) {
		return "no requirement belongs to milestone " + word
	}
	return fmt.Sprintf("there is no requirement %q", word)
}

// chooseRequirements returns those that words are for, in this order.
func chooseRequirements(all []course.Requirement, words []string) (chosen []course.Requirement, err error) {
	for _, word := range words {
		is := func(r course.Requirement) bool { return strings.EqualFold(r.ID, word) || r.Milestone == word }
		if m := section.FindStringSubmatch(word); m != nil {
			source := fmt.Sprintf("RFC %s §%s", cmp.Or(m[1], "9293"), m[2])
			is = func(r course.Requirement) bool {
				below, ok := strings.CutPrefix(r.Source, source)
				return ok && strings.IndexAny(below, "0123456789") != 0
			}
		}
		n := len(chosen)
		for _, r := range all {
			if is(r) {
				chosen = append(chosen, r)
			}
		}
		if n == len(chosen) {
			return nil, fmt.Errorf("%s; go tool workbook rfc lists them all", noRequirement(word))
		}
	}
	return chosen, nil
}

// printRequirement prints all about r.
func printRequirement(w io.Writer, r course.Requirement, proofs []course.Proof) {
	fmt.Fprintf(w, "%s, %s, %s", r.ID, r.Level, r.Source)
	if r.Milestone != "" {
		fmt.Fprintf(w, ", milestone %s", r.Milestone)
	}
	fmt.Fprintf(w, "\n%s\n", r.Text)
	if r.Answer != "" {
		fmt.Fprintf(w, "  %s\n", r.Answer)
	}
	if r.Verdict(proofs) == "open" {
		fmt.Fprintf(w, "  %s\n", nothingYet)
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, p := range proofs {
		fmt.Fprintf(table, "  %s\t%s\n", p.File, p.Test)
	}
	table.Flush()
}
