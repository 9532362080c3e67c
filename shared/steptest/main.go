package steptest

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// defaultLimit is how long a program under test may run; limitVar changes it.
const (
	defaultLimit = 10 * time.Second
	limitVar     = "STEPTEST_LIMIT"
	hung         = 124 // the exit code of a program that was still running then
)

// programs are those that Main knows.
var programs []string

// Main is a step's TestMain. The program main, and what is in more, are there for
// the scripts to run: main under the name of its step, "step03".
func Main(m *testing.M, main func(), more map[string]func()) {
	commands := map[string]func(){stepName(funcName(main)): guard(main, isLearners)}
	for name, f := range more {
		commands[name] = guard(f, isLearners)
	}
	programs = slices.Collect(maps.Keys(commands))
	testscript.Main(m, commands)
}

func funcName(f func()) string { return runtime.FuncForPC(reflect.ValueOf(f).Pointer()).Name() }

// stepName makes "step03" of "tcpworkbook/step03-parse-ipv4.main".
func stepName(function string) string {
	name, _, _ := strings.Cut(path.Base(function), ".")
	name, _, _ = strings.Cut(name, "-")
	return name
}

// guard makes a program fit to be tested: a hang ends after a while and a
// panic at once, both with the learner's own lines instead of a dump.
func guard(main func(), own func(runtime.Frame) bool) func() {
	guarded := func() {
		withoutTestFlags()
		limit := limitOf(os.Getenv(limitVar), defaultLimit)
		defer time.AfterFunc(limit, func() { endHung(limit.String(), own) }).Stop()
		defer endPanic(own)
		main()
	}
	return func() {
		if os.Getenv(hostVar) != "" {
			hosted(guarded)
			return
		}
		guarded()
	}
}

// endHung ends a program that should have come to its end after what it says.
func endHung(after string, own func(runtime.Frame) bool) {
	fmt.Fprintf(os.Stderr, "still running after %s, here:\n%s", after, everywhere(own))
	os.Exit(hung)
}

// endPanic ends a program that panics; it is to be deferred.
func endPanic(own func(runtime.Frame) bool) {
	if r := recover(); r != nil {
		pcs := make([]uintptr, 100)
		pcs = pcs[:runtime.Callers(1, pcs)]
		fmt.Fprintf(os.Stderr, "panic: %v\n%s", r, ownFrames(pcs, own))
		os.Exit(2)
	}
}

// Bubble makes of story a program on the virtual clock of testing/synctest: when
// all its goroutines wait, time passes, and takes none. One that has not ended
// after a day hangs.
func Bubble(story func()) func() { return bubble(story, isLearners) }

func bubble(story func(), own func(runtime.Frame) bool) func() {
	inside := func(*testing.T) {
		defer endPanic(own)
		time.AfterFunc(24*time.Hour, func() { endHung("a day on its own clock", own) })
		story()
		os.Exit(0) // with goroutines that still wait
	}
	return func() {
		always := func(string, string) (bool, error) { return true, nil }
		test := func(t *testing.T) { synctest.Test(t, inside) }
		testing.Main(always, []testing.InternalTest{{Name: "bubble", F: test}}, nil, nil)
	}
}

// limitOf is the limit that a variable asks for, or else the usual one.
func limitOf(value string, usual time.Duration) time.Duration {
	if limit, err := time.ParseDuration(value); err == nil {
		return limit
	}
	return usual
}

// withoutTestFlags gives the program a command line of its own.
func withoutTestFlags() {
	flag.CommandLine = flag.NewFlagSet(os.Args[0], flag.ExitOnError)
	flag.CommandLine.Usage = func() { flag.Usage() } // which the program may have set
}

// everywhere returns the learner's frames of all goroutines, those of many
// alike once.
func everywhere(own func(runtime.Frame) bool) string {
	records := make([]runtime.StackRecord, runtime.NumGoroutine()+100)
	n, _ := runtime.GoroutineProfile(records)
	var stacks []string
	for _, r := range records[:min(n, len(records))] {
		if s := ownFrames(r.Stack(), own); s != "" && !slices.Contains(stacks, s) {
			stacks = append(stacks, s)
		}
	}
	return strings.Join(stacks, "  and elsewhere:\n")
}

// isLearners reports whether a frame is in the learner's code: not in the
// runtime's, the libraries', or the workbook's own.
func isLearners(f runtime.Frame) bool {
	return strings.HasPrefix(f.Function, "tcpworkbook/") && !strings.HasPrefix(f.Function, "tcpworkbook/shared/") && isWritten(f)
}

// isWritten reports whether a frame's line is in its own package, and no test.
// Of the functions that a library passes to range, it is in the library.
func isWritten(f runtime.Frame) bool {
	dir, file := path.Split(filepath.ToSlash(f.File))
	pkg, _, _ := strings.Cut(path.Base(f.Function), ".")
	return path.Base(dir) == pkg && !strings.HasSuffix(file, "_test.go")
}

// ownFrames returns a line for each of these frames that is the learner's own,
// the innermost first.
func ownFrames(pcs []uintptr, own func(runtime.Frame) bool) string {
	var b strings.Builder
	frames := runtime.CallersFrames(pcs)
	for {
		f, more := frames.Next()
		if own(f) {
			_, name, _ := strings.Cut(path.Base(f.Function), ".")
			fmt.Fprintf(&b, "  %s, %s:%d\n", name, path.Base(filepath.ToSlash(f.File)), f.Line)
		}
		if !more {
			return b.String()
		}
	}
}

// withoutDump leaves of a crash what guard would: guard cannot catch a panic in a
// goroutine that the program itself has started.
func withoutDump(said string) string {
	words, dump, ok := strings.Cut(said, "\n\ngoroutine ")
	if !ok || !strings.Contains(words, "panic: ") {
		return said
	}
	var b strings.Builder
	b.WriteString(words + "\n")
	lines := strings.Split(dump, "\n")
	for i, line := range lines[1:] {
		if line == "" { // the other goroutines
			break
		}
		place, isPlace := strings.CutPrefix(line, "\t")
		call := lines[i] // the line before
		args := strings.LastIndex(call, "(")
		if !isPlace || args < 0 {
			continue
		}
		place, _, _ = strings.Cut(place, " +0x")
		file, at, _ := strings.Cut(path.Base(place), ":")
		f := runtime.Frame{Function: call[:args], File: path.Join(path.Dir(place), file)}
		if isLearners(f) {
			_, name, _ := strings.Cut(path.Base(f.Function), ".")
			fmt.Fprintf(&b, "  %s, %s:%s\n", name, file, at)
		}
	}
	return b.String()
}
