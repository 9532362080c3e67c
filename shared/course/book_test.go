package course

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// These tests hold the book as it is to itself.

func book(t *testing.T) (root string, all []Milestone) {
	t.Helper()
	root, err := Root()
	if err != nil {
		t.Fatal(err)
	}
	if all, err = Milestones(root); err != nil {
		t.Fatal(err)
	}
	return root, all
}

func TestMilestonesAreWhole(t *testing.T) {
	_, all := book(t)
	last := Milestone{}
	for _, m := range all {
		follows := m.Step == last.Step && m.Number == last.Number+1 || m.Step == last.Step+1 && m.Number == 1
		if !follows {
			t.Errorf("%s comes after %s", m.ID(), last.ID())
		}
		last = m
		if m.RFC == "" {
			t.Errorf("%s has no rfc", m.ID())
		}
		if m.Minutes < 5 || m.Minutes > 45 {
			t.Errorf("%s takes %d minutes, want 5 to 45", m.ID(), m.Minutes)
		}
		if len(m.Hints) != 3 {
			t.Errorf("%s has %d hints, want 3", m.ID(), len(m.Hints))
		}
		if m.Learnt == "" || len(m.Learnt) > 110 {
			t.Errorf("%s: want what was learnt, in one line, got %q", m.ID(), m.Learnt)
		}
		if name := filepath.Base(m.Script); !strings.HasPrefix(name, m.ID()+"-") {
			t.Errorf("%s is in %s", m.ID(), name)
		}
	}
}

// A live script has the number of another that is not.
func TestLiveScriptsBelongToAMilestone(t *testing.T) {
	root, all := book(t)
	for step := range 6 {
		scripts, err := Scripts(root, step+1)
		if err != nil {
			t.Fatal(err)
		}
		for _, script := range scripts {
			m, err := ParseHead(script, []byte(read(t, script)))
			if err != nil {
				t.Error(err)
			}
			if !slices.ContainsFunc(all, func(o Milestone) bool { return o.ID() == m.ID() }) {
				t.Errorf("%s: there is no milestone %s", script, m.ID())
			}
		}
	}
}

// A step's functions carry the marks of its own exercises, and of those of the
// steps before that it goes on with.
func TestEveryMilestoneHasAnExercise(t *testing.T) {
	root, all := book(t)
	listed := make(map[string]bool)
	for _, m := range cell.FindAllStringSubmatch(read(t, filepath.Join(root, "WORKBOOK.md")), -1) {
		listed[m[1]] = true
	}
	found := make(map[string]bool) // by step's folder and milestone
	walk(t, root, ".go", func(name, text string) {
		folder, _, _ := strings.Cut(name, "/")
		m := stepNumber.FindStringSubmatch(folder)
		if m == nil {
			return
		}
		exercises, err := Exercises(name, []byte(text))
		if err != nil {
			t.Error(err)
		}
		for _, e := range exercises {
			found[folder+" "+e.Milestone] = true
			if !listed[e.Milestone] || strconv.Itoa(e.step()) > m[1] {
				t.Errorf("%s: %s is an exercise of %s, which there is not in this step or before", name, e.Func, e.Milestone)
			}
		}
	})
	for _, m := range all {
		folder, err := StepFolder(root, m.Step)
		if err != nil {
			t.Fatal(err)
		}
		if !found[folder+" "+m.ID()] {
			t.Errorf("no function in %s is marked as exercise %s", folder, m.ID())
		}
	}
}

var stepNumber = regexp.MustCompile(`^step0(\d)-`)

var cell = regexp.MustCompile(`\| ([1-6]\.\d+) ([^|\n]*[^|\s])`)

// WORKBOOK.md lists the milestones of all six steps, those there are under
// their own titles.
func TestTableOfMilestones(t *testing.T) {
	root, all := book(t)
	listed := make(map[string]string)
	for _, m := range cell.FindAllStringSubmatch(read(t, filepath.Join(root, "WORKBOOK.md")), -1) {
		if listed[m[1]] != "" {
			t.Errorf("%s is listed twice", m[1])
		}
		listed[m[1]] = m[2]
	}
	if len(listed) != 39 {
		t.Errorf("%d milestones are listed, want 39", len(listed))
	}
	for _, m := range all {
		if listed[m.ID()] != m.Title {
			t.Errorf("%s is listed as %q, its script calls it %q", m.ID(), listed[m.ID()], m.Title)
		}
	}
}

var heading = regexp.MustCompile(`(?m)^## Exercise (\d+\.\d+): .+\n\n\*(\d+) minutes\.`)

func TestChaptersTellTheMinutes(t *testing.T) {
	root, all := book(t)
	var got, want []string
	for _, m := range all {
		want = append(want, fmt.Sprintf("%s: %d minutes", m.ID(), m.Minutes))
	}
	walk(t, root, ".md", func(name, text string) {
		for _, m := range heading.FindAllStringSubmatch(text, -1) {
			got = append(got, fmt.Sprintf("%s: %s minutes", m[1], m[2]))
		}
	})
	if !slices.Equal(got, want) {
		t.Errorf("the chapters say\n%s\nthe scripts\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Each requirement is proven by a test, or answered by the reason why not; what
// tests name exists.
func TestRequirements(t *testing.T) {
	root, _ := book(t)
	all, err := Requirements(root)
	if err != nil {
		t.Fatal(err)
	}
	proofs, err := Proofs(root)
	if proofs == nil {
		t.Fatal(err)
	}
	if err != nil {
		t.Error(err)
	}
	listed := read(t, filepath.Join(root, "WORKBOOK.md"))
	for _, r := range all {
		if problem := problem(r, proofs[r.ID]); problem != "" {
			t.Errorf("%s, %s (%s): %s", r.ID, r.Text, r.Source, problem)
		}
		if r.Milestone != "" && !strings.Contains(listed, "| "+r.Milestone+" ") {
			t.Errorf("%s is taught by %s, which WORKBOOK.md does not list", r.ID, r.Milestone)
		}
	}
}

// problem says what is wrong with r and what to do, or "".
func problem(r Requirement, proofs []Proof) string {
	switch verdict := r.Verdict(proofs); {
	case verdict == "open":
		return fmt.Sprintf("nothing proves it: write \"ids: %s\" into a comment of the test that does, or into testdata/requirements.csv the answer why not", r.ID)
	case verdict != "proven" && verdict != "in part" && len(proofs) > 0:
		return fmt.Sprintf("%s in %s proves it, and its answer is %q: take one away, or begin the answer with \"in part: \"", proofs[0].Test, proofs[0].File, r.Answer)
	}
	return ""
}

func TestProblem(t *testing.T) {
	isn := []Proof{{"tcp/isn_test.go", "TestISN"}}
	for _, test := range []struct {
		answer string
		proofs []Proof
		want   string
	}{
		{"", isn, ""},
		{"later: x", nil, ""},
		{"in part: x", isn, ""},
		{"", nil, `nothing proves it: write "ids: MUST-8" into a comment of the test that does, or into testdata/requirements.csv the answer why not`},
		{"in part: x", nil, `nothing proves it: write "ids: MUST-8" into a comment of the test that does, or into testdata/requirements.csv the answer why not`},
		{"later: x", isn, `TestISN in tcp/isn_test.go proves it, and its answer is "later: x": take one away, or begin the answer with "in part: "`},
	} {
		if got := problem(Requirement{ID: "MUST-8", Answer: test.answer}, test.proofs); got != test.want {
			t.Errorf("%q, %v: got %s", test.answer, test.proofs, got)
		}
	}
}

// walk hands each file of the book with this extension to visit.
func walk(t *testing.T, root, ext string, visit func(name, text string)) {
	t.Helper()
	err := eachFile(root, func(name string) {
		if filepath.Ext(name) == ext {
			visit(name, read(t, filepath.Join(root, name)))
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}
