package course

import (
	"fmt"
	"go/build"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Reset brings the learner's copy of a step back to how Start makes it, and
// returns where what was there is kept.
func Reset(root string, step int, fromReference bool, now time.Time) (s Started, kept string, err error) {
	name, err := workFolder(root, step)
	if err != nil {
		return s, "", err
	}
	s.Folder = "work/" + name
	files, err := s.files(root, step, fromReference)
	if err != nil {
		return s, "", err
	}
	if kept, err = replaceKept(root, name, files, now); err != nil {
		return s, kept, err
	}
	return s, kept, forget(root, step, "")
}

// ResetMilestone empties the functions of one milestone again, and returns
// their names, and where what was there is kept.
func ResetMilestone(root string, m Milestone, now time.Time) (funcs []string, kept string, err error) {
	name, err := workFolder(root, m.Step)
	if err != nil {
		return nil, "", err
	}
	yours, err := readFiles(filepath.Join(root, "work", name), isGo)
	if err != nil {
		return nil, "", err
	}
	skeleton, err := skeletonFiles(root, name, m.Step)
	if err != nil {
		return nil, "", err
	}
	marked, err := markedFuncs(root, m, anyFile)
	if err != nil {
		return nil, "", err
	}
	for _, f := range marked {
		if err := yours.putBack(skeleton, f); err != nil {
			return nil, "", err
		}
		funcs = append(funcs, f.Name)
	}
	if kept, err = replaceKept(root, name, yours, now); err != nil {
		return funcs, kept, err
	}
	return funcs, kept, forget(root, m.Step, m.ID()+"-")
}

// putBack puts a function of the skeleton in the place of the learner's,
// whichever of the package's files it is in now.
func (t fileSet) putBack(skeleton fileSet, f Func) error {
	if _, there := t[f.File]; !there {
		t[f.File] = skeleton[f.File]
	}
	from, err := cut(skeleton[f.File])
	if err != nil {
		return fmt.Errorf("%s: %w", f.File, err)
	}
	text, _ := from.find("func " + f.Name)
	file, own, err := t.where(f)
	if err != nil {
		return err
	}
	own.set("func "+f.Name, text)
	t[file] = withImports(own.bytes(), t[file], skeleton[f.File])
	return nil
}

// where returns the file that a function is in, or else belongs into.
func (t fileSet) where(f Func) (file string, own goFile, err error) {
	files := []string{f.File}
	for name := range t {
		if path.Dir(name) == path.Dir(f.File) && name != f.File {
			files = append(files, name)
		}
	}
	slices.Sort(files[1:])
	for _, name := range files {
		g, err := cut(t[name])
		if _, ok := g.find("func " + f.Name); err == nil && ok {
			return name, g, nil
		}
	}
	own, err = cut(t[f.File])
	if err != nil {
		return "", own, fmt.Errorf("%s does not parse, so nothing can be put back into it alone; go tool workbook reset N puts back all: %w", f.File, err)
	}
	return f.File, own, nil
}

// replaceKept keeps the learner's copy of a step and puts files in its place.
func replaceKept(root, name string, files fileSet, now time.Time) (kept string, err error) {
	work := filepath.Join(root, "work")
	if kept, err = keep(work, name, now); err != nil {
		return "", err
	}
	rel, err := filepath.Rel(root, kept)
	if err != nil {
		return "", err
	}
	return filepath.ToSlash(rel), files.replace(work, name)
}

// workFolder returns the name of a step that the learner has a copy of.
func workFolder(root string, step int) (string, error) {
	name, err := StepFolder(root, step)
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(filepath.Join(root, "work", name)); err != nil {
		return "", fmt.Errorf("there is no work/%s yet; go tool workbook start %d makes it", name, step)
	}
	return name, nil
}

// A Func is a function that a learner writes.
type Func struct {
	File string // in the step's folder, with slashes: "ipv4/parse.go"
	Name string // "check", "Header.Append"
}

// MarkedFuncs returns the functions that are the exercises of a milestone, on
// this system.
func MarkedFuncs(root string, m Milestone) (funcs []Func, err error) {
	name, err := StepFolder(root, m.Step)
	if err != nil {
		return nil, err
	}
	return markedFuncs(root, m, func(file string) bool {
		dir, base := filepath.Split(filepath.Join(root, name, filepath.FromSlash(file)))
		ok, err := build.Default.MatchFile(dir, base)
		return ok || err != nil
	})
}

func markedFuncs(root string, m Milestone, want func(file string) bool) (funcs []Func, err error) {
	name, err := StepFolder(root, m.Step)
	if err != nil {
		return nil, err
	}
	files, err := readFiles(filepath.Join(root, name), func(file string) bool { return isGo(file) && want(file) })
	if err != nil {
		return nil, err
	}
	for _, file := range sortedNames(files) {
		exercises, err := Exercises(file, files[file])
		if err != nil {
			return nil, err
		}
		for _, e := range exercises {
			if e.Milestone == m.ID() {
				funcs = append(funcs, Func{file, e.Func})
			}
		}
	}
	return funcs, nil
}

// Unwritten returns those of a milestone's functions that are still as Start
// made them, or gone.
func Unwritten(root string, m Milestone) (funcs []Func, err error) {
	name, err := workFolder(root, m.Step)
	if err != nil {
		return nil, err
	}
	yours, err := readFiles(filepath.Join(root, "work", name), isGo)
	if err != nil {
		return nil, err
	}
	skeleton, err := skeletonFiles(root, name, m.Step)
	if err != nil {
		return nil, err
	}
	marked, err := MarkedFuncs(root, m)
	for _, f := range marked {
		file, _, _ := yours.where(f)
		if body, ok := bodyOf(yours[file], f.Name); ok {
			if empty, _ := bodyOf(skeleton[f.File], f.Name); body != empty {
				continue
			}
		}
		funcs = append(funcs, f)
	}
	return funcs, err
}

// ListFuncs returns "main.go: loop, kind; ipv4/parse.go: check".
func ListFuncs(funcs []Func) string {
	var b strings.Builder
	for i, f := range funcs {
		switch {
		case i == 0:
			b.WriteString(f.File + ": ")
		case funcs[i-1].File != f.File:
			b.WriteString("; " + f.File + ": ")
		default:
			b.WriteString(", ")
		}
		b.WriteString(f.Name)
	}
	return b.String()
}
