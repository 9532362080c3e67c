package course

import (
	"go/format"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const reference = `// Package p is an example.
package p

import (
	_ "embed"
	"errors"

	"fmt"
	"go-odd/name" // whose package may be called otherwise
	"os"
)

// A T is one.
type T struct{}

// First is the first.
//
//exercise:3.1
func First() error { return errors.New("no") }

// Second passes packets on.
//
//exercise:3.2 stub="return \"x\" /* { */"
func (t *T) Second() string {
	return fmt.Sprint(odd.Name, "}")
}

func kept() { os.Exit(1) }

//exercise:3.10
func (L[K]) Third() {}
`

const skeleton = `// Package p is an example.
package p

import (
	_ "embed"

	"go-odd/name" // whose package may be called otherwise
	"os"
)

// A T is one.
type T struct{}

// First is the first.
//
//exercise:3.1
func First() error {
	panic("exercise 3.1: First is not written yet")
}

// Second passes packets on.
//
//exercise:3.2 stub="return \"x\" /* { */"
func (t *T) Second() string {
	// Exercise 3.2: yours to write.
	return "x" /* { */
}

func kept() { os.Exit(1) }

//exercise:3.10
func (L[K]) Third() {
	panic("exercise 3.10: L.Third is not written yet")
}
`

func everything(Exercise) bool { return true }

func TestSkeleton(t *testing.T) {
	got, err := Skeleton("p.go", []byte(reference), everything)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(skeleton, string(got)); diff != "" {
		t.Error(diff)
	}
	again, err := Skeleton("p.go", got, everything)
	if err != nil || string(again) != string(got) {
		t.Errorf("the skeleton of the skeleton differs: %v\n%s", err, cmp.Diff(string(got), string(again)))
	}
}

func TestSkeletonOfSome(t *testing.T) {
	for _, id := range []string{"", "3.10"} {
		got, err := Skeleton("p.go", []byte(reference), func(e Exercise) bool { return e.Milestone == id })
		if err != nil {
			t.Fatal(err)
		}
		want := reference
		if id != "" {
			want = want[:len(want)-len("{}\n")] + "{\n\tpanic(\"exercise 3.10: L.Third is not written yet\")\n}\n"
		}
		if diff := cmp.Diff(want, string(got)); diff != "" {
			t.Errorf("%q: %s", id, diff)
		}
	}
}

// Wherever the imports go, gofmt has nothing to add.
func TestSkeletonImports(t *testing.T) {
	const rest = "\n//exercise:1.1\nfunc F() {\n\ta.A()\n\tb.B()\n}\n"
	for imports, want := range map[string]string{
		"import \"a\"\n":                                             "",
		"import (\n\t\"a\"\n)\n":                                     "",
		"import (\n\t\"a\"\n\n\tb \"c\"\n)\n":                        "",
		"import (\n\t\"a\"\n\n\t\"os\"\n)\n":                         "import (\n\t\"os\"\n)\n",
		"import (\n\t\"os\"\n\n\t\"a\"\n\t\"b\"\n)\n":                "import (\n\t\"os\"\n)\n",
		"import (\n\t\"os\"\n\n\t\"a\"\n\n\t\"x\"\n)\n":              "import (\n\t\"os\"\n\n\t\"x\"\n)\n",
		"import \"a\"\n\nimport \"os\"\n\nconst (\n\n\tx = 1\n\n)\n": "import \"os\"\n\nconst (\n\n\tx = 1\n\n)\n",
	} {
		got, err := Skeleton("p.go", []byte("package p\n\n"+imports+rest+"\nvar _, _ = os.X, x.X\n"), everything)
		if err != nil {
			t.Fatal(err)
		}
		if want != "" {
			want += "\n"
		}
		want = "package p\n\n" + want + "//exercise:1.1\nfunc F() {\n\tpanic(\"exercise 1.1: F is not written yet\")\n}\n\nvar _, _ = os.X, x.X\n"
		if diff := cmp.Diff(want, string(got)); diff != "" {
			t.Errorf("%q: %s", imports, diff)
		}
	}
	if clean, err := format.Source([]byte(skeleton)); err != nil || string(clean) != skeleton {
		t.Errorf("gofmt would change the skeleton: %v", err)
	}
}

func TestExercises(t *testing.T) {
	all, err := Exercises("p.go", []byte(reference))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range all {
		got = append(got, e.Milestone+" "+e.Func+" "+e.stub)
	}
	if diff := cmp.Diff([]string{"3.1 First ", `3.2 T.Second return "x" /* { */`, "3.10 L.Third "}, got); diff != "" {
		t.Error(diff)
	}
}

func TestExerciseErrors(t *testing.T) {
	const want = `want //exercise:N.M or //exercise:N.M stub="return …"`
	const place = "an exercise mark stands in the comment of a function, once"
	for _, test := range []struct{ decl, want string }{
		{"//exercise:3\nfunc F() {}", "p.go:3:1: " + want},
		{"// F does.\n//\n//exercise:3.2 stub=return\nfunc F() {}", "p.go:5:1: " + want},
		{"//exercise:3.2 stub=\"\\q\"\nfunc F() {}", "p.go:3:1: stub: invalid syntax"},
		{"//exercise:3.2\n\nfunc F() {}", "p.go:3:1: " + place},
		{"//exercise:3.2\ntype T int", "p.go:3:1: " + place},
		{"//exercise:3.2\nfunc F()", "p.go:3:1: " + place},
		{"//exercise:3.2\n//exercise:3.3\nfunc F() {}", "p.go:4:1: " + place},
		{"func F() {", "p.go:3:12: expected '}', found 'EOF'"},
	} {
		if _, err := Skeleton("p.go", []byte("package p\n\n"+test.decl+"\n"), everything); err == nil || err.Error() != test.want {
			t.Errorf("%q:\ngot  %v\nwant %s", test.decl, err, test.want)
		}
	}
}
