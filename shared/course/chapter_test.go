package course

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const chapter = "# A chapter\n" +
	"\n```go\nx\n```\n" +
	"\n<!-- from: a.go#F() -->\n```go\nfunc F()\n```\n" +
	"\n<!-- from: a.go#G -->\n\n```console\n$ a\n1\n\n2\n$ b  \n```\n" +
	"\n```console live program\n```\n<!-- failure: M-021 -->\n```text\noh\n```\n" +
	"\n    ```go\n    no block\n    ```\n"

func TestBlocks(t *testing.T) {
	type block struct {
		Line                      int
		Lang, From, Failure, Text string
	}
	var got []block
	for _, b := range Blocks(chapter) {
		got = append(got, block{b.Line, b.Lang, b.From, b.Failure, b.Text})
	}
	want := []block{
		{3, "go", "", "", "x\n"},
		{8, "go", "a.go#F()", "", "func F()\n"},
		{14, "console", "", "", "$ a\n1\n\n2\n$ b  \n"},
		{22, "console live program", "", "", ""},
		{25, "text", "", "M-021", "oh\n"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestCommands(t *testing.T) {
	for text, want := range map[string][]Shown{
		"":                         nil,
		"$ a\n1\n\n2\n$ b  \n":     {{"a", "1\n\n2\n"}, {"b", ""}},
		"before\n$ a\n$5 is $ 5\n": {{"", "before\n"}, {"a", "$5 is $ 5\n"}},
	} {
		if diff := cmp.Diff(want, Block{Text: text}.Commands()); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

func TestReplace(t *testing.T) {
	md := "a\n```go\nx\n```\nb\n```\ny\n```\n"
	md = Replace(md, Blocks(md)[0], "one\ntwo\n")
	md = Replace(md, Blocks(md)[1], "")
	if want := "a\n```go\none\ntwo\n```\nb\n```\n```\n"; md != want {
		t.Errorf("got %q, want %q", md, want)
	}
}

const source = `package p

// F does.
//
//exercise:1.1
func F(x int) error {
	return nil
}

// A T is.
type T struct {
	x int // here
}

//exercise:1.2 stub="return"
func (t *T) F() {}

func (l List[K]) G() {}

func outside() int

// list is one.
var list = []int{
	1,
}
`

func TestListing(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a", "p.go"), source)
	for _, test := range []struct{ ref, want string }{
		{"a/p.go#F", "// F does.\nfunc F(x int) error {\n\treturn nil\n}\n"},
		{"a/p.go#F()", "// F does.\nfunc F(x int) error\n"},
		{"a/p.go#T", "// A T is.\ntype T struct {\n\tx int // here\n}\n"},
		{"a/p.go#T.F", "func (t *T) F() {}\n"},
		{"a/p.go#T.F()", "func (t *T) F()\n"},
		{"a/p.go#List.G()", "func (l List[K]) G()\n"},
		{"a/p.go#outside()", "func outside() int\n"},
		{"a/p.go#list", "// list is one.\nvar list = []int{\n\t1,\n}\n"},
	} {
		if got, err := Listing(dir, test.ref); err != nil || got != test.want {
			t.Errorf("%s: got %q, %v, want %q", test.ref, got, err, test.want)
		}
	}
}

func TestListingErrors(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "p.go"), source)
	write(t, filepath.Join(dir, "bad.go"), "package p\n}\n")
	for ref, want := range map[string]string{
		"":         `from: want FILE#NAME, got ""`,
		"p.go":     `from: want FILE#NAME, got "p.go"`,
		"p.go#G":   "p.go declares no G",
		"p.go#T.G": "p.go declares no T.G",
		"bad.go#F": "bad.go:2:1: expected declaration, found '}'",
	} {
		if _, err := Listing(dir, ref); err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", ref, err, want)
		}
	}
	if _, err := Listing(dir, "none.go#F"); err == nil {
		t.Error("a file that is not there gets no error")
	}
}
