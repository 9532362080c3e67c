package main

import (
	"fmt"
	"io"
	"math"
	"os"
	"regexp"
	"slices"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"golang.org/x/term"

	"tcpworkbook/shared/course"
)

const rfcUsage = `usage: go tool workbook rfc [ID…]

Prints what the RFCs ask for, a line each: its id, how much it binds, what it is,
and the test that proves it, or why there is none. With IDs, all about these.

	go tool workbook rfc
	go tool workbook rfc MUST-50 IP-5
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

// chooseRequirements returns those called ids.
func chooseRequirements(all []course.Requirement, ids []string) (chosen []course.Requirement, err error) {
	for _, id := range ids {
		i := slices.IndexFunc(all, func(r course.Requirement) bool { return strings.EqualFold(r.ID, id) })
		if i < 0 {
			return nil, fmt.Errorf("there is no requirement %q; go tool workbook rfc lists them all", id)
		}
		chosen = append(chosen, all[i])
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
