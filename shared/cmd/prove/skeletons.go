package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tcpworkbook/shared/course"
)

// stepFolder returns the folder of the step that a milestone belongs to.
func stepFolder(milestone string) (string, error) {
	step, _, _ := strings.Cut(milestone, ".")
	folders, err := filepath.Glob("step0" + step + "-*")
	if err != nil || len(folders) != 1 {
		return "", fmt.Errorf("there is no folder step0%s-…: %v", step, err)
	}
	return folders[0], nil
}

// skeletons empties the exercises of each step: all at once, each one alone,
// and each one with all that come after it, as a learner has them. With
// arguments, those of some steps or milestones only.
func skeletons(of []string) error {
	all, err := course.Milestones(".")
	if err != nil {
		return err
	}
	trials, err := chooseTrials(all, of)
	if err != nil {
		return err
	}
	wrong := 0
	for _, outcome := range inTurn(len(trials), func(i int) outcome { return trials[i].run() }) {
		o := <-outcome
		fmt.Print(o.says)
		wrong += o.wrong
	}
	if wrong > 0 {
		return fmt.Errorf("%d scripts passed or failed that should not have", wrong)
	}
	return nil
}

// A trial runs scripts of a step in which some exercises are empty.
type trial struct {
	what    string
	m       course.Milestone
	empty   func(id string) bool
	scripts string // which to run, as go test has it
	expect  func(other course.Milestone) string
}

// An outcome is what came of a trial.
type outcome struct {
	says  string
	wrong int // how many scripts did not do as expected
}

// chooseTrials returns the trials of some steps, "4", or milestones, "4.2"; all
// if none are named.
func chooseTrials(all []course.Milestone, of []string) (trials []trial, err error) {
	used := make(map[string]bool)
	wanted := func(words ...string) bool {
		found := len(of) == 0
		for _, w := range words {
			if slices.Contains(of, w) {
				used[w], found = true, true
			}
		}
		return found
	}
	for i, m := range all {
		step := strconv.Itoa(m.Step)
		if (i == 0 || all[i-1].Step != m.Step) && wanted(step) {
			trials = append(trials, trial{"everything emptied", m, func(id string) bool { return id[0] == step[0] }, ".", func(course.Milestone) string { return "FAIL" }})
		}
		if wanted(step, m.ID()) {
			trials = append(trials, trialsOf(m, all)...)
		}
	}
	for _, word := range of {
		if !used[word] {
			return nil, fmt.Errorf("there is no step or milestone %s", word)
		}
	}
	return trials, nil
}

// trialsOf empties the exercises of m: its own script fails, and none of an
// earlier milestone. Later ones are not run, for they may do either.
func trialsOf(m course.Milestone, all []course.Milestone) []trial {
	var scripts []string
	for _, other := range all {
		if other.Step == m.Step && !before(m.ID(), other.ID()) {
			scripts = append(scripts, regexp.QuoteMeta(other.ID())+"-")
		}
	}
	pattern := "^(" + strings.Join(scripts, "|") + ")"
	expect := func(other course.Milestone) string {
		if other.ID() == m.ID() {
			return "FAIL"
		}
		return "PASS"
	}
	return []trial{
		{m.ID() + " emptied", m, func(id string) bool { return id == m.ID() }, pattern, expect},
		{m.ID() + " and later emptied", m, func(id string) bool { return id[0] == m.ID()[0] && !before(id, m.ID()) }, pattern, expect},
	}
}

// before compares milestones of one step.
func before(a, b string) bool {
	if len(a) != len(b) { // 4.9 and 4.10
		return len(a) < len(b)
	}
	return a < b
}

// run runs the trial.
func (t trial) run() (o outcome) {
	r, err := runSkeleton(t.m, t.empty, t.scripts)
	if err != nil {
		return outcome{fmt.Sprintf("%s: %v\n", t.what, err), 1}
	}
	for _, name := range slices.Sorted(maps.Keys(r)) {
		other, err := course.ParseHead(name, []byte("# "+strings.Replace(name, "-", " ", 1)))
		if err != nil {
			return outcome{fmt.Sprintln(err), 1}
		}
		if want := t.expect(other); r[name] != want {
			o.says += fmt.Sprintf("%s: %s: %s, want %s\n", t.what, name, r[name], want)
			o.wrong++
		}
	}
	if o.wrong == 0 {
		o.says = fmt.Sprintf("step %d: %s: as it should be, %s\n", t.m.Step, t.what, counted(len(r)))
	}
	return o
}

func counted(n int) string {
	if n == 1 {
		return "1 script"
	}
	return fmt.Sprintf("%d scripts", n)
}

func runSkeleton(m course.Milestone, empty func(id string) bool, scripts string) (results, error) {
	o, err := newOverlay()
	if err != nil {
		return nil, err
	}
	defer o.remove()
	folder, err := stepFolder(m.ID())
	if err != nil {
		return nil, err
	}
	err = filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		skeleton, err := course.Skeleton(path, src, func(e course.Exercise) bool { return empty(e.Milestone) })
		if err != nil {
			return err
		}
		return o.add(path, skeleton)
	})
	if err != nil {
		return nil, err
	}
	r, _, err := o.test(folder, scripts, "-live$")
	return r, err
}
