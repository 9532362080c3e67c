package course

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// StepFolder returns the name of a step's folder, such as step03-parse-ipv4.
func StepFolder(root string, step int) (string, error) {
	folders, err := fs.Glob(os.DirFS(root), fmt.Sprintf("step%02d-*", step))
	if err != nil {
		return "", err
	}
	if len(folders) != 1 {
		return "", fmt.Errorf("there is no step %d", step)
	}
	return folders[0], nil
}

// Started tells what Start has done. Folders are from the root, with slashes.
type Started struct {
	Folder    string   // work/step05-data
	From      string   // where the functions of earlier steps come from: the learner's work/step04-handshake or the reference; "" if there are none
	Carried   []string // the files in which the learner's own went along
	Supplied  []string // earlier steps that were not there, and are now as the reference has them
	Open      []string // earlier steps that it imports too, and in which exercises are not written yet
	Conflicts []string // lines where both have changed the same: work/step05-data/tcp/conn.go:12
}

// Start makes the learner's copy of a step, with the step's own exercises
// emptied. What they wrote in the step before is carried forward, unless
// fromReference. It does not touch a copy that is there already. The copy is
// there whole, or not at all.
func Start(root string, step int, fromReference bool) (s Started, err error) {
	name, err := StepFolder(root, step)
	if err != nil {
		return s, err
	}
	s.Folder = "work/" + name
	target := filepath.Join(root, "work", name)
	if _, err := os.Stat(target); err == nil {
		return s, fmt.Errorf("%s is there already, and stays as it is; go tool workbook reset %d begins it anew", s.Folder, step)
	}
	files, err := s.files(root, step, fromReference)
	if err != nil {
		return s, err
	}
	return s, files.place(target)
}

// files returns what a step begins with, and sees that what it imports is there.
func (s *Started) files(root string, step int, fromReference bool) (fileSet, error) {
	name := path.Base(s.Folder)
	files, err := skeletonFiles(root, name, step)
	if err != nil {
		return nil, err
	}
	if err := s.carry(root, step, files, fromReference); err != nil {
		return nil, err
	}
	return files, s.supply(root, name, files)
}

// skeletonFiles returns a step's files as a learner gets them, with the
// exercises of this step emptied and all imports of steps led into work/. With
// step 0 nothing is emptied.
func skeletonFiles(root, name string, step int) (fileSet, error) {
	files, err := handedOut(filepath.Join(root, name))
	if err != nil {
		return nil, err
	}
	for file, text := range files {
		if !isGo(file) {
			continue
		}
		skeleton, err := Skeleton(filepath.Join(root, name, file), text, func(e Exercise) bool { return e.step() == step })
		if err != nil {
			return nil, err
		}
		files[file] = stepImport.ReplaceAll(skeleton, []byte(`"tcpworkbook/work/step$1`))
	}
	return files, nil
}

// handedOut returns those of a step's files that a learner gets: the Go files
// and what they embed, but of the tests only those that run the scripts.
func handedOut(dir string) (fileSet, error) {
	files, err := readFiles(dir, func(file string) bool {
		return isGo(file) && (!strings.HasSuffix(file, "_test.go") || path.Base(file) == "step_test.go")
	})
	if err != nil {
		return nil, err
	}
	for _, name := range files.embedded() {
		if files[name], err = os.ReadFile(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			return nil, err
		}
	}
	return files, nil
}

var embedLine = regexp.MustCompile(`(?m)^//go:embed (.+)$`)

// embedded returns the names of the files that Go files embed.
func (t fileSet) embedded() (names []string) {
	for file, text := range t {
		for _, m := range embedLine.FindAllSubmatch(text, -1) {
			for _, name := range strings.Fields(string(m[1])) {
				names = append(names, path.Join(path.Dir(file), name))
			}
		}
	}
	return names
}

var stepImport = regexp.MustCompile(`"tcpworkbook/step(\d\d-)`)

// step returns the step of an exercise: 4 of 4.10.
func (e Exercise) step() int {
	n, _, _ := strings.Cut(e.Milestone, ".")
	step, _ := strconv.Atoi(n)
	return step
}

// carry merges the learner's step before into the files of this one.
func (s *Started) carry(root string, step int, files fileSet, fromReference bool) error {
	before, err := StepFolder(root, step-1)
	if err != nil {
		return nil // this is the first
	}
	name := path.Base(s.Folder)
	base, err1 := skeletonFiles(root, before, 0)
	next, err2 := skeletonFiles(root, name, 0)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	shared := continued(base, next)
	if len(shared) == 0 {
		return nil
	}
	s.From = "the reference"
	own := filepath.Join(root, "work", before)
	if _, err := os.Stat(own); err != nil || fromReference {
		return nil
	}
	if err := finishedOr(root, step-1); err != nil {
		return err
	}
	s.From = "work/" + before
	yours, err := readFiles(own, isGo)
	if err != nil {
		return err
	}
	m := merger{fmt.Sprintf("yours, of step %d", step-1), fmt.Sprintf("the reference, step %d", step-1), fmt.Sprintf("step %d", step)}
	return s.merge(m, shared, yours.imports(before, name), base.imports(before, name), files)
}

// imports returns t with the imports of one step's packages in work/ led to
// another's.
func (t fileSet) imports(from, to string) fileSet {
	led := make(fileSet)
	for name, text := range t {
		led[name] = bytes.ReplaceAll(text, []byte(`"tcpworkbook/work/`+from), []byte(`"tcpworkbook/work/`+to))
	}
	return led
}

// finishedOr returns an error unless the learner has finished a step.
func finishedOr(root string, step int) error {
	all, err := Standings(root)
	if err != nil {
		return err
	}
	m, left := all[step-1].Next()
	if !left {
		return nil
	}
	return fmt.Errorf("your step %d is not finished: %s %s has not passed.\nTo go on with it: go tool workbook check %d\nTo go on with the reference's instead: go tool workbook start %d -from reference",
		step, m.ID(), m.Title, step, step+1)
}

// continued returns the folders, "." or "tcp", that next goes on with: all
// functions that base has as exercises are there, with the same bodies, and most
// of the others.
func continued(base, next fileSet) map[string]bool {
	shared := make(map[string]bool)
	for file := range base {
		if _, ok := next[file]; ok && path.Base(file) != "step_test.go" {
			shared[path.Dir(file)] = true
		}
	}
	there, gone := make(map[string]int), make(map[string]int)
	for file, text := range base {
		dir := path.Dir(file)
		if !isGo(file) {
			continue
		}
		if !hasExercises(next[file], text) {
			delete(shared, dir)
		}
		for _, name := range funcNames(text) {
			if _, ok := bodyOf(next[file], name); ok {
				there[dir]++
			} else {
				gone[dir]++
			}
		}
	}
	maps.DeleteFunc(shared, func(dir string, _ bool) bool { return gone[dir] >= there[dir] })
	return shared
}

// funcNames returns the functions that a Go file declares.
func funcNames(src []byte) (names []string) {
	g, _ := cut(src)
	for _, d := range g.decls {
		if name, ok := strings.CutPrefix(d.key, "func "); ok {
			names = append(names, name)
		}
	}
	return names
}

// hasExercises reports whether all exercises of base are functions of next,
// with the same bodies.
func hasExercises(next, base []byte) bool {
	exercises, err := Exercises("", base)
	if err != nil {
		return false
	}
	for _, e := range exercises {
		body, ok := bodyOf(next, e.Func)
		if !ok || body != string(base[e.start:e.end]) {
			return false
		}
	}
	return true
}

// merge carries yours forward into files, in the folders that are shared.
func (s *Started) merge(m merger, shared map[string]bool, yours, base, files fileSet) error {
	for _, file := range sortedNames(yours) {
		if !shared[path.Dir(file)] || path.Base(file) == "step_test.go" {
			continue
		}
		next, goesOn := files[file]
		was, known := base[file]
		switch {
		case known && string(yours[file]) == string(was), !goesOn && known:
			continue // as the reference has it, or gone with it
		case !goesOn:
			files[file] = yours[file]
		default:
			merged, conflicts, err := m.merge(yours[file], was, next)
			if err != nil {
				return fmt.Errorf("%s: %w", file, err)
			}
			files[file] = merged
			if conflicts > 0 {
				for _, line := range conflictLines(merged) {
					s.Conflicts = append(s.Conflicts, fmt.Sprintf("%s/%s:%d", s.Folder, file, line))
				}
			}
		}
		s.Carried = append(s.Carried, file)
	}
	return nil
}

var workImport = regexp.MustCompile(`"tcpworkbook/work/(step\d\d-[^/"]+)`)

// supply puts the steps whose packages files import, and that are not there,
// into work/ as the reference has them.
func (s *Started) supply(root, name string, files fileSet) error {
	for _, other := range files.imported() {
		if other == name {
			continue
		}
		if _, err := os.Stat(filepath.Join(root, "work", other)); err == nil {
			if err := s.noteOpen(root, other); err != nil {
				return err
			}
			continue
		}
		whole, err := skeletonFiles(root, other, 0)
		if err != nil {
			return err
		}
		if err := whole.place(filepath.Join(root, "work", other)); err != nil {
			return err
		}
		s.Supplied = append(s.Supplied, "work/"+other)
	}
	return nil
}

// imported returns the steps in work/ that files import, in order.
func (t fileSet) imported() (names []string) {
	for _, text := range t {
		for _, m := range workImport.FindAllSubmatch(text, -1) {
			names = append(names, string(m[1]))
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// noteOpen notes a step of the learner's if exercises in it are not written.
func (s *Started) noteOpen(root, name string) error {
	all, err := Milestones(root)
	if err != nil {
		return err
	}
	for _, m := range all {
		if folder, err := StepFolder(root, m.Step); err != nil || folder != name {
			continue
		}
		if open, err := Unwritten(root, m); err != nil || len(open) > 0 {
			s.Open = append(s.Open, "work/"+name)
			return err
		}
	}
	return nil
}
