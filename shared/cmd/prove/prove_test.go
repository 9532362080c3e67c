package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tcpworkbook/shared/course"
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

// A mistake is made in the step of its milestone, if that has all that it
// changes.
func TestLed(t *testing.T) {
	t.Chdir(t.TempDir())
	const later = "M-057 4.6 replay x\n--- a/step06-close/tcp/a.go\n+++ b/step06-close/tcp/a.go\n@@ -1 +1 @@\n-step06-close/a\n+b\n"
	write(t, "step04-handshake/main.go", "")
	write(t, "step06-close/tcp/a.go", "")
	m := mistake{milestone: "4.6", patch: []byte(later)}
	if own, ok := m.led(); ok || string(own.patch) != later {
		t.Errorf("step 4 has no tcp/a.go, and the patch is led: %v, %s", ok, own.patch)
	}
	write(t, "step04-handshake/tcp/a.go", "")
	own, ok := m.led()
	const want = "M-057 4.6 replay x\n--- a/step04-handshake/tcp/a.go\n+++ b/step04-handshake/tcp/a.go\n@@ -1 +1 @@\n-step06-close/a\n+b\n"
	if diff := cmp.Diff(want, string(own.patch)); !ok || diff != "" {
		t.Error(ok, diff)
	}
	m = mistake{milestone: "3.1", patch: []byte(patch)}
	write(t, "step03-x/main.go", "")
	if own, ok := m.led(); !ok || string(own.patch) != patch { // new.go, too, which it makes
		t.Errorf("its own step: %v\n%s", ok, own.patch)
	}
}

func TestChooseTrials(t *testing.T) {
	all := []course.Milestone{{Step: 3, Number: 1}, {Step: 4, Number: 9}, {Step: 4, Number: 10}}
	for _, test := range []struct{ of, want string }{
		{"", "everything emptied, 3.1 emptied, 3.1 and later emptied, everything emptied, 4.9 emptied, 4.9 and later emptied, 4.10 emptied, 4.10 and later emptied"},
		{"3", "everything emptied, 3.1 emptied, 3.1 and later emptied"},
		{"4.10 3.1", "3.1 emptied, 3.1 and later emptied, 4.10 emptied, 4.10 and later emptied"},
	} {
		trials, err := chooseTrials(all, strings.Fields(test.of))
		var got []string
		for _, trial := range trials {
			got = append(got, trial.what)
		}
		if diff := cmp.Diff(test.want, strings.Join(got, ", ")); diff != "" || err != nil {
			t.Error(diff, err)
		}
	}
	if _, err := chooseTrials(all, []string{"4", "5"}); err == nil || err.Error() != "there is no step or milestone 5" {
		t.Errorf("got %v", err)
	}
	trials, err := chooseTrials(all, []string{"4"})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		trial int
		empty string // which of these exercises
	}{
		{0, "4.1 4.9 4.10"}, {1, "4.9"}, {2, "4.9 4.10"}, {3, "4.10"}, {4, "4.10"},
	} {
		var empty []string
		for _, id := range []string{"3.1", "4.1", "4.9", "4.10", "5.1"} {
			if trials[test.trial].empty(id) {
				empty = append(empty, id)
			}
		}
		if got := strings.Join(empty, " "); got != test.empty {
			t.Errorf("%s: %s, want %s", trials[test.trial].what, got, test.empty)
		}
	}
	if got, want := trials[1].scripts+" "+trials[4].scripts, `^(4\.9-) ^(4\.9-|4\.10-)`; got != want {
		t.Errorf("it runs %s, want %s", got, want)
	}
	if got := trials[4].expect(all[1]) + trials[4].expect(all[2]); got != "passfail" {
		t.Errorf("it expects %s", got)
	}
}

func TestChooseBouts(t *testing.T) {
	all := []mistake{
		{id: "M-020", milestone: "3.2", how: "replay"}, {id: "M-057", milestone: "4.6", how: "replay"},
		{id: "M-090", milestone: "4.9", how: "unit"}, {id: "M-131", milestone: "5.2", how: "replay"}, {id: "M-160", milestone: "6.1", how: "replay"},
	}
	for _, test := range []struct{ of, want string }{
		{"", "4 M-057 right, 5 M-131 right, 6 M-160 right"},
		{"right", "4 right, 5 right, 6 right"},
		{"5", "5 M-131 right"},
		{"M-160 M-057", "4 M-057, 6 M-160"},
		{"4 M-131", "4 M-057 right, 5 M-131"},
	} {
		bouts, err := chooseBouts(all, strings.Fields(test.of))
		var got []string
		for _, b := range bouts {
			words := []string{strconv.Itoa(b.step)}
			for _, m := range b.mistakes {
				words = append(words, m.id)
			}
			if b.right {
				words = append(words, "right")
			}
			got = append(got, strings.Join(words, " "))
		}
		if diff := cmp.Diff(test.want, strings.Join(got, ", ")); diff != "" || err != nil {
			t.Errorf("%q: %s%v", test.of, diff, err)
		}
	}
	const duelIsOf = "a duel is of 4, 5, 6, right, or a mistake that a replay shows there; not of "
	for of, want := range map[string]string{
		"4 M-020": "M-020, but perhaps of 6 or M-057", "M-090": "M-090, but perhaps of M-057 or M-131",
		"7": "7, but perhaps of 6 or M-057", "rihgt": "rihgt, but perhaps of right", "1": "1, but perhaps of 4",
	} {
		if bouts, err := chooseBouts(all, strings.Fields(of)); err == nil || err.Error() != duelIsOf+want {
			t.Errorf("%q: %v, %v, want %s", of, bouts, err, want)
		}
	}
}

// What is not to be seen is a mistake that is looked for.
func TestUnseen(t *testing.T) {
	t.Chdir("../../..")
	all, err := readMistakes()
	if err != nil {
		t.Fatal(err)
	}
	for id, why := range unseen {
		if bouts, err := chooseBouts(all, []string{id}); err != nil || len(bouts) != 1 || why == "" {
			t.Errorf("%s: %v, %q", id, err, why)
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
	o, err := newOverlay(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
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
	const usage = "usage: prove mistakes [ID…] | prove skeletons [N|N.M…] | prove variants | prove duel [-seeds 1] [N|ID|right…] | prove steps | prove tool"
	for arg, want := range map[string]string{"": usage, "duel -seeds x": usage, "duel -seeds 0": usage, "x": `there is no proof called "x"`} {
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
