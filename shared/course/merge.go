package course

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// A merger carries a learner's changes to a file forward: what they made of
// base, the reference of their step, goes into next, the skeleton of the step
// after it. Declarations are told apart by their names, so that it does not
// matter in which order they stand; the lines of each are merged by git
// merge-file.
type merger struct {
	yours, base, next string // what each is called beside a conflict
}

// merge returns the merged file, and how many conflicts it holds.
func (m merger) merge(yours, base, next []byte) (merged []byte, conflicts int, err error) {
	y, err1 := cut(yours)
	b, err2 := cut(base)
	n, err3 := cut(next)
	if errors.Join(err1, err2, err3) != nil {
		return m.mergeLines(yours, base, next)
	}
	all := &goFile{head: n.head, tail: y.tail}
	if !same(y.tail, b.tail) && !same(n.tail, b.tail) {
		all.tail = y.tail + n.tail
	}
	for _, d := range y.decls {
		text, c, err := m.decl(d, b, n)
		if err != nil {
			return nil, 0, err
		}
		conflicts += c
		if text != "" {
			all.decls = append(all.decls, decl{d.key, text})
		}
	}
	conflicts += m.add(all, b, n)
	return withImports(all.bytes(), yours, next), conflicts, nil
}

// add inserts what next has and the learner has not, and returns how many
// conflicts that is.
func (m merger) add(all *goFile, base, next goFile) (conflicts int) {
	for i, d := range next.decls {
		if _, ok := all.find(d.key); ok {
			continue
		}
		was, before := base.find(d.key)
		if before && same(was, d.text) {
			continue // the learner took it out, and nothing changed in it
		}
		if before {
			conflicts++
			d.text = m.conflict("", was, d.text)
		}
		all.insertAfter(next.decls[:i], d)
	}
	return conflicts
}

// decl merges one declaration of the learner's.
func (m merger) decl(d decl, base, next goFile) (text string, conflicts int, err error) {
	was, before := base.find(d.key)
	is, after := next.find(d.key)
	switch {
	case !after && before && same(d.text, was): // the step takes it out
		return "", 0, nil
	case !after, same(d.text, is), before && same(is, was):
		return d.text, 0, nil
	case before && same(d.text, was):
		return is, 0, nil
	case !before:
		return m.conflict(d.text, "", is), 1, nil
	}
	merged, conflicts, err := m.mergeLines([]byte(d.text), []byte(was), []byte(is))
	if conflicts > 0 && !strings.HasPrefix(d.key, "func ") {
		if both, n := bothAdded(string(merged)); n == 0 {
			return both, 0, err
		}
	}
	return string(merged), conflicts, err
}

// insertAfter inserts d after the nearest of its predecessors that is there.
func (s *goFile) insertAfter(before []decl, d decl) {
	for _, p := range slices.Backward(before) {
		if i := slices.IndexFunc(s.decls, func(d decl) bool { return d.key == p.key }); i >= 0 {
			s.decls = slices.Insert(s.decls, i+1, d)
			return
		}
	}
	s.decls = slices.Insert(s.decls, 0, d)
}

// Lines of git merge-file --diff3.
const (
	conflictYours = "<<<<<<< "
	conflictBase  = "||||||| "
	conflictNext  = "======="
	conflictEnd   = ">>>>>>> "
)

// conflict shows three versions of a declaration as git does.
func (m merger) conflict(yours, base, next string) string {
	part := func(mark, name, text string) string {
		text = strings.Trim(text, "\n")
		if text != "" {
			text += "\n"
		}
		return mark + name + "\n" + text
	}
	return "\n" + part(conflictYours, m.yours, yours) + part(conflictBase, m.base, base) +
		part(conflictNext, "", next) + conflictEnd + m.next + "\n"
}

// mergeLines merges three texts with git merge-file.
func (m merger) mergeLines(yours, base, next []byte) (merged []byte, conflicts int, err error) {
	dir, err := os.MkdirTemp("", "workbook")
	if err != nil {
		return nil, 0, err
	}
	defer os.RemoveAll(dir)
	args := []string{"merge-file", "-p", "--diff3", "-L", m.yours, "-L", m.base, "-L", m.next}
	for i, text := range [][]byte{yours, base, next} {
		name := filepath.Join(dir, fmt.Sprint(i))
		if err := os.WriteFile(name, text, 0o666); err != nil {
			return nil, 0, err
		}
		args = append(args, name)
	}
	merged, err = exec.Command("git", args...).Output()
	exit := new(exec.ExitError)
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return nil, 0, errors.New("git is not here, and carrying your work forward needs it: install git")
	case errors.As(err, &exit) && exit.ExitCode() > 0 && exit.ExitCode() < 128: // as many conflicts
		return merged, exit.ExitCode(), nil
	case err != nil:
		return nil, 0, fmt.Errorf("git merge-file: %w", err)
	}
	return merged, 0, nil
}

// bothAdded resolves the conflicts in which both sides only added lines, as two
// fields to one struct: both stay. It returns how many others there are.
func bothAdded(text string) (resolved string, left int) {
	var b strings.Builder
	for text != "" {
		before, rest, found := strings.Cut(text, conflictYours)
		b.WriteString(before)
		if !found {
			break
		}
		_, rest, _ = strings.Cut(rest, "\n")
		yours, rest, _ := strings.Cut(rest, conflictBase)
		_, rest, _ = strings.Cut(rest, "\n")
		was, rest, _ := strings.Cut(rest, conflictNext+"\n")
		next, rest, _ := strings.Cut(rest, conflictEnd)
		_, text, _ = strings.Cut(rest, "\n")
		if strings.TrimSpace(was) != "" {
			left++
		}
		b.WriteString(yours + next)
	}
	return b.String(), left
}

// conflictLines returns where conflicts begin in a text, counted from 1.
func conflictLines(text []byte) (at []int) {
	for i, line := range strings.Split(string(text), "\n") {
		if strings.HasPrefix(line, conflictYours) {
			at = append(at, i+1)
		}
	}
	return at
}
