package course

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// newTables makes the tables that tests name ids of.
func newTables(t *testing.T) (root string) {
	root = filepath.Join(t.TempDir(), "[go]*") // a folder's name may look like a pattern
	write(t, filepath.Join(root, "testdata", "requirements.csv"), columns+"MUST-8,MUST,S,T,,\nSHLD-1,SHOULD,S,T,,\nEV-26,rule,S,T,,\n")
	write(t, filepath.Join(root, "testdata", "mistakes.csv"), "id,milestone,how,mistake,symptom\nM-170,6.1,replay,x,y\n")
	write(t, filepath.Join(root, "testdata", "mistakes", "M-001.patch"), "")
	return root
}

const goTests = `package tcp

import "testing"

// TestISN is a test.
//
// ids: MUST-8, SHLD-1
func TestISN(t *testing.T) {
	// ids: MUST-8
	for range 2 { // ids: EV-26
	}
}

func Fuzz(f *testing.F) {
	f.Fuzz(func() {
		// ids: EV-26
	})
}

// ids: EV-26 M-001
func BenchmarkÄ(b *testing.B) { const s = "// ids: none" }
`

func TestProofs(t *testing.T) {
	root := newTables(t)
	for name, text := range map[string]string{
		"testdata/step06/6.1-peer.txtar":           "# 6.1 The peer closes first\n# rfc: 9293 §3.6; ids: M-170, EV-26\n",
		"testdata/step06/6.1-peer-live.txtar":      "# 6.1 The peer closes first, live\n",
		"step06-close/tcp/testdata/fin/gap.story":  "# The gap comes first\r\n# and this is why\n# ids: EV-26,M-170\n\n< F\n# ids: SHLD-1\n",
		"step06-close/tcp/testdata/none.story":     "# Nothing\n",
		"step06-close/tcp/isn_test.go":             goTests,
		"step06-close/tcp/isn.go":                  "package tcp\n\n// ids: none\n",
		"step06-close/tcp/testdata/seed_test.go":   "no Go",
		"work/step06-close/tcp/isn_test.go":        "no Go",
		"work/step06-close/tcp/testdata/own.story": "no title",
		".hidden/x_test.go":                        "no Go",
	} {
		write(t, filepath.Join(root, filepath.FromSlash(name)), text)
	}
	script := Proof{"testdata/step06/6.1-peer.txtar", "6.1 The peer closes first"}
	story := Proof{"step06-close/tcp/testdata/fin/gap.story", "The gap comes first"}
	isn := Proof{"step06-close/tcp/isn_test.go", "TestISN"}
	fuzz := Proof{"step06-close/tcp/isn_test.go", "Fuzz"}
	benchmark := Proof{"step06-close/tcp/isn_test.go", "BenchmarkÄ"}
	want := map[string][]Proof{
		"MUST-8": {isn},
		"SHLD-1": {isn, story},
		"EV-26":  {script, isn, fuzz, benchmark, story},
		"M-170":  {script, story},
		"M-001":  {benchmark},
	}
	got, err := Proofs(root)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for p, want := range map[Proof]string{script: "6.1-peer", story: "gap", isn: "TestISN"} {
		if got := p.Place(); got != want {
			t.Errorf("%v is at %s, want %s", p, got, want)
		}
	}
}

func TestProofErrors(t *testing.T) {
	const unknown = ": there is no EV-99: write it as in testdata/requirements.csv or mistakes.csv, or add it there"
	const empty = `: want ids such as "ids: MUST-8, EV-26"`
	const place = ": ids stand in a function TestX, FuzzX or BenchmarkX, or in its comment"
	for _, test := range []struct{ name, text, want string }{
		{"testdata/step06/6.1-peer.txtar", "# 6.1 T\n# rfc: 9293 §3.6; ids: EV-26, EV-99\n", unknown},
		{"testdata/step06/6.1-peer.txtar", "T\n", `:1: want a title such as "# 3.2 Refuse what is malformed"`},
		{"step06-close/testdata/a.story", "# T\n# ids: EV-26\n# ids: EV-99\n", ":3" + unknown},
		{"step06-close/testdata/a.story", "# T\n# ids: \n", ":2" + empty},
		{"step06-close/testdata/a.story", "< S\n# ids: EV-26\n", `:1: want a title such as "# The peer closes first"`},
		{"a_test.go", "package a\n\n// ids: EV-26\n// ids: EV-99\nfunc TestA() {}\n", ":4:1" + unknown},
		{"a_test.go", "package a\n\nfunc TestA() {\n\t// ids:\n}\n", ":4:2" + empty},
		{"a_test.go", "package a\n\n// ids: EV-26\n\nfunc TestA() {}\n", ":3:1" + place},
		{"a_test.go", "package a\n\n// ids: EV-26\nfunc Testing() {}\n", ":3:1" + place},
		{"a_test.go", "package a\n\n// ids: EV-26\nfunc (T) TestA() {}\n", ":3:1" + place},
		{"a_test.go", "package a\n\n// ids: EV-26\nvar x int\n", ":3:1" + place},
		{"a_test.go", "package a\n}\n", ":2:1: expected declaration, found '}'"},
	} {
		root := newTables(t)
		write(t, filepath.Join(root, filepath.FromSlash(test.name)), test.text)
		if _, err := Proofs(root); err == nil || err.Error() != test.name+test.want {
			t.Errorf("%q:\ngot  %v\nwant %s", test.text, err, test.name+test.want)
		}
	}
}

// All that is wrong is told at once, and nothing that is right is lost.
func TestProofErrorsTogether(t *testing.T) {
	root := newTables(t)
	write(t, filepath.Join(root, "a_test.go"), "no Go\n")
	write(t, filepath.Join(root, "b_test.go"), "package b\n\n// ids: EV-98, EV-99, MUST-8\nfunc TestB() {}\n\n// ids: MUST-8\nvar x int\n")
	const want = "a_test.go:1:1: expected 'package', found no\n" +
		"b_test.go:3:1: there is no EV-98, EV-99: write it as in testdata/requirements.csv or mistakes.csv, or add it there\n" +
		"b_test.go:6:1: ids stand in a function TestX, FuzzX or BenchmarkX, or in its comment"
	proofs, err := Proofs(root)
	if err == nil || err.Error() != want || len(proofs["MUST-8"]) != 1 {
		t.Errorf("got %v, %v", proofs, err)
	}
	if err := os.Remove(filepath.Join(root, "testdata", "mistakes.csv")); err != nil {
		t.Fatal(err)
	}
	if _, err := Proofs(root); err == nil {
		t.Error("a table that is not there gets no error")
	}
}

func TestMistakeSteps(t *testing.T) {
	root, _ := book(t)
	steps, err := MistakeSteps(root)
	if err != nil || steps["M-001"] != 1 || steps["M-331"] != 5 {
		t.Errorf("M-001 is of step %d, M-331 of %d, %v; want 1 and 5", steps["M-001"], steps["M-331"], err)
	}
}
