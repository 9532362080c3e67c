package course

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestResetMilestone(t *testing.T) {
	root := carryBook(t)
	text := read(t, filepath.Join(root, ownConn))
	g, err := cut([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	// The learner has moved the function to a file of their own.
	g.decls = slices.DeleteFunc(g.decls, func(d decl) bool { return d.key == "func Open" })
	write(t, filepath.Join(root, ownConn), string(withImports(g.bytes(), []byte(text))))
	const moved = "package tcp\n\nimport \"errors\"\n\nvar e = 1\n\nfunc Open(size int) error { return errors.New(\"x\") }\n"
	own := filepath.Join(root, "work/step04-handshake/tcp/open.go")
	write(t, own, moved)
	funcs, kept, err := ResetMilestone(root, Milestone{Step: 4, Number: 1}, noon)
	if err != nil || !slices.Equal(funcs, []string{"Open"}) || kept != "work/.kept/2026-01-02-120000-step04-handshake" {
		t.Fatal(funcs, kept, err)
	}
	const want = "package tcp\n\nvar e = 1\n\n// Open opens.\n//\n//exercise:4.1\nfunc Open(n int) error {\n\tpanic(\"exercise 4.1: Open is not written yet\")\n}\n"
	if got := read(t, own); got != want {
		t.Errorf("open.go is\n%s", got)
	}
	if got := read(t, filepath.Join(root, ownConn)); strings.Contains(got, "Open") {
		t.Errorf("conn.go is\n%s", got)
	}
	if got := read(t, filepath.Join(root, kept, "tcp/open.go")); got != moved {
		t.Errorf("kept is\n%s", got)
	}
	// What is empty has not passed any more.
	r, err := ReadRecord(root, 4)
	if err != nil || r.Passed(Milestone{Number: 1, Step: 4, Script: "4.1-open.txtar"}) || !r.Passed(Milestone{Number: 2, Step: 4, Script: "4.2-close.txtar"}) {
		t.Errorf("the record is %v, %v", r, err)
	}
}

// A function that is gone comes back.
func TestResetGone(t *testing.T) {
	root := carryBook(t)
	write(t, filepath.Join(root, ownConn), "package tcp\n\nfunc a() {}\n")
	if _, _, err := ResetMilestone(root, Milestone{Step: 4, Number: 2}, noon); err != nil {
		t.Fatal(err)
	}
	const want = "package tcp\n\nfunc a() {}\n\n// last is the last.\n//\n//exercise:4.2 stub=\"return\"\nfunc (c *Conn) last() {\n\t// Exercise 4.2: yours to write.\n\treturn\n}\n"
	if got := read(t, filepath.Join(root, ownConn)); got != want {
		t.Errorf("conn.go is\n%s", got)
	}
	write(t, filepath.Join(root, ownConn), "package\n")
	if _, _, err := ResetMilestone(root, Milestone{Step: 4, Number: 2}, noon); err == nil || !strings.Contains(err.Error(), "tcp/conn.go does not parse") {
		t.Errorf("got %v", err)
	}
}

func TestReset(t *testing.T) {
	root := carryBook(t)
	write(t, filepath.Join(root, "work/step04-handshake/tcp/own.go"), "package tcp\n")
	write(t, filepath.Join(root, "work/step04-handshake/notes.txt"), "mine")
	for i, want := range []string{"work/.kept/2026-01-02-120000-step04-handshake", "work/.kept/2026-01-02-120000-step04-handshake-2"} {
		_, kept, err := Reset(root, 4, true, noon)
		if err != nil || kept != want {
			t.Fatal(kept, err)
		}
		if i == 0 && read(t, filepath.Join(root, kept, "tcp/own.go")) != "package tcp\n" {
			t.Error("own.go is not kept")
		}
	}
	if got := read(t, filepath.Join(root, ownConn)); !strings.Contains(got, "exercise 4.1: Open is not written yet") {
		t.Errorf("conn.go is\n%s", got)
	}
	if got := tree(t, filepath.Join(root, "work/step04-handshake")); got != "main.go notes.txt step_test.go tcp tcp/conn.go" {
		t.Errorf("there are %s", got)
	}
	if _, _, err := Reset(root, 5, true, noon); err == nil || err.Error() != "there is no work/step05-data yet; go tool workbook start 5 makes it" {
		t.Errorf("got %v", err)
	}
}
