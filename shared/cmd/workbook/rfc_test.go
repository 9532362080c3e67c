package main

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"tcpworkbook/shared/course"
)

// What does not fit into the terminal is cut, but not how many proofs there are.
func TestRequirementsFit(t *testing.T) {
	all := []course.Requirement{
		{ID: "MUST-1", Level: "RECOMMENDED", Text: strings.Repeat("ä long text ", 9)},
		{ID: "BLIND-7", Level: "rule", Text: "Short", Answer: strings.Repeat("later: ", 9)},
		{ID: "EV-1", Level: "MUST", Text: "Short"},
	}
	proofs := map[string][]course.Proof{"MUST-1": make([]course.Proof, 12)}
	proofs["MUST-1"][0] = course.Proof{File: "a_test.go", Test: "TestTheLongestOfNamesThatOneCanThinkOf"}
	var b strings.Builder
	printTable(&b, all, proofs, 80)
	want := "" +
		"MUST-1   RECOMMENDED  ä long text ä long text ä long te…  TestTheLongestOfN… +11\n" +
		"BLIND-7  rule         Short                               later: later: later: …\n" +
		"EV-1     MUST         Short                               open: no proof yet\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
	for _, width := range []int{81, 100, 132} {
		b.Reset()
		printTable(&b, all, proofs, width)
		for line := range strings.Lines(b.String()) {
			if n := utf8.RuneCountInString(strings.TrimSpace(line)); n > width {
				t.Errorf("%d wide, want %d at most:\n%s", n, width, line)
			}
		}
	}
}
