package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"

	"tcpworkbook/shared/course"
)

// Sessions build and test the learner's work, so they take longer than go test
// ./... should: shared/cmd/prove runs them, for CI.
func needsTime(t *testing.T) {
	t.Helper()
	if os.Getenv("WORKBOOK_LONG") == "" {
		t.Skip("it takes long: go run ./shared/cmd/prove tool")
	}
}

// TestSessions runs testdata/sessions/*.txtar: a learner at work in the folder
// book, a copy of all of it. More commands of the scripts:
//
//	written N [M-…]  the learner writes step N as the reference has it, or with
//	                 mistakes of testdata/mistakes
//	wrong2 REGEXP …  runs the tool and wants exit code 2 and a message on stderr
func TestSessions(t *testing.T) {
	needsTime(t)
	root := bookRoot(t)
	testscript.Run(t, testscript.Params{
		Dir: "testdata/sessions",
		Setup: func(env *testscript.Env) error {
			for _, name := range []string{"HOME", "GOCACHE", "GOMODCACHE", "GOPATH", "GOFLAGS", "GOPROXY", "GORACE", "XDG_RUNTIME_DIR"} {
				if value := goEnv(name); value != "" {
					env.Setenv(name, value)
				}
			}
			env.Setenv("TMPDIR", os.TempDir())
			return copyAll(root, filepath.Join(env.WorkDir, "book"))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"wrong2": func(ts *testscript.TestScript, neg bool, args []string) {
				cmd := exec.Command("workbook", args[1:]...)
				cmd.Dir = ts.MkAbs(".")
				out, _ := cmd.CombinedOutput()
				if code := cmd.ProcessState.ExitCode(); code != 2 || !regexp.MustCompile(args[0]).Match(out) {
					ts.Fatalf("exit code %d, want 2 and %s; it printed\n%s", code, args[0], out)
				}
			},
			"written": func(ts *testscript.TestScript, neg bool, args []string) {
				ts.Check(writeStep(filepath.Join(ts.Getenv("WORK"), "book"), args[0], args[1:]...))
			},
		},
		UpdateScripts:       os.Getenv("WORKBOOK_UPDATE") != "",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

func goEnv(name string) string {
	if value := os.Getenv(name); value != "" || !strings.HasPrefix(name, "GO") || name == "GORACE" {
		return value
	}
	out, err := exec.Command("go", "env", name).Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
}

// copyAll copies the book, but nobody's work.
func copyAll(root, to string) error {
	return fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name == "work" || name != "." && strings.HasPrefix(name, "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return os.MkdirAll(filepath.Join(to, name), 0o777)
		}
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, name), text, 0o666)
	})
}

// writeStep writes a step that is started as the reference has it, with
// mistakes.
func writeStep(book, number string, mistakes ...string) error {
	folders, err := filepath.Glob(filepath.Join(book, "step0"+number+"-*"))
	if err != nil || len(folders) != 1 {
		return fmt.Errorf("step %s: %v, %v", number, folders, err)
	}
	name := filepath.Base(folders[0])
	err = fs.WalkDir(os.DirFS(folders[0]), ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go") {
			return err
		}
		text, err := os.ReadFile(filepath.Join(folders[0], file))
		if err != nil {
			return err
		}
		text = bytes.ReplaceAll(text, []byte(`"tcpworkbook/`+name), []byte(`"tcpworkbook/work/`+name))
		return os.WriteFile(filepath.Join(book, "work", name, file), text, 0o666)
	})
	for _, id := range mistakes {
		if err == nil {
			err = applyMistake(book, id)
		}
	}
	return err
}

func applyMistake(book, id string) error {
	patch, err := os.ReadFile(filepath.Join(book, "testdata", "mistakes", id+".patch"))
	if err != nil {
		return err
	}
	own, err := filepath.Glob(filepath.Join(book, "step0"+string(bytes.Fields(patch)[1][:1])+"-*")) // "M-066 4.4 …" is made in step 4
	if err != nil || len(own) != 1 {
		return fmt.Errorf("%s: %v, %v", id, own, err)
	}
	patch = patchedStep.ReplaceAll(patch, []byte("${1}"+filepath.Base(own[0])+"/"))
	cmd := exec.Command("git", "apply", "-p1", "--directory=work", "-")
	cmd.Dir = book
	cmd.Env = append(os.Environ(), "GIT_CEILING_DIRECTORIES="+filepath.Dir(book))
	cmd.Stdin = bytes.NewReader(patch)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %v\n%s", id, err, out)
	}
	return nil
}

var patchedStep = regexp.MustCompile(`(?m)^((?:---|\+\+\+) [ab]/)step0\d-[\w-]+/`)

// TestSessionsShown compares what the book shows of sessions, in blocks after
// <!-- session: … -->, with what happens. The comment says how the learner's
// work stands: "new"; or "steps 1 2 3", which are started and written; and
// mistakes in it, "steps 3, M-309"; or exercises that are empty again, "steps
// 3, reset 3.6"; or arithmetic of the learner's own, "steps 4, own".
// WORKBOOK_UPDATE=1 fills them in.
func TestSessionsShown(t *testing.T) {
	needsTime(t)
	root, book := bookRoot(t), filepath.Join(t.TempDir(), "book")
	for _, name := range chapters(t, root) {
		md, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		should := string(md)
		for i, b := range course.Blocks(string(md)) {
			if b.Session != "" {
				should = course.Replace(should, course.Blocks(should)[i], play(t, book, b))
			}
		}
		if should == string(md) {
			continue
		}
		if os.Getenv("WORKBOOK_UPDATE") != "" {
			if err := os.WriteFile(filepath.Join(root, name), []byte(should), 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		t.Errorf("%s shows something else than the real thing (- shown, + real):\n%s", name, cmp.Diff(string(md), should))
	}
}

// newBook puts a copy of the book into a folder, in the place of what is there.
// In a folder of another name, Go would build all of it anew.
func newBook(t *testing.T, book string) {
	t.Helper()
	if err := os.RemoveAll(book); err != nil {
		t.Fatal(err)
	}
	if err := copyAll(bookRoot(t), book); err != nil {
		t.Fatal(err)
	}
}

// play sets the scene of a block in book, and runs its commands.
func play(t *testing.T, book string, b course.Block) (text string) {
	t.Helper()
	newBook(t, book)
	scene(t, book, b.Session)
	for _, s := range b.Commands() {
		words := strings.Fields(s.Command)
		text += "$ " + s.Command + "\n"
		switch {
		case words[0] == "cat" && len(words) == 2:
			shown, err := os.ReadFile(filepath.Join(book, words[1]))
			if err != nil {
				t.Fatalf("line %d: %v", b.Line, err)
			}
			text += string(shown)
		case len(words) < 3 || strings.Join(words[:3], " ") != "go tool workbook":
			t.Fatalf("line %d: %q is no command of the tool", b.Line, s.Command)
		default:
			text += output(book, words[3:])
		}
	}
	return fixTimes(text)
}

// scene brings the learner's work to where the session begins.
func scene(t *testing.T, book, session string) {
	t.Helper()
	for _, part := range strings.Split(session, ", ") {
		words := strings.Fields(part)
		switch {
		case part == "new":
		case words[0] == "steps":
			for _, step := range words[1:] {
				output(book, []string{"start", step})
				if err := writeStep(book, step); err != nil {
					t.Fatal(err)
				}
				if out := output(book, []string{"check", "-quick", step}); !strings.Contains(out, "is finished") {
					t.Fatalf("step %s: %s", step, out)
				}
			}
		case strings.HasPrefix(part, "M-"):
			if err := applyMistake(book, part); err != nil {
				t.Fatal(err)
			}
		case part == "own":
			if err := os.WriteFile(filepath.Join(book, "work", "step04-handshake", "tcp", "seq.go"), []byte(ownSeq), 0o666); err != nil {
				t.Fatal(err)
			}
		case words[0] == "reset":
			output(book, words)
			os.RemoveAll(filepath.Join(book, "work", ".kept"))
		default:
			t.Fatalf("a session cannot begin with %q", part)
		}
	}
}

// ownSeq is right, and not the reference's.
const ownSeq = `package tcp

// Seq is a sequence number.
type Seq uint32

// Add returns the number n steps after s.
func (s Seq) Add(n int) Seq { return s + Seq(n) }

// Sub returns how many steps s is after t, by the shorter way.
func (s Seq) Sub(t Seq) int {
	d := int(s) - int(t)
	switch {
	case d >= 1<<31:
		return d - 1<<32
	case d < -1<<31:
		return d + 1<<32
	}
	return d
}

// Before reports whether s comes before t, by the shorter way.
func (s Seq) Before(t Seq) bool { return s.Sub(t) < 0 }

// In reports whether s is one of the n numbers from first on.
func (s Seq) In(first Seq, n int) bool { return n > 0 && uint64(s-first) < uint64(n) }

func maxSeq(s, t Seq) Seq {
	if s.Before(t) {
		return t
	}
	return s
}
`

var keptName = regexp.MustCompile(`\d{4}-\d\d-\d\d-\d{6}-(step\d\d-(?:[a-z]+-)*[a-z]+\d?)(?:-\d+)?`)

// fixTimes replaces what differs from run to run: under which names is kept what
// was there.
func fixTimes(text string) string {
	second := make(map[string]int)
	return keptName.ReplaceAllStringFunc(text, func(name string) string {
		if _, known := second[name]; !known {
			second[name] = len(second)
		}
		return fmt.Sprintf("2026-03-14-15300%d-%s", second[name], keptName.FindStringSubmatch(name)[1])
	})
}
