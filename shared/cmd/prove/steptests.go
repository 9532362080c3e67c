package main

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

// A try is a set of tests that may notice a mistake. Tests that hang notice it
// too, after a while.
type try struct {
	flags []string // of go test
	bound string   // how long they may take
	all   bool     // of the step: else of the patched package
}

// tries are made one after the other, until one notices. Stories and figures
// are told in a second, even by a program that is compiled in a hurry, and most
// mistakes spoil one.
var tries = []try{
	{flags: []string{"-run", "^Test(Stories|Figures|StateEvents|WeirdSYN)$", "-gcflags=-N -l"}, bound: "15s"},
	{bound: "60s"},
	{bound: "60s", all: true},
}

// live are scripts that need a lab, and real time.
const live = `/(^|-)live(-|$)`

// proveByTests returns the names of tests that fail, of the step that the
// mistake patches.
func (m mistake) proveByTests(o *overlay) (caught string, err error) {
	name := patched(m.patch)[0]
	for _, try := range tries {
		packages := "./" + path.Dir(name)
		if try.all {
			step, _, _ := strings.Cut(name, "/")
			packages = "./" + step + "/..."
		}
		args := append([]string{"-short", "-failfast", "-skip", live, "-timeout", try.bound}, try.flags...)
		output, failed, err := o.goTest(append(args, packages)...)
		if err != nil {
			return "", err
		}
		if failed != nil {
			return noticed(output, failed)
		}
	}
	return "", nil
}

// noticed returns which tests failed, out of the output of go test, or an error
// if it was not a test that failed.
func noticed(output string, failed error) (caught string, err error) {
	names := failedTests(output)
	if len(names) == 0 || strings.Contains(output, " failed]\n") { // it does not build
		return "", fmt.Errorf("no test failed, but: %w\n%s", failed, output)
	}
	if strings.Contains(output, timeUp) {
		return firstThree(names) + " (time is up)", nil
	}
	return firstThree(names), nil
}

const timeUp = "panic: test timed out after "

var (
	failLine    = regexp.MustCompile(`(?m)^ *--- FAIL: (\S+)`)
	runningLine = regexp.MustCompile(`(?m)^\t\t((?:Test|Fuzz|Example)\S*) \(`)
)

// failedTests returns which tests failed, or ran when time was up, out of the
// output of go test: as "TestStories/fin", whatever is inside of that; and
// TestStories alone only if nothing inside failed.
func failedTests(output string) (names []string) {
	_, running, _ := strings.Cut(output, timeUp)
	running, _, _ = strings.Cut(running, "\ngoroutine ")
	for _, m := range append(failLine.FindAllStringSubmatch(output, -1), runningLine.FindAllStringSubmatch(running, -1)...) {
		parts := strings.SplitN(m[1], "/", 3)
		names = append(names, strings.Join(parts[:min(2, len(parts))], "/"))
	}
	names = slices.Compact(names)
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		return slices.ContainsFunc(names, func(other string) bool { return strings.HasPrefix(other, name+"/") })
	})
}

func firstThree(names []string) string {
	if len(names) <= 3 {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:3], ", "), len(names)-3)
}
