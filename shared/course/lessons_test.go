package course

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/diff"
)

// A lesson is what a step adds to the one before. It only adds: the difference
// between the two folders is what the chapter teaches, and nothing else.
type lesson struct {
	from, to string
	golden   string         // in testdata/lessons
	files    string         // pattern of the files that both have, in the step's folder
	same     []string       // files that stay as they are, to the byte
	deleted  map[string]int // lines that a file may lose; 0 if it is not here
	free     []string       // files that may change as they like
	kept     string         // functions that stay as they are, though their files grow: what learners will write
}

// Each step's doc.go tells what it does not do yet, and so does the first line
// of its program.
var lessons = []lesson{
	{
		from: "step04-handshake", to: "step05-data", golden: "04-05.diff", files: "main.go tcp/*.go",
		same: []string{
			"tcp/icmp.go", "tcp/isn.go", "tcp/packets.go", "tcp/segment.go", "tcp/seq.go", "tcp/state.go", "tcp/wire.go",
		},
		deleted: map[string]int{"main.go": 2}, // what the program is for
		free:    []string{"tcp/doc.go"},
		kept: `Options.parse refusal Conn.arrivesListen Conn.arrivesSynSent Segment.Acceptable Segment.Trim Conn.checkReset Conn.checkSYN Conn.checkACK
			Conn.setWindow Conn.challenge Conn.mustWait Listener.full Listener.arrives Stack.cookie Stack.sendCookie Listener.takeCookie`,
	},
	{ // main.go is another one in step 6: its services use sockets, not the stack
		from: "step05-data", to: "step06-close", golden: "05-06.diff", files: "tcp/*.go",
		same: []string{
			"tcp/ack.go", "tcp/congestion.go", "tcp/cookie.go", "tcp/cubic.go", "tcp/dial.go", "tcp/isn.go", "tcp/options.go", "tcp/packets.go",
			"tcp/reassemble.go", "tcp/ring.go", "tcp/sack.go", "tcp/scale.go", "tcp/segment.go", "tcp/seq.go", "tcp/state.go",
			"tcp/timers.go", "tcp/timestamps.go", "tcp/wire.go",
		},
		free: []string{"tcp/doc.go"},
		kept: `refusal Conn.arrivesListen Conn.arrivesSynSent Segment.Acceptable Segment.Trim Conn.checkReset Conn.checkSYN Conn.checkACK
			Conn.setWindow Conn.setMSS Conn.room Conn.sendable Conn.startTimer Conn.duplicate Conn.lostAgain Conn.gap Conn.missing`,
	},
}

func TestLessonsOnlyAdd(t *testing.T) {
	root, _ := book(t)
	for _, l := range lessons {
		old, younger := l.read(t, root, l.from), l.read(t, root, l.to)
		for _, problem := range l.problems(old, younger) {
			t.Error(problem)
		}
		name := filepath.Join(root, "testdata", "lessons", l.golden)
		got := l.diff(old, younger)
		if os.Getenv("WORKBOOK_UPDATE") != "" {
			write(t, name, got)
		}
		if diff := cmp.Diff(read(t, name), got); diff != "" {
			t.Errorf("testdata/lessons/%s is not the difference of the two steps; WORKBOOK_UPDATE=1 writes it (- there, + now):\n%s", l.golden, diff)
		}
	}
}

// read returns a step's files, with the same import paths whichever step it is.
func (l lesson) read(t *testing.T, root, step string) map[string]string {
	files := make(map[string]string)
	for _, pattern := range strings.Fields(l.files) {
		names, err := fs.Glob(os.DirFS(filepath.Join(root, step)), pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("%s/%s: no files, %v", step, pattern, err)
		}
		for _, name := range names {
			if !strings.HasSuffix(name, "_test.go") {
				files[name] = neutral(read(t, filepath.Join(root, step, filepath.FromSlash(name))))
			}
		}
	}
	return files
}

var stepName = regexp.MustCompile(`\bstep0[456](-\w+)?\b`)

// neutral takes out what differs only because the step has another name.
func neutral(src string) string { return stepName.ReplaceAllString(src, "stepNN") }

// problems says where younger does more than add to old.
func (l lesson) problems(old, younger map[string]string) (problems []string) {
	for _, name := range slices.Sorted(maps.Keys(old)) {
		after, ok := younger[name]
		same := slices.Contains(l.same, name)
		where := fmt.Sprintf("from %s to %s, %s", l.from, l.to, name)
		n := deletions(old[name], after)
		switch {
		case !ok:
			problems = append(problems, where+" is gone")
		case slices.Contains(l.free, name):
		case same != (old[name] == after):
			problems = append(problems, fmt.Sprintf("%s stays the same: %v, should: %v", where, !same, same))
		case n > l.deleted[name]:
			problems = append(problems, fmt.Sprintf("%s loses %d lines, may lose %d:\n%s", where, n, l.deleted[name], difference(name, old[name], after)))
		}
		problems = append(problems, touched(where, name, old[name], after)...)
	}
	before, now := functions(old), functions(younger)
	for _, name := range strings.Fields(l.kept) {
		if text := before[name]; text == "" || text != now[name] {
			problems = append(problems, fmt.Sprintf("from %s to %s, %s is not the same any more", l.from, l.to, name))
		}
	}
	return problems
}

// functions returns the texts of all functions, by names such as "Conn.trim".
func functions(files map[string]string) map[string]string {
	all := make(map[string]string)
	for _, src := range files {
		for _, m := range function.FindAllStringSubmatch(src, -1) {
			name := m[2]
			if m[1] != "" {
				name = m[1] + "." + name
			}
			all[name] = m[0]
		}
	}
	return all
}

var function = regexp.MustCompile(`(?ms)^func (?:\(\w+ \*?(\w+)\) )?(\w+)\((?:[^\n]*\}$|.*?^\})`)

// difference is the difference of a file as a diff, "" if there is none.
func difference(name, old, younger string) string {
	text := string(diff.Diff("old", []byte(old), "new", []byte(younger)))
	return strings.Replace(text, "diff old new\n", "diff "+name+"\n", 1)
}

// deletions counts the lines that a file loses.
func deletions(old, younger string) (n int) {
	for line := range strings.Lines(difference("", old, younger)) {
		if strings.HasPrefix(line, "-") && !strings.HasPrefix(line, "--- old") {
			n++
		}
	}
	return n
}

// touched says which functions with an exercise mark are not the same any more: a
// learner's own would not fit.
func touched(where, name, old, younger string) (problems []string) {
	before, err := Exercises(name, []byte(old))
	if err != nil {
		return []string{err.Error()}
	}
	for _, e := range before {
		if body := old[e.start:e.end]; !strings.Contains(younger, body) {
			problems = append(problems, fmt.Sprintf("%s: %s is exercise %s, and changes", where, e.Func, e.Milestone))
		}
	}
	return problems
}

// diff is the difference of the two steps: of each file, in the order of their
// names, and the names of those that are new.
func (l lesson) diff(old, younger map[string]string) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(younger)) {
		if _, ok := old[name]; !ok {
			fmt.Fprintf(&b, "only in %s: %s\n", l.to, name)
			continue
		}
		if path.Base(name) != "doc.go" {
			b.WriteString(difference(name, old[name], younger[name]))
		}
	}
	return b.String()
}

func TestLessonProblems(t *testing.T) {
	const marked = "package tcp\n\n//exercise:4.1\nfunc a() {\n\tb()\n}\n"
	l := lesson{from: "x", to: "y", same: []string{"same"}, deleted: map[string]int{"one": 1}, free: []string{"doc.go"}}
	for _, test := range []struct{ name, old, younger, want string }{
		{"same", "package a\n", "package a\n", ""},
		{"same", "package a\n", "package a\n\n", "from x to y, same stays the same: false, should: true"},
		{"more", "package a\n", "package a\n", "from x to y, more stays the same: true, should: false"},
		{"more", "package a\n// b\n", "package a\n// a\n// b\n", ""},
		{"more", "package a\n// b\n", "package a\n// c\n", "from x to y, more loses 1 lines, may lose 0:\n" +
			"diff more\n--- old\n+++ new\n@@ -1,2 +1,2 @@\n package a\n-// b\n+// c\n"},
		{"one", "package a\n// b\n", "package a\n// c\n", ""},
		{"doc.go", "package a\n// b\n", "package a\n// c\n", ""},
		{"marked", marked, marked + "func c() {}\n", ""},
		{"marked", marked, strings.Replace(marked, "\tb()\n", "\tb()\n\tb()\n", 1), "from x to y, marked: a is exercise 4.1, and changes"},
	} {
		got := strings.Join(l.problems(map[string]string{test.name: test.old}, map[string]string{test.name: test.younger}), "\n")
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: (- want, + got)\n%s", test.name, diff)
		}
	}
	l = lesson{from: "x", to: "y", kept: "T.f g"}
	const old, younger = "package a\n\nfunc (t *T) f() {\n}\n\nfunc g() { f() }\n", "package a\n\nfunc (t *T) f() {\n\tg()\n}\n\nfunc g() { f() }\n"
	want := []string{"from x to y, T.f is not the same any more"}
	if diff := cmp.Diff(want, l.problems(map[string]string{"a.go": old}, map[string]string{"a.go": younger})); diff != "" {
		t.Errorf("(- want, + got)\n%s", diff)
	}
	l.kept = ""
	want = []string{"from x to y, gone is gone"}
	if diff := cmp.Diff(want, l.problems(map[string]string{"gone": "package a\n"}, nil)); diff != "" {
		t.Errorf("(- want, + got)\n%s", diff)
	}
}
