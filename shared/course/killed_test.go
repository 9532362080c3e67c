package course

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// killVar tells a test process to end at its so-manieth change to the disk.
const killVar = "COURSE_KILL_AT"

func init() {
	at := os.Getenv(killVar)
	if at == "" {
		return
	}
	n := 0
	beforeChange = func() {
		if n++; fmt.Sprint(n) == at {
			os.Exit(9)
		}
	}
}

var noon = time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC)

// TestKilledChild is what the processes of TestKilled do.
func TestKilledChild(t *testing.T) {
	if os.Getenv(killVar) == "" {
		t.Skip("only TestKilled runs it")
	}
	root := os.Getenv("COURSE_ROOT")
	var err error
	switch os.Getenv("COURSE_DO") {
	case "start":
		_, err = Start(root, 5, false)
	case "reset":
		_, _, err = Reset(root, 4, true, noon)
	case "reset one":
		_, _, err = ResetMilestone(root, Milestone{Step: 4, Number: 1}, noon)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// Wherever start or reset is killed, work/ is as before or as after, and all
// that was there is still there, once the next command has begun.
func TestKilled(t *testing.T) {
	for _, do := range []string{"start", "reset", "reset one"} {
		for at := 1; ; at++ {
			root := carryBook(t)
			own := strings.Replace(read(t, filepath.Join(root, ownConn)), "too short", "mine", 1)
			write(t, filepath.Join(root, ownConn), own)
			write(t, filepath.Join(root, "work/step04-handshake/tcp/mine.go"), "package tcp\n")
			before := workFiles(t, root)
			done := kill(t, root, do, at)
			if _, err := Recover(root); err != nil {
				t.Fatalf("%s, killed at change %d: %v", do, at, err)
			}
			checkKilled(t, fmt.Sprintf("%s, killed at change %d", do, at), root, before)
			if done {
				if at < 5 {
					t.Errorf("%s makes only %d changes", do, at)
				}
				break
			}
		}
	}
}

// kill runs a command that is killed at some change, and reports whether it
// was done before that.
func kill(t *testing.T, root, do string, at int) (done bool) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestKilledChild$")
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%d", killVar, at), "COURSE_ROOT="+root, "COURSE_DO="+do)
	out, err := cmd.CombinedOutput()
	exit := new(exec.ExitError)
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 9) {
		t.Fatalf("%v\n%s", err, out)
	}
	return err == nil
}

func workFiles(t *testing.T, root string) fileSet {
	t.Helper()
	files, err := readFiles(filepath.Join(root, "work"), anyFile)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func checkKilled(t *testing.T, when, root string, before fileSet) {
	t.Helper()
	after := workFiles(t, root)
	five, four := 0, 0
	for name, text := range after {
		if strings.HasPrefix(name, "step05-data/") {
			five++
		}
		if strings.HasPrefix(name, "step04-handshake/") && string(before[name]) == string(text) {
			four++
		}
	}
	if five != 0 && five != 5 {
		t.Errorf("%s: step 5 has %d files, want all 5 or none", when, five)
	}
	all := 0
	for name, text := range before {
		if strings.HasPrefix(name, "step04-handshake/") {
			all++
			kept := ".kept/2026-01-02-120000-" + name
			if string(after[name]) != string(text) && string(after[kept]) != string(text) {
				t.Errorf("%s: %s is lost", when, name)
			}
		}
	}
	conn := string(after["step04-handshake/tcp/conn.go"])
	emptied := strings.Contains(conn, "exercise 4.1: Open is not written yet")
	_, mine := after["step04-handshake/tcp/mine.go"]
	switch {
	case !emptied && four != all:
		t.Errorf("%s: not emptied, but changed", when)
	case !mine && !strings.Contains(conn, "exercise 4.1"):
		t.Errorf("%s: the folder is half reset", when)
	}
	for name := range after {
		if strings.HasPrefix(name, newPrefix) || strings.Contains(name, halfPrefix) {
			t.Errorf("%s: %s is left over", when, name)
		}
	}
}
