package course

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
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
		if m.Minutes < 5 || m.Minutes > 40 {
			t.Errorf("%s takes %d minutes, want 5 to 40", m.ID(), m.Minutes)
		}
		if len(m.Hints) != 3 {
			t.Errorf("%s has %d hints, want 3", m.ID(), len(m.Hints))
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

func TestEveryMilestoneHasAnExercise(t *testing.T) {
	root, all := book(t)
	open := make(map[string]bool) // by step's folder and milestone
	for _, m := range all {
		folder, err := StepFolder(root, m.Step)
		if err != nil {
			t.Fatal(err)
		}
		open[folder+" "+m.ID()] = true
	}
	found := make(map[string]bool)
	walk(t, root, ".go", func(name, text string) {
		folder, _, _ := strings.Cut(name, "/")
		if !strings.HasPrefix(folder, "step") {
			return
		}
		exercises, err := Exercises(name, []byte(text))
		if err != nil {
			t.Error(err)
		}
		for _, e := range exercises {
			found[folder+" "+e.Milestone] = true
			if !open[folder+" "+e.Milestone] {
				t.Errorf("%s: %s is an exercise of %s, which %s does not have", name, e.Func, e.Milestone, folder)
			}
		}
	})
	for key := range open {
		if !found[key] {
			t.Errorf("no function is marked as exercise: %s", key)
		}
	}
}

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

// A requirement is shown by the script of its milestone; what a script's head
// names is a requirement, or a mistake that the script is proven to notice.
func TestRequirements(t *testing.T) {
	root, all := book(t)
	file, err := os.Open(filepath.Join(root, "testdata", "requirements.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	known := make(map[string]bool)
	for _, row := range rows[1:] {
		id, milestone := row[0], row[4]
		if known[id] {
			t.Errorf("%s stands twice in requirements.csv", id)
		}
		known[id] = true
		i := slices.IndexFunc(all, func(m Milestone) bool { return m.ID() == milestone })
		if i < 0 || !slices.Contains(all[i].IDs, id) {
			t.Errorf("%s is a requirement of %s, whose script does not name it", id, milestone)
		}
	}
	for _, m := range all {
		for _, id := range m.IDs {
			if _, err := os.Stat(filepath.Join(root, "testdata", "mistakes", id+".patch")); err != nil && !known[id] {
				t.Errorf("%s names %s, which is neither in requirements.csv nor in testdata/mistakes", m.ID(), id)
			}
		}
	}
}

// walk hands each file of the book with this extension to visit.
func walk(t *testing.T, root, ext string, visit func(name, text string)) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		if d != nil && d.IsDir() && (name == "work" || strings.HasPrefix(name, ".") && name != ".") {
			return fs.SkipDir
		}
		if err == nil && filepath.Ext(name) == ext {
			visit(name, read(t, filepath.Join(root, name)))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
