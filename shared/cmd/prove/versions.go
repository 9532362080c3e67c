package main

import (
	"errors"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"

	"tcpworkbook/shared/course"
	"tcpworkbook/shared/steptest"
)

// A version is what a mistake, or an exercise that is emptied, makes of a step.
// To build one takes seconds, so that many are built into one program, function
// by function; [steptest.MadeVar] says which of them a run of it is made with:
//
//	func f(x int) int {
//		if made_M_067 { return x }
//		return x + 1
//	}
type version struct {
	label string // "M-067"
	*overlay
}

// together builds one program with many versions of a step. Those that are left
// need a program of their own.
func together(o *overlay, check *checker, versions []version) (p program, left []version, err error) {
	if left, err = o.join(check, versions); err != nil || len(left) == len(versions) {
		return p, left, err
	}
	if p, err = o.build(check.folder); err == nil {
		err = p.isRight()
	}
	return p, left, err
}

// join puts versions of a step into o, beside each other. Those are left that
// differ in more than what functions do.
func (o *overlay) join(check *checker, versions []version) (left []version, err error) {
	files, labels := make(map[string]*bodies), make(map[string][]string) // labels: by folder
	for _, v := range versions {
		changed, err := v.changed(files)
		if changed == nil && err == nil {
			left = append(left, v)
			continue
		}
		if err == nil {
			err = check.check(v.overlay)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", v.label, err)
		}
		for name, b := range changed {
			files[name].join(b, variable(v.label))
			labels[path.Dir(name)] = append(labels[path.Dir(name)], v.label)
		}
	}
	for name, b := range files {
		dir := path.Dir(name)
		if labels[dir] == nil {
			continue
		}
		if err := errors.Join(o.add(name, b.joined()), o.add(dir+"/made.go", made(b.pkg, labels[dir]))); err != nil {
			return nil, err
		}
	}
	return left, nil
}

// changed returns the files of v, by name, which are like those of the module
// but for what functions do; or nil if there are others. Those of the module are
// put into files.
func (v version) changed(files map[string]*bodies) (map[string]*bodies, error) {
	all := make(map[string]*bodies)
	for _, name := range v.names() {
		if files[name] == nil {
			text, err := os.ReadFile(name)
			if errors.Is(err, os.ErrNotExist) { // v makes it
				return nil, nil
			}
			if err != nil {
				return nil, err
			}
			if files[name], err = bodiesOf(name, text); err != nil {
				return nil, err
			}
		}
		text, err := v.text(name)
		if err != nil {
			return nil, err
		}
		if all[name], err = bodiesOf(name, text); err != nil {
			return nil, err
		}
		if !files[name].alike(all[name]) {
			return nil, nil
		}
	}
	return all, nil
}

// variable is true if the version is made.
func variable(label string) string {
	return "made_" + strings.NewReplacer("-", "_", ".", "_").Replace(label)
}

// made returns the file of a package that declares those variables.
func made(pkg string, labels []string) []byte {
	text := fmt.Appendf(nil, `package %s

import (
	"os"
	"slices"
	"strings"
)

var made = strings.Split(os.Getenv(%q), ",")
`, pkg, steptest.MadeVar)
	slices.Sort(labels)
	for _, label := range slices.Compact(labels) {
		text = fmt.Appendf(text, "var %s = slices.Contains(made, %q)\n", variable(label), label)
	}
	return text
}

// isRight runs the program with none of its versions made.
func (p program) isRight() error {
	results, err := p.scripts(replays("."))
	for _, r := range results {
		if r.Verdict == course.Fail {
			return fmt.Errorf("%s fails although nothing is wrong:\n%s", r.Script, r.Story)
		}
	}
	return err
}
