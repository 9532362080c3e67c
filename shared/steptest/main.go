package steptest

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// defaultLimit is how long a program under test may run; limitVar changes it.
const (
	defaultLimit = 10 * time.Second
	limitVar     = "STEPTEST_LIMIT"
)

// Main is a step's TestMain. The program main, and what is in more, become
// commands of the scripts: main under the name of its step, "step03".
func Main(m *testing.M, main func(), more map[string]func()) {
	commands := map[string]func(){programName(main): guard(main)}
	for name, f := range maps.All(more) {
		commands[name] = guard(f)
	}
	testscript.Main(m, commands)
}

// programName makes "step03" of the function tcpworkbook/step03-parse-ipv4.main.
func programName(main func()) string {
	name := runtime.FuncForPC(reflect.ValueOf(main).Pointer()).Name()
	name = name[strings.LastIndex(name, "/")+1:]
	name, _, _ = strings.Cut(name, ".")
	name, _, _ = strings.Cut(name, "-")
	return name
}

// guard makes a program fit to be tested: a hang ends after a while and a
// panic at once, both with the learner's own lines instead of a dump.
func guard(main func()) func() {
	return func() {
		flag.CommandLine = flag.NewFlagSet(os.Args[0], flag.ExitOnError) // without go test's
		limit, err := time.ParseDuration(os.Getenv(limitVar))
		if err != nil {
			limit = defaultLimit
		}
		time.AfterFunc(limit, func() {
			fmt.Fprintf(os.Stderr, "still running after %v, here:\n%s", limit, everywhere())
			os.Exit(124)
		})
		defer func() {
			if r := recover(); r != nil {
				pcs := make([]uintptr, 100)
				pcs = pcs[:runtime.Callers(1, pcs)]
				fmt.Fprintf(os.Stderr, "panic: %v\n%s", r, ownFrames(pcs))
				os.Exit(2)
			}
		}()
		main()
	}
}

// everywhere returns the learner's frames of all goroutines.
func everywhere() string {
	records := make([]runtime.StackRecord, 1000)
	n, _ := runtime.GoroutineProfile(records)
	var b strings.Builder
	for _, r := range records[:n] {
		b.WriteString(ownFrames(r.Stack()))
	}
	return b.String()
}

// ownFrames returns a line for each frame in the learner's code, the innermost
// first: not the runtime's, the libraries', or the workbook's own.
func ownFrames(pcs []uintptr) string {
	var b strings.Builder
	frames := runtime.CallersFrames(pcs)
	for {
		f, more := frames.Next()
		own := strings.HasPrefix(f.Function, "tcpworkbook/") && !strings.HasPrefix(f.Function, "tcpworkbook/shared/")
		if own && !strings.HasSuffix(f.File, "_test.go") {
			name := f.Function[strings.LastIndex(f.Function, "/")+1:]
			_, name, _ = strings.Cut(name, ".")
			fmt.Fprintf(&b, "  %s, %s:%d\n", name, f.File[strings.LastIndex(f.File, "/")+1:], f.Line)
		}
		if !more {
			return b.String()
		}
	}
}
