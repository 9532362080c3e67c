package course

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
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
	case "start 6":
		_, err = Start(root, 6, false)
	case "reset 4":
		_, _, err = Reset(root, 4, true, noon)
	case "reset 5":
		_, _, err = Reset(root, 5, false, noon)
	case "reset 5.7":
		_, _, err = ResetMilestone(root, Milestone{Step: 5, Number: 7}, noon)
	case "recover":
		_, err = Recover(root)
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
			wantNoHalfFiles(t, fmt.Sprintf("%s, killed at change %d", do, at), root)
			recoverKilled(t, root)
			checkKilled(t, fmt.Sprintf("%s, killed at change %d", do, at), root, before)
			wantKeptWhole(t, fmt.Sprintf("%s, killed at change %d", do, at), before, workFiles(t, root))
			wantRecords(t, fmt.Sprintf("%s, killed at change %d", do, at), root)
			if done {
				if at < 5 {
					t.Errorf("%s makes only %d changes", do, at)
				}
				break
			}
		}
	}
}

// recoverKilled begins again what a killed command has left, and is killed, too,
// each time a little later.
func recoverKilled(t *testing.T, root string) {
	t.Helper()
	for at := 1; !kill(t, root, "recover", at); at++ {
		wantNoHalfFiles(t, fmt.Sprintf("recovery, killed at change %d", at), root)
	}
}

// The same with the book's own steps, and a learner's own code in them: a folder
// is as before or as after, whole, and nothing is lost.
func TestKilledBook(t *testing.T) {
	book, _ := book(t)
	root := copyBook(t, book)
	for step := 3; step <= 5; step++ {
		s, err := Start(root, step, false)
		if err != nil {
			t.Fatal(err)
		}
		write1(t, root, s.Folder, step, learnersOwn)
	}
	before := workFiles(t, root)
	for _, do := range []string{"start 6", "reset 4", "reset 5", "reset 5.7"} {
		kill(t, root, do, 0)
		after := workFiles(t, root)
		for at, done := 1, false; !done; at *= 2 {
			if err := errors.Join(os.RemoveAll(filepath.Join(root, "work")), before.write(filepath.Join(root, "work"))); err != nil {
				t.Fatal(err)
			}
			done = kill(t, root, do, at)
			wantNoHalfFiles(t, fmt.Sprintf("%s, killed at change %d", do, at), root)
			recoverKilled(t, root)
			now := workFiles(t, root)
			wantWhole(t, fmt.Sprintf("%s, killed at change %d", do, at), before, after, now)
			wantKeptWhole(t, fmt.Sprintf("%s, killed at change %d", do, at), before, now)
			wantRecords(t, fmt.Sprintf("%s, killed at change %d", do, at), root)
		}
		if err := errors.Join(os.RemoveAll(filepath.Join(root, "work")), before.write(filepath.Join(root, "work"))); err != nil {
			t.Fatal(err)
		}
	}
}

// wantNoHalfFiles wants all of each file, also before a command of the tool has
// set the rest right: an editor or go test may see it. No file of a step is
// empty, but one that has only been begun.
func wantNoHalfFiles(t *testing.T, when, root string) {
	t.Helper()
	for name, text := range workFiles(t, root) {
		if !strings.HasPrefix(name, ".") && len(text) == 0 {
			t.Errorf("%s: %s is half written", when, name)
		}
	}
}

// wantWhole wants each folder as it was before or after, and all files of before
// somewhere.
func wantWhole(t *testing.T, when string, before, after, now fileSet) {
	t.Helper()
	folders := make(map[string]bool)
	for _, files := range []fileSet{before, after, now} {
		for name := range files {
			folder, _, _ := strings.Cut(name, "/")
			folders[folder] = true
		}
	}
	for folder := range folders {
		switch {
		case folder == keptFolder || folder == ".progress":
		case !maps.EqualFunc(now.in(folder), before.in(folder), bytes.Equal) && !maps.EqualFunc(now.in(folder), after.in(folder), bytes.Equal):
			t.Errorf("%s: %s is neither as before nor as after", when, folder)
		}
	}
	for name, text := range before {
		if !strings.HasPrefix(name, ".progress/") && string(now[name]) != string(text) && string(now[".kept/2026-01-02-120000-"+name]) != string(text) {
			t.Errorf("%s: %s is lost", when, name)
		}
	}
}

// wantKeptWhole wants that what is kept is a folder of before, all of it: a
// learner who trusts half a copy loses the rest.
func wantKeptWhole(t *testing.T, when string, before, now fileSet) {
	t.Helper()
	kept := make(map[string]bool)
	for name := range now.in(keptFolder) {
		kept[strings.Split(name, "/")[1]] = true
	}
	for name := range kept {
		folder := strings.TrimPrefix(name, "2026-01-02-120000-")
		want := make(fileSet)
		for file, text := range before.in(folder) {
			want[keptFolder+"/"+name+strings.TrimPrefix(file, folder)] = text
		}
		if got := now.in(keptFolder + "/" + name); !maps.EqualFunc(got, want, bytes.Equal) {
			t.Errorf("%s: %s/%s is not a whole copy: %d files, want %d", when, keptFolder, name, len(got), len(want))
		}
	}
}

// wantRecords wants that what is known of each step can be read.
func wantRecords(t *testing.T, when, root string) {
	t.Helper()
	for step := 1; step <= 6; step++ {
		if _, err := ReadRecord(root, step); err != nil {
			t.Errorf("%s: %v", when, err)
		}
	}
}

// in returns the files of a folder.
func (t fileSet) in(folder string) fileSet {
	own := maps.Clone(t)
	maps.DeleteFunc(own, func(name string, _ []byte) bool { return !strings.HasPrefix(name, folder+"/") })
	return own
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
