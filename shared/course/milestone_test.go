package course

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseHead(t *testing.T) {
	head := "# 3.10 Refuse what is malformed\n# rfc: 791 §3.1, 1122 §3.2.1.1; ids: IP-1, M-020\n# minutes: 20\n# hint: Why: how?\n# hint: So.\n\n# minutes: 99\n"
	got, err := ParseHead("x.txtar", []byte(head))
	if err != nil {
		t.Fatal(err)
	}
	want := Milestone{Step: 3, Number: 10, Title: "Refuse what is malformed", RFC: "791 §3.1, 1122 §3.2.1.1",
		IDs: []string{"IP-1", "M-020"}, Minutes: 20, Hints: []string{"Why: how?", "So."}, Script: "x.txtar"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got.ID() != "3.10" {
		t.Errorf("ID is %s", got.ID())
	}
}

func TestParseHeadErrors(t *testing.T) {
	for _, test := range []struct{ head, want string }{
		{"", `x.txtar:1: want a title such as "# 3.2 Refuse what is malformed"`},
		{"replay x\n# 3.2 Late\n", `x.txtar:1: want a title such as "# 3.2 Refuse what is malformed"`},
		{"# Title\n", `x.txtar:1: want a title such as "# 3.2 Refuse what is malformed"`},
		{"# 3.2 T\n# minutes: ten\n", `x.txtar:2: minutes: want a whole number, got "ten"`},
		{"# 3.2 T\n# minutes: 10\n# hnt: x\n", `x.txtar:3: want rfc, minutes, hint or learnt, got "hnt"`},
	} {
		if _, err := ParseHead("x.txtar", []byte(test.head)); err == nil || err.Error() != test.want {
			t.Errorf("%q: got %v, want %s", test.head, err, test.want)
		}
	}
}

// A folder's name may look like a pattern.
func TestScriptsInOrder(t *testing.T) {
	root := filepath.Join(t.TempDir(), "[go]*")
	want := []string{"4.1-a.txtar", "4.1-a-live.txtar", "4.9-b.txtar", "4.10-a.txtar", "4.10-a-live.txtar"}
	for _, name := range append(want, "4.2-notes.md") {
		write(t, filepath.Join(root, "testdata", "step04", name), "")
	}
	scripts, err := Scripts(root, 4)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range scripts {
		got = append(got, filepath.Base(s))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestFind(t *testing.T) {
	root := t.TempDir()
	write(t, filepath.Join(root, "testdata", "step01", "1.1-a.txtar"), "# 1.1 A\n")
	write(t, filepath.Join(root, "testdata", "step01", "1.1-a-live.txtar"), "# 1.1 A, live\n")
	write(t, filepath.Join(root, "testdata", "step04", "4.10-b.txtar"), "# 4.10 B\n")
	if m, err := Find(root, "4.10"); err != nil || m.Title != "B" {
		t.Errorf("got %v, %v", m, err)
	}
	if _, err := Find(root, "4.1"); err == nil || err.Error() != `there is no milestone "4.1"; there are 1.1, 4.10` {
		t.Errorf("got %v", err)
	}
}

func TestRoot(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "go.mod"), "module tcpworkbook\n\ngo 1.26\n")
	write(t, filepath.Join(dir, "other", "go.mod"), "module other\n")
	write(t, filepath.Join(dir, "other", "deep", "x"), "")
	t.Chdir(filepath.Join(dir, "other", "deep"))
	if got, err := Root(); err != nil || got != dir {
		t.Errorf("got %q, %v, want %q", got, err, dir)
	}
	if err := os.Remove(filepath.Join(dir, "go.mod")); err != nil {
		t.Fatal(err)
	}
	if _, err := Root(); err == nil || !strings.Contains(err.Error(), "deep is not in the workbook: ") {
		t.Errorf("outside: got %v", err)
	}
}

// write makes a file and its folders.
func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
