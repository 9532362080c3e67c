package main

import (
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const stepMain = `package main

import "os"

func one() int { return len(os.Args) }

func two(x int) (n int, err error) {
	n = x
	return n, err
}

func said() {
	words = append(words, "said")
}

var words []string

const three = 3

func main() {}
`

// It reports what the functions do as a script's title.
const stepTest = `package main

import (
	"fmt"
	"os"
	"testing"
)

func TestStep(t *testing.T) {
	said()
	n, err := two(2)
	verdict := "pass"
	if one() == 0 {
		verdict = "fail"
	}
	title := fmt.Sprint(n, err, words)
	os.WriteFile(os.Getenv("WORKBOOK_REPORT"), fmt.Appendf(nil, "[{\"script\":\"9.1-x\",\"verdict\":%q,\"title\":%q}]", verdict, title), 0o666)
}
`

// bookWith makes the folder of a step, and goes there.
func bookWith(t *testing.T, main string) *checker {
	t.Helper()
	t.Chdir(t.TempDir())
	write(t, "go.mod", "module x\n\ngo 1.26\n")
	write(t, "step09-x/main.go", main)
	write(t, "step09-x/step_test.go", stepTest)
	check, err := newChecker("step09-x")
	if err != nil {
		t.Fatal(err)
	}
	return check
}

// versionOf is main with something else in the place of old.
func versionOf(t *testing.T, label, main, old, new string) version {
	t.Helper()
	if strings.Count(main, old) != 1 {
		t.Fatalf("%q is there %d times", old, strings.Count(main, old))
	}
	o := overlayFor(t)
	if err := o.add("step09-x/main.go", []byte(strings.Replace(main, old, new, 1))); err != nil {
		t.Fatal(err)
	}
	return version{label, o}
}

func TestTogether(t *testing.T) {
	check := bookWith(t, stepMain)
	change := func(label, old, new string) version { return versionOf(t, label, stepMain, old, new) }
	versions := []version{
		change("M-1", "n = x\n", "n = x + 1\n"),
		change("M-2", "n = x\n", "n = x + 2\n"),
		change("9.1", "words = append(words, \"said\")", "words = append(words, \"said otherwise\")"),
		change("M-3", "three = 3", "three = 4"),                                                             // no function
		change("M-4", "n = x\n", "n, m := x, x\n\tn += m\n"),                                                // would be another n
		change("M-5", "n = x\n", "for {\n\t\tbreak\n\t}\nhere:\n\tn++\n\tif n < 9 {\n\t\tgoto here\n\t}\n"), // a label
		change("M-6", `import "os"`, "import \"os\"\nimport _ \"io\""),                                      // a package more
	}
	p, left, err := together(overlayFor(t), check, versions)
	if err != nil {
		t.Fatal(err)
	}
	var labels []string
	for _, v := range left {
		labels = append(labels, v.label)
	}
	if diff := cmp.Diff([]string{"M-3", "M-4", "M-5", "M-6"}, labels); diff != "" {
		t.Errorf("left (-want +got):\n%s", diff)
	}
	for made, want := range map[string]string{
		"":        "2 <nil> [said]",
		"M-1":     "3 <nil> [said]",
		"M-2":     "4 <nil> [said]",
		"9.1":     "2 <nil> [said otherwise]",
		"9.1,M-2": "4 <nil> [said otherwise]",
		"M-3":     "2 <nil> [said]",
	} {
		results, err := p.scripts(replays("."), strings.Split(made, ",")...)
		if err != nil || len(results) != 1 || results[0].Title != want {
			t.Errorf("made %q: %v, %v, want %s", made, results, err, want)
		}
	}
}

// What is wrong with a version by itself, or with all of them, is said.
func TestTogetherFails(t *testing.T) {
	for _, test := range []struct{ main, old, new, want string }{
		{stepMain, "len(os.Args)", "1", `M-1: step09-x/main.go:3:8: "os" imported and not used`},
		{stepMain, "len(os.Args)", "len(os.Arg)", "M-1: step09-x/main.go:5:32: undefined: os.Arg"},
		{stepMain, "len(os.Args)", "len(", "M-1: step09-x/main.go:5:"},
		{strings.Replace(stepMain, "len(os.Args)", "0 * len(os.Args)", 1), "n = x\n", "n = x + 1\n", "9.1-x fails although nothing is wrong:"},
	} {
		check := bookWith(t, test.main)
		_, _, err := together(overlayFor(t), check, []version{versionOf(t, "M-1", test.main, test.old, test.new)})
		if got := strings.ReplaceAll(fmt.Sprint(err), here(t)+"/", ""); err == nil || !strings.HasPrefix(got, test.want) {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
}

// A function's lines are what they are in its own file, whichever version it is.
func TestJoinedLines(t *testing.T) {
	b, err := bodiesOf("main.go", []byte(stepMain))
	if err != nil {
		t.Fatal(err)
	}
	other, err := bodiesOf("main.go", []byte(strings.Replace(stepMain, "n = x\n", "n = 1\n\tn += x\n", 1)))
	if err != nil || !b.alike(other) {
		t.Fatal("they are not alike", err)
	}
	b.join(other, "made")
	fset := token.NewFileSet()
	if _, err := parser.ParseFile(fset, "main.go", b.joined(), parser.ParseComments); err != nil {
		t.Fatal(err)
	}
	var lines []int
	fset.Iterate(func(f *token.File) bool {
		for _, word := range []string{"n += x", "n = x", "return len"} {
			at := strings.Index(string(b.joined()), word)
			lines = append(lines, f.Position(f.Pos(at)).Line)
		}
		return true
	})
	if diff := cmp.Diff([]int{9, 8, 5}, lines); diff != "" {
		t.Error(diff)
	}
}

func here(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}
