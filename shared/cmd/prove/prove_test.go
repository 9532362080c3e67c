package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestBefore(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"3.1", "3.2", true}, {"3.2", "3.1", false}, {"3.2", "3.2", false},
		{"4.9", "4.10", true}, {"4.10", "4.9", false},
	} {
		if got := before(test.a, test.b); got != test.want {
			t.Errorf("before(%s, %s) is %v", test.a, test.b, got)
		}
	}
}

const patch = `diff --git a/step03-x/main.go b/step03-x/main.go
--- a/step03-x/main.go
+++ b/step03-x/main.go
@@ -1,3 +1,3 @@
 package main

-func a() {}
+func b() {}
diff --git a/step03-x/new.go b/step03-x/new.go
new file mode 100644
--- /dev/null
+++ b/step03-x/new.go
@@ -0,0 +1 @@
+package main
`

func TestReadMistakes(t *testing.T) {
	t.Chdir(t.TempDir())
	if _, err := readMistakes(); err == nil || err.Error() != "there are no testdata/mistakes/*.patch" {
		t.Errorf("without patches: %v", err)
	}
	write(t, "testdata/mistakes/M-020.patch", "M-020 3.2 replay IHL below 5 accepted\n"+patch)
	write(t, "testdata/mistakes/M-021.patch", "M-021 3.10 live x\n"+patch)
	all, err := readMistakes()
	if err != nil || len(all) != 2 {
		t.Fatal(all, err)
	}
	if m := all[0]; m.id != "M-020" || m.milestone != "3.2" || m.how != "replay" || m.what != "IHL below 5 accepted" || !strings.HasSuffix(string(m.patch), patch) {
		t.Errorf("got %v", m)
	}
	if chosen, err := choose(all, []string{"M-021"}); err != nil || len(chosen) != 1 || chosen[0].milestone != "3.10" {
		t.Errorf("chose %v, %v", chosen, err)
	}
	if chosen, err := choose(all, nil); err != nil || len(chosen) != 2 {
		t.Errorf("chose %v, %v", chosen, err)
	}
	if _, err := choose(all, []string{"M-020", "M-999"}); err == nil || err.Error() != "there is no testdata/mistakes/M-999.patch" {
		t.Errorf("chose M-999: %v", err)
	}
	for first, want := range map[string]string{
		"M-020 3.2 IHL below 5":   `want a line such as "M-020 3.2 replay IHL below 5 accepted"`,
		"--- a/x":                 `want a line such as "M-020 3.2 replay IHL below 5 accepted"`,
		"M-021 3.2 replay copied": "M-021 belongs into M-021.patch",
	} {
		write(t, "testdata/mistakes/M-020.patch", first+"\n"+patch)
		_, err := readMistakes()
		if err == nil || filepath.ToSlash(err.Error()) != "testdata/mistakes/M-020.patch:1: "+want {
			t.Errorf("%q: got %v", first, err)
		}
	}
}

func TestPatched(t *testing.T) {
	if diff := cmp.Diff([]string{"step03-x/main.go", "step03-x/new.go"}, patched([]byte(patch))); diff != "" {
		t.Error(diff)
	}
}

// Even where the folder for temporary files lies in a git repository, in which
// git apply would silently pass over what is not the repository's.
func TestApply(t *testing.T) {
	t.Chdir(t.TempDir())
	if out, err := exec.Command("git", "init").CombinedOutput(); err != nil {
		t.Fatalf("git init: %v\n%s", err, out)
	}
	if err := os.Mkdir("tmp", 0o777); err != nil {
		t.Fatal(err)
	}
	here, err := filepath.Abs("tmp")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", here)
	const before = "package main\n\nfunc a() {}\n"
	write(t, "step03-x/main.go", before)
	o := overlayFor(t)
	m := mistake{id: "M-020", patch: []byte("M-020 3.2 replay x\n" + patch)}
	if err := m.apply(o); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"step03-x/main.go": "package main\n\nfunc b() {}\n",
		"step03-x/new.go":  "package main\n",
	} {
		abs, err := filepath.Abs(name)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(o.Replace[abs]); string(got) != want {
			t.Errorf("%s is replaced with %q, %v, want %q", name, got, err, want)
		}
	}
	if now, err := os.ReadFile("step03-x/main.go"); string(now) != before {
		t.Errorf("the reference itself is now %q, %v", now, err)
	}
	if _, err := os.Stat("step03-x/new.go"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the reference has a new file: %v", err)
	}
}

func TestApplyFails(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "step03-x/main.go", "package other\n")
	for _, text := range []string{patch, "no patch at all\n"} {
		err := mistake{patch: []byte(text)}.apply(overlayFor(t))
		if err == nil || !strings.HasPrefix(err.Error(), "the patch does not apply, make it anew: ") {
			t.Errorf("%q: got %v", text, err)
		}
	}
}

func overlayFor(t *testing.T) *overlay {
	t.Helper()
	o, err := newOverlay()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(o.remove)
	return o
}

func TestStepFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "step03-x/main.go", "")
	if got, err := stepFolder("3.10"); got != "step03-x" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	if _, err := stepFolder("4.1"); err == nil {
		t.Error("there is no step 4, and no error")
	}
}

func TestRun(t *testing.T) {
	for arg, want := range map[string]string{"": "usage: prove mistakes [ID…] | prove skeletons | prove steps | prove tool", "x": `there is no proof called "x"`} {
		if err := run(strings.Fields(arg)); err == nil || err.Error() != want {
			t.Errorf("%q: got %v", arg, err)
		}
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}
