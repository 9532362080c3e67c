package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"tcpworkbook/shared/course"
)

func TestMain(m *testing.M) {
	os.Setenv("GORACE", "atexit_sleep_ms=10") // else each program sleeps for a second at its end under -race
	testscript.Main(m, map[string]func(){
		"workbook": main,
		"program":  program,
	})
}

// TestScripts runs testdata/*.txtar: what people type, and what they see. Each
// finds a workbook, without its shared part, in the folder book.
func TestScripts(t *testing.T) {
	root := bookRoot(t)
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(env *testscript.Env) error {
			return copyBook(root, filepath.Join(env.WorkDir, "book"))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"wrong":  wrong,
			"passed": note(course.Pass),
			"failed": note(course.Fail),
		},
		UpdateScripts:       os.Getenv("WORKBOOK_UPDATE") != "",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

// wrong runs the workbook and wants nothing but its usage, and exit code 2.
func wrong(ts *testscript.TestScript, neg bool, args []string) {
	cmd := exec.Command("workbook", args...)
	var out, errout strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &errout
	cmd.Run()
	if neg || cmd.ProcessState.ExitCode() != 2 || out.Len() > 0 || !strings.Contains(errout.String(), "usage: go tool workbook ") {
		ts.Fatalf("workbook %v: %v, printed %q, and %q on stderr", args, cmd.ProcessState, out.String(), errout.String())
	}
}

// note makes a command that notes scripts as passed or failed, as check does.
func note(v course.Verdict) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, neg bool, scripts []string) {
		for _, script := range scripts {
			root := filepath.Join(ts.Getenv("WORK"), "book")
			ts.Check(course.Note(root, int(script[0]-'0'), []course.Result{{Script: script, Verdict: v}}))
		}
	}
}

func bookRoot(t testing.TB) string {
	t.Helper()
	root, err := course.Root()
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// copyBook copies what start, hint and trace need.
func copyBook(root, to string) error {
	folders, err := filepath.Glob(filepath.Join(root, "step0*"))
	if err != nil {
		return err
	}
	for _, folder := range append(folders, filepath.Join(root, "testdata")) {
		if err := os.CopyFS(filepath.Join(to, filepath.Base(folder)), os.DirFS(folder)); err != nil {
			return err
		}
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(to, "go.mod"), mod, 0o666)
}
