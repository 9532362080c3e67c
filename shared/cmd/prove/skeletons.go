package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
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
// and each one with all that come after it, as a learner has them.
func skeletons() error {
	all, err := course.Milestones(".")
	if err != nil {
		return err
	}
	wrong := 0
	for i, m := range all {
		if i == 0 || all[i-1].Step != m.Step {
			wrong += prove(m, "everything emptied", func(string) bool { return true }, func(course.Milestone) string { return "FAIL" })
		}
		alone := func(id string) bool { return id == m.ID() }
		onward := func(id string) bool { return !before(id, m.ID()) }
		expect := func(other course.Milestone) string {
			switch {
			case other.ID() == m.ID():
				return "FAIL"
			case before(other.ID(), m.ID()):
				return "PASS"
			}
			return "" // may pass or fail
		}
		wrong += prove(m, m.ID()+" emptied", alone, expect)
		wrong += prove(m, m.ID()+" and later emptied", onward, expect)
	}
	if wrong > 0 {
		return fmt.Errorf("%d scripts passed or failed that should not have", wrong)
	}
	return nil
}

// before compares milestones of one step.
func before(a, b string) bool {
	if len(a) != len(b) { // 4.9 and 4.10
		return len(a) < len(b)
	}
	return a < b
}

// prove runs the scripts of m's step with the exercises of some milestones
// emptied, and returns how many did not do as expected.
func prove(m course.Milestone, what string, empty func(id string) bool, expect func(course.Milestone) string) (wrong int) {
	r, err := runSkeleton(m, empty)
	if err != nil {
		fmt.Printf("%s: %v\n", what, err)
		return 1
	}
	for _, name := range slices.Sorted(maps.Keys(r)) {
		other, err := course.ParseHead(name, []byte("# "+strings.Replace(name, "-", " ", 1)))
		if err != nil {
			fmt.Println(err)
			return 1
		}
		if want := expect(other); want != "" && r[name] != want {
			fmt.Printf("%s: %s: %s, want %s\n", what, name, r[name], want)
			wrong++
		}
	}
	if wrong == 0 {
		fmt.Printf("step %d: %s: as it should be\n", m.Step, what)
	}
	return wrong
}

func runSkeleton(m course.Milestone, empty func(id string) bool) (results, error) {
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
	r, _, err := o.test(folder, ".", "-live$")
	return r, err
}
