package steptest

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"tcpworkbook/shared/nic"
)

// step06 is a step made up for these tests: a program, and in a folder of its
// own scripts and a chapter. gotest is go test, run on that step.
func TestMain(m *testing.M) {
	programs = []string{"step06", "half"}
	testscript.Main(m, map[string]func(){
		"step06": guard(learner, isLearnersHere),
		"hello":  func() { fmt.Println("hello", strings.Join(os.Args[1:], " ")) },
		"half":   guard(learnerHalf, isLearnersHere),
		"story":  guard(bubble(learnerStory, isLearnersHere), isLearnersHere),
		"gotest": func() {
			testing.Main(regexp.MatchString, []testing.InternalTest{{Name: "TestStep", F: Run}, {Name: "TestChapter", F: Chapter},
				{Name: "TestOthers", F: func(t *testing.T) { RunOthers(t, "testdata") }}}, nil, nil)
		},
	})
}

// isLearnersHere takes this file for the learner's code.
func isLearnersHere(f runtime.Frame) bool {
	return strings.HasSuffix(f.File, "/fake_test.go") && strings.Contains(f.Function, ".learner")
}

// learner prints what it is to replay, line by line; some are orders. Without
// -replay it opens tun0.
func learner() {
	flag.Bool("trace", false, "")
	flag.String("record", "", "")
	replay := flag.String("replay", "", "")
	die := flag.Bool("die", false, "")
	flag.Usage = func() { fmt.Println("learner's own usage") }
	flag.Parse()
	switch {
	case *die:
		fmt.Fprintln(os.Stderr, "learner: out of here")
		os.Exit(1)
	case *replay == "":
		learnerLive()
		return
	}
	text, err := os.ReadFile(*replay)
	if err != nil {
		fmt.Fprintln(os.Stderr, "learner:", err)
		os.Exit(1)
	}
	for _, line := range lines(string(text)) {
		learnerObeys(line)
	}
}

// orders is how many orders to count this process has had.
var orders int

func learnerObeys(line string) {
	switch line {
	case "panic":
		var none []string
		fmt.Println(none[len(line)])
	case "hang":
		for range 300 {
			go func() { select {} }()
		}
		learnerHangs()
	case "exit 3":
		fmt.Fprintln(os.Stderr, "learner: had enough")
		os.Exit(3)
	case "count":
		orders++
		fmt.Println(orders)
	case "":
	default:
		fmt.Println(line)
	}
}

func learnerHalf() {
	fmt.Print("half a line")
	learnerObeys(strings.Join(os.Args[1:], " "))
}

func learnerStory() {
	began := time.Now()
	time.Sleep(time.Hour)
	fmt.Println(time.Since(began))
	learnerObeys(strings.Join(os.Args[1:], " "))
}

func learnerHangs() { select {} }

func learnerLive() {
	tun, err := nic.OpenTUN("tun0")
	if err != nil {
		fmt.Fprintln(os.Stderr, "learner:", err)
		os.Exit(1)
	}
	defer tun.Close()
	fmt.Println("open")
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt)
	<-stop
	fmt.Println("done")
}

// A book is a workbook that holds step 6 and nothing else.
type book struct {
	*testing.T
	root string
}

func newBook(t *testing.T) book {
	b := book{t, t.TempDir()}
	b.write("go.mod", "module tcpworkbook\n")
	b.write("testdata/captures/ab.txt", "a\nb\n")
	b.write("step06-fake/fake.go", "package main\n")
	return b
}

func (b book) write(name, text string) {
	b.Helper()
	name = filepath.Join(b.root, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		b.Fatal(err)
	}
}

func (b book) read(name string) string {
	b.Helper()
	text, err := os.ReadFile(filepath.Join(b.root, name))
	if err != nil {
		b.Fatal(err)
	}
	return string(text)
}

// test returns what go test -run pattern prints in step 6's folder, and its
// exit code.
func (b book) test(pattern string, env ...string) (out string, code int) {
	b.Helper()
	cmd := exec.Command("gotest", "-test.v", "-test.run="+pattern)
	cmd.Dir = filepath.Join(b.root, "step06-fake")
	cmd.Env = append(append(os.Environ(), quickExit, "WORKBOOK_UPDATE=", "WORKBOOK_LIVE="), env...)
	return b.run(cmd)
}

func (b book) run(cmd *exec.Cmd) (out string, code int) {
	b.Helper()
	printed, err := cmd.CombinedOutput()
	if exit := new(exec.ExitError); err != nil && !errors.As(err, &exit) {
		b.Fatal(err)
	}
	return string(printed), cmd.ProcessState.ExitCode()
}

// noLab is a PATH on which no lab can be opened.
func noLab() string {
	return "PATH=" + filepath.Dir(must(exec.LookPath("gotest")))
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
