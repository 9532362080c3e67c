package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"

	"tcpworkbook/shared/course"
)

// A terminal is one in which a person sits, typing and looking.
type terminal struct {
	*testing.T
	book string

	file *os.File
	cmd  *exec.Cmd
	mu   sync.Mutex
	seen strings.Builder // since the last look
}

// start starts the tool in the terminal.
func (t *terminal) start(args ...string) {
	t.Helper()
	t.cmd = exec.Command("workbook", args...)
	t.cmd.Dir = t.book
	t.cmd.Env = append(os.Environ(), "TERM=xterm-256color", "NO_COLOR=")
	file, err := pty.StartWithSize(t.cmd, &pty.Winsize{Rows: 50, Cols: 100})
	if err != nil {
		t.Fatal(err)
	}
	t.file = file
	t.seen.Reset()
	go func() {
		b := make([]byte, 4096)
		for {
			n, err := file.Read(b)
			t.mu.Lock()
			t.seen.Write(b[:n])
			t.mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
}

// look waits until something is on the screen, and forgets all up to there.
func (t *terminal) look(pattern string) {
	t.Helper()
	re := regexp.MustCompile(pattern)
	for began := time.Now(); ; time.Sleep(10 * time.Millisecond) {
		t.mu.Lock()
		all := t.seen.String()
		if at := re.FindStringIndex(all); at != nil {
			t.seen.Reset()
			t.seen.WriteString(all[at[1]:])
			t.mu.Unlock()
			return
		}
		t.mu.Unlock()
		if time.Since(began) > 2*time.Minute {
			t.Fatalf("%q does not show:\n%s", pattern, all)
		}
	}
}

func (t *terminal) press(keys string) {
	t.Helper()
	if _, err := t.file.WriteString(keys); err != nil {
		t.Fatal(err)
	}
}

// ends waits for the tool's end, and wants its exit code.
func (t *terminal) ends(code int) {
	t.Helper()
	t.cmd.Wait()
	t.file.Close()
	if got := t.cmd.ProcessState.ExitCode(); got != code {
		t.Errorf("%v: exit code %d, want %d", t.cmd.Args[1:], got, code)
	}
}

// sees runs the tool and wants to see something of it, in color.
func (t *terminal) sees(code int, args []string, patterns ...string) {
	t.Helper()
	t.start(args...)
	for _, p := range patterns {
		t.look(p)
	}
	t.ends(code)
}

const (
	tick  = "\x1b\\[32m✓\x1b\\[0m "
	cross = "\x1b\\[31m✗\x1b\\[0m "
)

// Sessions in a terminal, one after the other.
func TestSessionsTerminal(t *testing.T) {
	needsTime(t)
	book := filepath.Join(t.TempDir(), "book")
	for _, session := range []struct {
		name string
		run  func(*terminal)
	}{{"watch", watched}, {"all steps", allSteps}} {
		t.Run(session.name, func(t *testing.T) {
			newBook(t, book)
			session.run(&terminal{T: t, book: book})
		})
	}
}

// allSteps goes through all steps that there are, with the reference's functions
// typed in, milestone by milestone.
func allSteps(term *terminal) {
	term.sees(0, nil, "Begin with the first step: \x1b\\[1mgo tool workbook start 1")
	all, err := course.Standings(term.book)
	if err != nil {
		term.Fatal(err)
	}
	for _, s := range all {
		term.sees(0, []string{"start"}, s.Work()+" is yours to write")
		term.sees(0, nil, regexp.QuoteMeta("→\x1b[0m "+s.Milestones[0].ID()))
		for _, m := range s.Milestones {
			term.milestone(s, m)
		}
		term.sees(0, nil, "Step .* is finished")
	}
}

// milestone looks at a milestone that fails, takes a hint, writes it, and sees
// it pass.
func (t *terminal) milestone(s course.Standing, m course.Milestone) {
	t.Helper()
	t.sees(1, []string{"check", "-quick"}, cross+m.ID(), "\x1b\\[2m  script  testdata/")
	t.sees(0, []string{"hint"}, m.ID()+" .*, hint 1 of 5")
	t.write(s, m)
	t.sees(0, []string{"check", "-quick", m.ID()}, tick+m.ID(), strings.ReplaceAll(regexp.QuoteMeta(m.Learnt), " ", `\s+`)) // it may be wrapped
	t.sees(0, []string{"compare", m.ID()}, "As the reference has them: ")
}

// write types in the reference's functions of a milestone.
func (t *terminal) write(s course.Standing, m course.Milestone) {
	t.Helper()
	funcs, err := course.MarkedFuncs(t.book, m)
	if err != nil {
		t.Fatal(err)
	}
	files, err := course.WithReference(t.book, s.Step, funcs)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(t.book, name), text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// Watch checks when a file is saved, and knows its keys.
func watched(term *terminal) {
	term.sees(0, []string{"start", "2"}, "is yours")
	term.start("watch")
	term.look(cross + "2\\.1")
	term.look("watching step 2")
	term.press("h")
	term.look("2\\.1 Read until the end, hint 1 of 5")
	term.look("watching step 2")
	term.press("d")
	term.look("2\\.1 has not passed yet")
	term.press("n")
	term.look("The TCP workbook")
	all, err := course.Standings(term.book)
	if err != nil {
		term.Fatal(err)
	}
	term.write(all[1], all[1].Milestones[0])
	term.look(tick + "2\\.1")
	term.look(cross + "2\\.2")
	term.write(all[1], all[1].Milestones[1])
	term.look("Step 2 is finished")
	term.press("d")
	term.look("As the reference has them: ")
	term.press("q")
	term.ends(0)
}
