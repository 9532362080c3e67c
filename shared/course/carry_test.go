package course

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// carryBook makes the book of testdata/carry.txtar, in which the learner has
// finished step 4, with the reference's functions.
func carryBook(t *testing.T) (root string) {
	t.Helper()
	root = t.TempDir()
	a, err := txtar.ParseFile("testdata/carry.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Files {
		write(t, filepath.Join(root, filepath.FromSlash(f.Name)), string(f.Data))
	}
	if _, err := Start(root, 4, true); err != nil {
		t.Fatal(err)
	}
	whole, err := skeletonFiles(root, "step04-handshake", 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := whole.write(filepath.Join(root, "work", "step04-handshake")); err != nil {
		t.Fatal(err)
	}
	finish4(t, root)
	return root
}

func finish4(t *testing.T, root string) {
	t.Helper()
	if err := Note(root, 4, []Result{{Script: "4.1-open", Verdict: Pass}, {Script: "4.2-close", Verdict: Pass}}); err != nil {
		t.Fatal(err)
	}
}

const ownConn = "work/step04-handshake/tcp/conn.go"

// wantCarried starts step 5 and wants its tcp/conn.go to be the reference's,
// with some strings replaced.
func wantCarried(t *testing.T, root string, replace ...string) (got string) {
	t.Helper()
	s, err := Start(root, 5, false)
	if err != nil || s.From != "work/step04-handshake" || len(s.Conflicts) > 0 {
		t.Fatalf("started %+v, %v", s, err)
	}
	got = read(t, filepath.Join(root, "work/step05-data/tcp/conn.go"))
	if replace == nil {
		return got
	}
	want := strings.NewReplacer(append(replace, `"tcpworkbook/step`, `"tcpworkbook/work/step`)...).Replace(read(t, filepath.Join(root, "step05-data/tcp/conn.go")))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if clean, err := format.Source([]byte(got)); err != nil || string(clean) != got {
		t.Errorf("it is not formatted: %v", err)
	}
	return got
}

// The reference's own functions, carried forward, give the reference's step,
// and only the new step's exercises are empty.
func TestCarryReference(t *testing.T) {
	root := carryBook(t)
	wantCarried(t, root, "", "")
	if got := read(t, filepath.Join(root, "work/step05-data/tcp/send.go")); !strings.Contains(got, `panic("exercise 5.1: Send is not written yet")`) {
		t.Errorf("send.go is\n%s", got)
	}
	if got := read(t, filepath.Join(root, "work/step05-data/main.go")); !strings.Contains(got, `"tcpworkbook/work/step05-data/tcp"`) {
		t.Errorf("main.go is\n%s", got)
	}
}

// What the learner did differently goes along: names of variables, helpers, a
// field, files of their own.
func TestCarryOwn(t *testing.T) {
	root := carryBook(t)
	own := read(t, filepath.Join(root, ownConn))
	own = strings.NewReplacer("n int", "size int", "n <", "size <", "errors.New(\"too short\")", "short()", "a int // one", "a int // one\n\tb int // mine").Replace(own)
	write(t, filepath.Join(root, ownConn), strings.Replace(own, "\"errors\"\n", "\"errors\"\n\t\"strings\"\n", 1)+"\nfunc short() error { return errors.New(strings.ToUpper(\"short\")) }\n")
	write(t, filepath.Join(root, "work/step04-handshake/tcp/own.go"), "package tcp\n\nfunc own() {}\n")
	write(t, filepath.Join(root, "work/step04-handshake/tcp/own_test.go"), "package tcp\n\nimport _ \"tcpworkbook/work/step04-handshake/tcp\"\n")
	got := wantCarried(t, root)
	for _, want := range []string{"size < ipv4.Len", "return short()", "func short() error", "a int // one\n\tb int // mine\n\n\tsent int // two", "c.second()\n", "\"fmt\"\n", "\"strings\"\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if got := read(t, filepath.Join(root, "work/step05-data/tcp/own.go")); got != "package tcp\n\nfunc own() {}\n" {
		t.Errorf("own.go is %q", got)
	}
	if got := read(t, filepath.Join(root, "work/step05-data/tcp/own_test.go")); !strings.Contains(got, `"tcpworkbook/work/step05-data/tcp"`) {
		t.Errorf("own_test.go is %q", got)
	}
}

// The order in which functions stand does not matter.
func TestCarryReordered(t *testing.T) {
	root := carryBook(t)
	g, err := cut([]byte(read(t, filepath.Join(root, ownConn))))
	if err != nil {
		t.Fatal(err)
	}
	for i, j := 0, len(g.decls)-1; i < j; i, j = i+1, j-1 {
		g.decls[i], g.decls[j] = g.decls[j], g.decls[i]
	}
	write(t, filepath.Join(root, ownConn), string(g.bytes()))
	got := wantCarried(t, root)
	whole, err := cut([]byte(got))
	if err != nil {
		t.Fatalf("%v\n%s", err, got)
	}
	next, err := cut([]byte(read(t, filepath.Join(root, "step05-data/tcp/conn.go"))))
	if err != nil {
		t.Fatal(err)
	}
	if len(whole.decls) != len(next.decls) {
		t.Errorf("%d declarations, want %d:\n%s", len(whole.decls), len(next.decls), got)
	}
	for _, d := range next.decls {
		if text, ok := whole.find(d.key); !ok || !same(text, d.text) {
			t.Errorf("%s is\n%s, want\n%s", d.key, text, d.text)
		}
	}
}

// Where both have changed the same lines, both are shown, and nothing is lost.
func TestCarryConflict(t *testing.T) {
	root := carryBook(t)
	own := strings.Replace(read(t, filepath.Join(root, ownConn)), "\tc.first()\n\tc.last()", "\tc.last()\n\tprintln()", 1)
	write(t, filepath.Join(root, ownConn), own)
	s, err := Start(root, 5, false)
	if err != nil || len(s.Conflicts) != 1 {
		t.Fatalf("started %+v, %v", s, err)
	}
	var line int
	if _, err := fmt.Sscanf(s.Conflicts[0], "work/step05-data/tcp/conn.go:%d", &line); err != nil {
		t.Fatal(s.Conflicts, err)
	}
	got := read(t, filepath.Join(root, "work/step05-data/tcp/conn.go"))
	lines := strings.Split(got, "\n")
	if lines[line-1] != "<<<<<<< yours, of step 4" {
		t.Errorf("line %d is %q", line, lines[line-1])
	}
	for _, want := range []string{"||||||| the reference, step 4\n", "\tc.last()\n\tprintln()\n", "=======\n", "\tc.second()\n", ">>>>>>> step 5\n", "func (c *Conn) second()"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if read(t, filepath.Join(root, ownConn)) != own {
		t.Error("the learner's step 4 has changed")
	}
}

// A function that the learner renamed, and that the step changes, is a
// conflict too; one that the step leaves alone is not.
func TestCarryRenamed(t *testing.T) {
	root := carryBook(t)
	text := read(t, filepath.Join(root, ownConn))
	write(t, filepath.Join(root, ownConn), strings.ReplaceAll(text, "first()", "one()"))
	s, err := Start(root, 5, false)
	if err != nil || len(s.Conflicts) != 1 {
		t.Errorf("the call of a renamed function beside a new one: %+v, %v", s, err)
	}
	root = carryBook(t)
	write(t, filepath.Join(root, ownConn), strings.ReplaceAll(text, "input()", "in()"))
	if s, err = Start(root, 5, false); err != nil || len(s.Conflicts) != 1 {
		t.Errorf("renamed: %+v, %v", s, err)
	}
	if got := read(t, filepath.Join(root, "work/step05-data/tcp/conn.go")); !strings.Contains(got, "in()") || !strings.Contains(got, "input()") {
		t.Errorf("something is lost:\n%s", got)
	}
}

func TestCarryNotFinished(t *testing.T) {
	root := carryBook(t)
	if err := Note(root, 4, []Result{{Script: "4.2-close-live", Verdict: Fail}}); err != nil {
		t.Fatal(err)
	}
	_, err := Start(root, 5, false)
	if err == nil || !strings.HasPrefix(err.Error(), "your step 4 is not finished: 4.2 Close has not passed.\nTo go on with it: go tool workbook check 4\n") {
		t.Errorf("got %v", err)
	}
	s, err := Start(root, 5, true)
	if err != nil || s.From != "the reference" || len(s.Carried) > 0 {
		t.Errorf("from the reference: %+v, %v", s, err)
	}
}

// Who starts in the middle gets the earlier steps' functions and packages from
// the reference.
func TestStartInTheMiddle(t *testing.T) {
	root := carryBook(t)
	if err := remove(filepath.Join(root, "work")); err != nil {
		t.Fatal(err)
	}
	s, err := Start(root, 5, false)
	want := Started{Folder: "work/step05-data", From: "the reference", Supplied: []string{"work/step03-parse-ipv4"}}
	if diff := cmp.Diff(want, s); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if got := read(t, filepath.Join(root, "work/step05-data/tcp/conn.go")); !strings.Contains(got, `errors.New("too short")`) {
		t.Errorf("conn.go is\n%s", got)
	}
	if got := read(t, filepath.Join(root, "work/step03-parse-ipv4/main.go")); !strings.Contains(got, `"tcpworkbook/work/step03-parse-ipv4/ipv4"`) || strings.Contains(got, "panic") {
		t.Errorf("the supplied main.go is\n%s", got)
	}
}

// What a step imports of the learner's, and is not written, is told.
func TestStartOnUnwritten(t *testing.T) {
	root := carryBook(t)
	for _, folder := range []string{"work/step03-parse-ipv4", "work/step05-data"} {
		if err := remove(filepath.Join(root, folder)); err != nil {
			t.Fatal(err)
		}
	}
	write(t, filepath.Join(root, "testdata/step03/3.1-main.txtar"), "# 3.1 Main\n")
	if _, err := Start(root, 3, false); err != nil {
		t.Fatal(err)
	}
	s, err := Start(root, 5, false)
	if diff := cmp.Diff([]string{"work/step03-parse-ipv4"}, s.Open); diff != "" || err != nil || s.Supplied != nil {
		t.Error(diff, s, err)
	}
}

// A folder goes on where all exercises do, and most of the other functions: what
// another program takes the place of is not merged with it.
func TestContinued(t *testing.T) {
	const two = "package main\n\nfunc main() { run() }\n\nfunc run() {}\n"
	for _, test := range []struct {
		base, next string
		want       bool
	}{
		{two, two, true},
		{two, "package main\n\nfunc main() {}\n\nfunc run() { go run() }\n\nfunc more() {}\n", true},
		{two, "package main\n\nfunc main() {}\n", false},
		{"package main\n\n//exercise:4.1\nfunc run() {}\n", "package main\n\nfunc run() { go run() }\n", false},
	} {
		base, next := fileSet{"main.go": []byte(test.base), "page.txt": nil}, fileSet{"main.go": []byte(test.next), "page.txt": nil}
		if got := continued(base, next)["."]; got != test.want {
			t.Errorf("from\n%sto\n%sgoes on: %v", test.base, test.next, got)
		}
	}
}

// The steps that there are can be gone through in turn, by a learner who
// writes as the reference does, and by one who names variables otherwise, has
// helpers and files of their own, and another order.
func TestCarryThroughTheBook(t *testing.T) {
	book, _ := book(t)
	for name, change := range map[string]func(*testing.T, fileSet) fileSet{
		"reference": func(_ *testing.T, files fileSet) fileSet { return files },
		"own":       learnersOwn,
	} {
		t.Run(name, func(t *testing.T) {
			root := copyBook(t, book)
			for step := 1; step <= 6; step++ {
				milestones, err := Scripts(root, step)
				if err != nil || len(milestones) == 0 {
					break
				}
				s, err := Start(root, step, false)
				if err != nil || len(s.Conflicts) > 0 {
					t.Fatalf("step %d: %+v, %v", step, s, err)
				}
				write1(t, root, s.Folder, step, change)
			}
			compile(t, book, root)
		})
	}
}

// compile compiles root/work as if it were book's.
func compile(t *testing.T, book, root string) {
	t.Helper()
	replace := make(map[string]string) // what go finds: theirs in the place of what is there
	for _, dir := range []string{book, root} {
		names, err := readFiles(filepath.Join(dir, "work"), anyFile)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		for name := range names {
			name = filepath.Join("work", filepath.FromSlash(name))
			replace[filepath.Join(book, name)] = ""
			if dir == root {
				replace[filepath.Join(book, name)] = filepath.Join(root, name)
			}
		}
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	overlay := filepath.Join(root, "overlay.json")
	write(t, overlay, string(text))
	cmd := exec.Command("go", "list", "-buildvcs=false", "-export", "-overlay", overlay, "./work/...")
	cmd.Dir = book
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// write1 writes a step's exercises as the reference has them, changed.
func write1(t *testing.T, root, folder string, step int, change func(*testing.T, fileSet) fileSet) {
	t.Helper()
	name := filepath.Base(folder)
	whole, err := skeletonFiles(root, name, 0)
	if err != nil {
		t.Fatal(err)
	}
	yours, err := readFiles(filepath.Join(root, folder), anyFile)
	if err != nil {
		t.Fatal(err)
	}
	for file := range whole {
		if !isGo(file) {
			continue
		}
		exercises, err := Exercises(file, whole[file])
		if err != nil {
			t.Fatal(err)
		}
		from, err := cut(whole[file])
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range exercises {
			if e.step() != step {
				continue
			}
			to, err := cut(yours[file])
			if err != nil {
				t.Fatal(err)
			}
			text, _ := from.find("func " + e.Func)
			to.set("func "+e.Func, text)
			yours[file] = withImports(to.bytes(), yours[file], whole[file])
		}
	}
	if err := change(t, yours).write(filepath.Join(root, folder)); err != nil {
		t.Fatal(err)
	}
	var results []Result
	scripts, err := Scripts(root, step)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scripts {
		results = append(results, Result{Script: strings.TrimSuffix(filepath.Base(s), ".txtar"), Verdict: Pass})
	}
	if err := Note(root, step, results); err != nil {
		t.Fatal(err)
	}
}

// learnersOwn changes a step as a learner would have written it.
func learnersOwn(t *testing.T, files fileSet) fileSet {
	t.Helper()
	own := make(fileSet)
	for name, text := range files {
		own[name] = text
		if !isGo(name) || strings.HasSuffix(name, "_test.go") {
			continue
		}
		g, err := cut(renameLocals(t, name, text))
		if err != nil {
			t.Fatal(name, err)
		}
		var funcs []int
		for i, d := range g.decls {
			if strings.HasPrefix(d.key, "func ") {
				funcs = append(funcs, i)
			}
		}
		for i, j := 0, len(funcs)-1; i < j; i, j = i+1, j-1 {
			a, b := funcs[i], funcs[j]
			g.decls[a], g.decls[b] = g.decls[b], g.decls[a]
		}
		if own[name] = g.bytes(); !bytes.Contains(text, []byte("// helper is mine.")) { // not carried forward
			own[name] = append(own[name], "\n// helper is mine.\nfunc "+strings.Map(letters, name)+"Helper() {}\n"...)
		}
	}
	own["mine.go"] = []byte("package main\n\nfunc mine() {}\n")
	return own
}

func letters(r rune) rune {
	if r >= 'a' && r <= 'z' {
		return r
	}
	return 'x'
}

// renameLocals gives each variable that a marked function declares inside of
// itself another name.
func renameLocals(t *testing.T, name string, src []byte) []byte {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, src, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	var at []int
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Doc == nil || !strings.Contains(f.Doc.List[len(f.Doc.List)-1].Text, "//exercise:") {
			continue
		}
		ast.Inspect(f.Body, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if ok && id.Obj != nil && id.Obj.Kind == ast.Var && f.Body.Pos() < id.Obj.Pos() && id.Obj.Pos() < f.Body.End() && id.Name != "_" {
				at = append(at, fset.Position(id.End()).Offset)
			}
			return true
		})
	}
	var b strings.Builder
	from := 0
	for _, to := range at {
		b.Write(src[from:to])
		b.WriteString("Mine")
		from = to
	}
	b.Write(src[from:])
	return []byte(b.String())
}

// copyBook copies what Start needs of the book.
func copyBook(t *testing.T, book string) (root string) {
	t.Helper()
	root = t.TempDir()
	for _, pattern := range []string{"step0*", "testdata/step0*", "go.mod"} {
		names, err := filepath.Glob(filepath.Join(book, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			rel, _ := filepath.Rel(book, name)
			copyAny(t, name, filepath.Join(root, rel))
		}
	}
	return root
}
