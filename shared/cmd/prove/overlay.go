package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"tcpworkbook/shared/course"
	"tcpworkbook/shared/steptest"
)

// An overlay is a set of files that stand in for files of the module.
type overlay struct {
	dir     string            // where the stand-ins are
	Replace map[string]string // from the module's absolute path to the stand-in's
}

// newOverlay makes an empty one, in a new folder inside of dir.
func newOverlay(dir string) (*overlay, error) {
	dir, err := os.MkdirTemp(dir, "prove")
	return &overlay{dir: dir, Replace: make(map[string]string)}, err
}

func (o *overlay) remove() { os.RemoveAll(o.dir) }

// add puts text in the place of the module's file called name.
func (o *overlay) add(name string, text []byte) error {
	path := filepath.Join(o.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	if err := os.WriteFile(path, text, 0o666); err != nil {
		return err
	}
	return o.replace(name)
}

// replace puts the overlay's file called name in the place of the module's.
func (o *overlay) replace(name string) error {
	abs, err := filepath.Abs(name)
	o.Replace[abs] = filepath.Join(o.dir, name)
	return err
}

// A program is the tests of a step, built.
type program struct{ folder, file string }

// build builds the tests of a step's folder, with o, into o's own folder.
func (o *overlay) build(folder string) (program, error) {
	p := program{folder, filepath.Join(o.dir, folder+".test")}
	output, failed, err := o.goTest("-c", "-o", p.file, "./"+folder)
	if failed != nil {
		return p, fmt.Errorf("%w\n%s", failed, output)
	}
	return p, err
}

// scripts builds the tests of a step's folder, with o, and runs scripts.
func (o *overlay) scripts(folder string, s selection) ([]course.Result, error) {
	p, err := o.build(folder)
	if err != nil {
		return nil, err
	}
	return p.scripts(s)
}

// A selection says which scripts to run: those that match run, and not skip.
// limit is how long a script's program may run; "": as always.
type selection struct{ run, skip, limit string }

// replays leaves out the live scripts. A program that hangs is to end soon.
func replays(run string) selection { return selection{run, "-live$", "5s"} }

// scripts runs scripts with those versions made that made names.
func (p program) scripts(s selection, made ...string) (all []course.Result, err error) {
	report, err := os.CreateTemp("", "prove")
	if err != nil {
		return nil, err
	}
	report.Close()
	defer os.Remove(report.Name())
	cmd := exec.Command(p.file, "-test.run=^TestStep$/"+s.run, "-test.skip=^TestStep$/"+s.skip, "-test.timeout=10m")
	cmd.Dir = p.folder
	cmd.Env = append(os.Environ(), notNew,
		steptest.ReportVar+"="+report.Name(), steptest.MadeVar+"="+strings.Join(made, ","), "STEPTEST_LIMIT="+s.limit)
	out, failed := cmd.CombinedOutput()
	text, err := os.ReadFile(report.Name())
	if err == nil && len(text) > 0 {
		err = json.Unmarshal(text, &all)
	}
	if err == nil && len(all) == 0 {
		err = errors.New("no script ran")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %v\n%s", p.folder, err, failed, out)
	}
	return all, nil
}

// names returns the names of the module's files that o has others for, in order.
func (o *overlay) names() (names []string) {
	for _, standIn := range o.Replace {
		if name, err := filepath.Rel(o.dir, standIn); err == nil {
			names = append(names, filepath.ToSlash(name))
		}
	}
	slices.Sort(names)
	return names
}

// text returns what stands in for the file called name.
func (o *overlay) text(name string) ([]byte, error) {
	return os.ReadFile(filepath.Join(o.dir, name))
}

const notNew = "WORKBOOK_UPDATE=" // a mistake is not the new truth

// goTest runs go test, with o. output is everything that it printed; failed is
// nil if all tests passed.
func (o *overlay) goTest(args ...string) (output string, failed, err error) {
	return o.goRun("test", append([]string{"-count=1", "-vet=off", "-ldflags=-w"}, args...)...)
}

// goRun runs go build or go test, with o.
func (o *overlay) goRun(command string, args ...string) (output string, failed, err error) {
	spec, err := json.Marshal(o)
	if err != nil {
		return "", nil, err
	}
	file := filepath.Join(o.dir, "overlay.json")
	if err := os.WriteFile(file, spec, 0o666); err != nil {
		return "", nil, err
	}
	cmd := exec.Command("go", append([]string{command, "-overlay", file}, args...)...)
	cmd.Env = append(os.Environ(), notNew)
	out, failed := cmd.CombinedOutput()
	return string(out), failed, nil
}
