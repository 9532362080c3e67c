package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"

	"tcpworkbook/shared/course"
)

// An overlay is a set of files that stand in for files of the module.
type overlay struct {
	dir     string            // where the stand-ins are
	Replace map[string]string // from the module's absolute path to the stand-in's
	limit   string            // how long a script's program may run; "": as always
}

func newOverlay() (*overlay, error) {
	dir, err := os.MkdirTemp("", "prove")
	return &overlay{dir: dir, Replace: make(map[string]string), limit: "5s"}, err
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

// reported returns the results that the scripts of the latest test have left.
func (o *overlay) reported() (all []course.Result, err error) {
	text, err := os.ReadFile(filepath.Join(o.dir, reportName))
	if err == nil {
		err = json.Unmarshal(text, &all)
	}
	return all, err
}

const reportName = "report.json"

// results says for each script whether it passed ("PASS", "FAIL", "SKIP").
type results map[string]string

var resultLine = regexp.MustCompile(`(?m)^ +--- (PASS|FAIL|SKIP): TestStep/(\S+)`)

// test runs the scripts of a step's folder that match pattern, and not those
// that match skip. output is everything that go test printed.
func (o *overlay) test(folder, pattern, skip string) (r results, output string, err error) {
	output, failed, err := o.goTest("-v", "-run", "TestStep/"+pattern, "-skip", "TestStep/"+skip, "./"+folder)
	if err != nil {
		return nil, "", err
	}
	r = make(results)
	for _, m := range resultLine.FindAllStringSubmatch(output, -1) {
		r[m[2]] = m[1]
	}
	if len(r) == 0 {
		return nil, output, fmt.Errorf("no script ran in %s: %w\n%s", folder, failed, output)
	}
	return r, output, nil
}

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
	cmd.Env = append(os.Environ(), "WORKBOOK_UPDATE=", // a mistake is not the new truth
		"WORKBOOK_REPORT="+filepath.Join(o.dir, reportName), "STEPTEST_LIMIT="+o.limit)
	out, failed := cmd.CombinedOutput()
	return string(out), failed, nil
}
