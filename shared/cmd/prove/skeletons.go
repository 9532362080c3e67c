package main

import (
	"bytes"
	"fmt"
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
	dir, err := os.MkdirTemp("", "prove")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	skeletons := make(map[int]*skeleton) // by step
	for _, t := range trials {
		if skeletons[t.m.Step] != nil {
			continue
		}
		if skeletons[t.m.Step], err = newSkeleton(t.m, dir); err != nil {
			return err
		}
	}
	wrong := 0
	for _, outcome := range inTurn(len(trials), func(i int) outcome { return trials[i].run(skeletons[trials[i].m.Step]) }) {
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
	expect  func(other course.Milestone) course.Verdict
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
			trials = append(trials, trial{"everything emptied", m, func(id string) bool { return id[0] == step[0] }, ".", func(course.Milestone) course.Verdict { return course.Fail }})
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
	expect := func(other course.Milestone) course.Verdict {
		if other.ID() == m.ID() {
			return course.Fail
		}
		return course.Pass
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
func (t trial) run(s *skeleton) (o outcome) {
	results, err := s.run(t.empty, t.scripts)
	if err != nil {
		return outcome{fmt.Sprintf("%s: %v\n", t.what, err), 1}
	}
	for _, r := range results {
		other, err := course.ParseHead(r.Script, []byte("# "+strings.Replace(r.Script, "-", " ", 1)))
		if err != nil {
			return outcome{fmt.Sprintln(err), 1}
		}
		if want := t.expect(other); r.Verdict != want {
			o.says += fmt.Sprintf("%s: %s: %s, want %s\n", t.what, r.Script, r.Verdict, want)
			o.wrong++
		}
	}
	if o.wrong == 0 {
		o.says = fmt.Sprintf("step %d: %s: as it should be, %s\n", t.m.Step, t.what, counted(len(results)))
	}
	return o
}

func counted(n int) string {
	if n == 1 {
		return "1 script"
	}
	return fmt.Sprintf("%d scripts", n)
}

// A skeleton is a step whose exercises can be emptied, one by one.
type skeleton struct {
	folder, dir string // dir: for temporary files
	exercises   []string
	check       *checker
	built       program
}

// newSkeleton builds that of m's step, in dir.
func newSkeleton(m course.Milestone, dir string) (*skeleton, error) {
	s := &skeleton{dir: dir}
	o, err := newOverlay(dir)
	if err == nil {
		s.folder, err = stepFolder(m.ID())
	}
	if err == nil {
		s.check, err = newChecker(s.folder)
	}
	if err != nil {
		return nil, err
	}
	if _, err := s.emptied(func(id string) bool {
		if !slices.Contains(s.exercises, id) {
			s.exercises = append(s.exercises, id)
		}
		return false
	}); err != nil {
		return nil, err
	}
	var versions []version
	for _, exercise := range s.exercises {
		o, err := s.emptied(func(id string) bool { return id == exercise })
		if err != nil {
			return nil, err
		}
		versions = append(versions, version{exercise, o})
	}
	var left []version
	if s.built, left, err = together(o, s.check, versions); len(left) > 0 {
		err = fmt.Errorf("%s: exercise %s cannot be emptied beside others", s.folder, left[0].label)
	}
	return s, err
}

// emptied empties exercises. Without their imports, those that are left compile
// by themselves.
func (s *skeleton) emptied(empty func(id string) bool) (*overlay, error) {
	o, err := newOverlay(s.dir)
	if err != nil {
		return nil, err
	}
	err = filepath.WalkDir(s.folder, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		skeleton, err := course.Skeleton(path, src, func(e course.Exercise) bool { return empty(e.Milestone) })
		if err != nil || bytes.Equal(skeleton, src) {
			return err
		}
		return o.add(path, skeleton)
	})
	if err == nil {
		err = s.check.check(o)
	}
	return o, err
}

// run runs scripts with exercises emptied.
func (s *skeleton) run(empty func(id string) bool, scripts string) ([]course.Result, error) {
	if _, err := s.emptied(empty); err != nil { // which the program does not show: it has all imports
		return nil, err
	}
	var made []string
	for _, id := range s.exercises {
		if empty(id) {
			made = append(made, id)
		}
	}
	return s.built.scripts(replays(scripts), made...)
}
