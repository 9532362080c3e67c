package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// bound is how long a step's tests may take. A mistake can make them hang.
const bound = "60s"

// live are scripts that need a lab, and real time.
const live = `/(^|-)live(-|$)`

// proveByTests returns the names of tests that fail, of the step that the
// mistake patches.
func (m mistake) proveByTests(o *overlay) (caught string, err error) {
	step, _, _ := strings.Cut(patched(m.patch)[0], "/")
	output, failed, err := o.goTest("-short", "-failfast", "-skip", live, "-timeout", bound, "./"+step+"/...")
	if failed == nil || err != nil {
		return "", err
	}
	names := failedTests(output)
	if len(names) == 0 || strings.Contains(output, " failed]\n") { // it does not build
		return "", fmt.Errorf("no test of %s failed, but: %w\n%s", step, failed, output)
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
