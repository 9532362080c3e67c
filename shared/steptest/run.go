package steptest

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"tcpworkbook/shared/course"
	"tcpworkbook/shared/lab"
)

// Run runs the scripts of the step in whose folder the test stands, in order.
func Run(t *testing.T) {
	root, err := course.Root()
	if err != nil {
		t.Fatal(err)
	}
	step, err := stepHere()
	if err != nil {
		t.Fatal(err)
	}
	scripts, err := course.Scripts(root, step)
	if err != nil {
		t.Fatal(err)
	}
	if len(scripts) == 0 {
		t.Fatalf("there are no scripts testdata/step%02d/*.txtar", step)
	}
	var results []course.Result
	defer func() { record(t, root, step, results) }()
	hosts := newHosts()
	defer hosts.stop()
	run(&reporter{T: t, root: root, program: stepProgram(step), dir: filepath.Dir(scripts[0]), hosts: hosts, results: &results}, scripts)
	duels, err := filepath.Glob(filepath.Join(Duels, "*.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	if dir, err := filepath.Abs(Duels); err == nil && len(duels) > 0 {
		run(&reporter{T: t, root: root, program: stepProgram(step), dir: dir, plain: true, results: &results}, duels)
	}
}

// Duels is the folder beside a learner's tests for scripts of their own: what go
// tool workbook duel finds.
const Duels = "duels"

// RunOthers runs scripts that are no milestones: those in a folder beside the
// test. The first line of each is its title, "# The peer closes first".
func RunOthers(t *testing.T, folder string) {
	step, err := stepHere()
	if err != nil {
		t.Fatal(err)
	}
	RunWith(t, stepProgram(step), folder)
}

// RunWith is RunOthers for a program that is any of the commands that [Main]
// knows.
func RunWith(t *testing.T, program, folder string) {
	root, err1 := course.Root()
	dir, err2 := filepath.Abs(folder)
	scripts, err3 := filepath.Glob(filepath.Join(folder, "*.txtar"))
	if err := errors.Join(err1, err2, err3); err != nil {
		t.Fatal(err)
	}
	if len(scripts) == 0 {
		t.Fatalf("there are no scripts %s/*.txtar", folder)
	}
	run(&reporter{T: t, root: root, program: program, dir: dir, plain: true}, scripts)
}

func stepProgram(step int) string { return fmt.Sprintf("step%02d", step) }

func run(r *reporter, scripts []string) {
	r.Setenv("GOTMPDIR", r.TempDir()) // testscript's own folder would stay behind where -run leaves scripts out
	testscript.RunT(r, testscript.Params{
		Files:               scripts,
		Setup:               setup,
		Cmds:                commands,
		Condition:           r.condition,
		UpdateScripts:       os.Getenv("WORKBOOK_UPDATE") != "",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Deadline:            time.Now().Add(max(5*time.Minute, time.Duration(len(scripts))*limitOf(os.Getenv(limitVar), defaultLimit))),
	})
}

var stepFolder = regexp.MustCompile(`^step(\d\d)-`)

// stepHere returns the number of the step whose folder is the working one.
func stepHere() (int, error) {
	dir, err := os.Getwd()
	if err != nil {
		return 0, err
	}
	m := stepFolder.FindStringSubmatch(filepath.Base(dir))
	if m == nil {
		return 0, fmt.Errorf("%s is not the folder of a step, such as step03-parse-ipv4", dir)
	}
	return strconv.Atoi(m[1])
}

// setup puts the captures that the script names beside it. They are read
// here, in the test's own process, so that go test's cache knows of them.
func setup(env *testscript.Env) error {
	r := env.T().(*reporter)
	env.Values[reporterKey{}] = r
	env.Vars = append(env.Vars, programEnv()...)
	for _, name := range captureName.FindAllString(string(r.script), -1) {
		data, err := os.ReadFile(filepath.Join(r.root, "testdata", name))
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("there is no testdata/%s", name)
		}
		if err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Join(env.WorkDir, "captures"), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(env.WorkDir, name), data, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// programEnv is what programs under test find in their environment.
func programEnv() []string {
	return []string{quickExit, "GOTRACEBACK=single", limitVar + "=" + os.Getenv(limitVar), MadeVar + "=" + os.Getenv(MadeVar)}
}

// MadeVar names the variable that says which mistakes a program is made with, of
// those that shared/cmd/prove has built into it.
const MadeVar = "WORKBOOK_MADE"

// quickExit keeps programs from sleeping for a second at their end under -race.
const quickExit = "GORACE=atexit_sleep_ms=10"

var captureName = regexp.MustCompile(`\bcaptures/[\w.-]+`)

func (r *reporter) condition(cond string) (bool, error) {
	Uncached(r.root)
	var err error
	switch cond {
	case "lab":
		err = lab.Available()
	case "tun":
		var f *os.File
		if f, err = os.OpenFile("/dev/net/tun", os.O_RDWR, 0); err == nil {
			f.Close()
		}
	default:
		return false, fmt.Errorf("unknown condition %q", cond)
	}
	if err != nil && liveRequired() {
		return false, fmt.Errorf("WORKBOOK_LIVE=require, but: %w", err)
	}
	return err == nil, nil
}

func liveRequired() bool { return os.Getenv("WORKBOOK_LIVE") == "require" }

// Uncached keeps go test from caching the result of a test that depends on
// more than files and variables, as a live one does, or one that starts go
// build: a test that has opened a file of its module that is younger than two
// seconds is run again each time, and this one is from the future.
func Uncached(root string) {
	name := filepath.Join(root, ".workbook", "uncached")
	future := time.Now().Add(time.Hour)
	if os.MkdirAll(filepath.Dir(name), 0o777) != nil || os.WriteFile(name, nil, 0o666) != nil || os.Chtimes(name, future, future) != nil {
		return
	}
	if f, err := os.Open(name); err == nil {
		f.Close()
	}
}

// A reporter is the T that testscript sees: it runs scripts one after the
// other, and explains a failure to a learner.
type reporter struct {
	*testing.T
	root    string // the workbook's folder
	program string // the command under test, "step03"
	dir     string // where the scripts are
	plain   bool   // they are of no milestone
	path    string // of the script
	script  []byte
	session session
	began   time.Time
	failure failure // what is wrong, once that is known
	why     string  // the script was skipped
	results *[]course.Result

	hosts  hosts // of replays that run together
	trying bool  // if the script passes so
	alone  bool  // T is of this one script
}

type reporterKey struct{}

// A session is what a script has seen so far.
type session struct {
	ran    string   // "with ping.pcap", what was replayed, or the command of live
	out    printout // the program's output, evened out
	errout string   // what it said on stderr, or what live's command printed

	whole  string   // the program's output as it was
	record string   // the file of its packets
	replay string   // the file that was replayed
	args   []string // of the command replay
	live   bool
}

func (r *reporter) Parallel() {}

func (r *reporter) Verbose() bool { return testing.Verbose() }

func (r *reporter) Run(name string, f func(testscript.T)) {
	if r.alone {
		f(r)
		return
	}
	r.T.Run(name, func(t *testing.T) {
		path := filepath.Join(r.dir, name+".txtar")
		script, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		one := *r
		one.T, one.path, one.script = t, path, script
		one.began = time.Now()
		defer one.report()
		switch {
		case one.hosts == nil:
			f(&one)
		case !one.tries(f):
			one.session, one.hosts, one.alone = session{}, nil, true
			run(&one, []string{path})
		}
	})
}

// Fatal is called by testscript when the script itself is broken.
func (r *reporter) Fatal(args ...any) {
	r.T.Helper()
	r.T.Fatal(args...)
}

// Log gets the whole transcript, once, when the script is over.
func (r *reporter) Log(args ...any) {
	transcript := strings.TrimSpace(fmt.Sprint(args...))
	if testing.Verbose() {
		fmt.Fprintln(r.Output(), transcript)
	}
	if r.Failed() {
		r.failure = r.explain(transcript)
		fmt.Fprintln(r.Output(), r.failure.story)
		if inWork(r.root) && r.session.record != "" {
			if err := r.session.leave(r.root, r.failure.want); err != nil {
				fmt.Fprintln(r.Output(), err)
			}
		}
	}
}
