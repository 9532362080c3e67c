package course

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A Proof is a test that names a requirement, or a mistake that it notices:
//
//	# rfc: 9293 §3.4.1; ids: MUST-8      in the head of a script
//	# ids: EV-26, M-170                  in a story, stepNN-…/testdata/….story
//	// ids: MUST-8, SHLD-1               in or above a function TestX, FuzzX, BenchmarkX
type Proof struct {
	File string // from the root, with slashes: "step06-close/tcp/isn_test.go"
	Test string // the function's name: "TestISN"; the title of a script or a story
}

// Place says in short where p is: "TestISN", "3.2-refuse-malformed".
func (p Proof) Place() string {
	if strings.HasSuffix(p.File, "_test.go") {
		return p.Test
	}
	return strings.TrimSuffix(path.Base(p.File), path.Ext(p.File))
}

// Proofs returns the proofs of all requirements and mistakes, by id; scripts
// come first. The error names each place that is wrong.
func Proofs(root string) (map[string][]Proof, error) {
	known, err := knownIDs(root)
	if err != nil {
		return nil, err
	}
	c := collector{book: os.DirFS(root), known: known, proofs: make(map[string][]Proof)}
	scripts, err := fs.Glob(c.book, "testdata/step*/*.txtar")
	errs := []error{err}
	for _, name := range scripts {
		errs = append(errs, c.collect(name, c.script))
	}
	err = eachFile(root, func(name string) {
		switch inTestdata := strings.Contains(name, "testdata/"); {
		case inTestdata && strings.HasPrefix(name, "step") && path.Ext(name) == ".story":
			errs = append(errs, c.collect(name, c.story))
		case !inTestdata && strings.HasSuffix(name, "_test.go"):
			errs = append(errs, c.collect(name, c.goTests))
		}
	})
	return c.proofs, errors.Join(append(errs, err)...)
}

// knownIDs returns what a test may name: the requirements, and the mistakes in
// testdata/mistakes.csv and testdata/mistakes.
func knownIDs(root string) (map[string]bool, error) {
	known := make(map[string]bool)
	all, err := Requirements(root)
	if err != nil {
		return nil, err
	}
	for _, r := range all {
		known[r.ID] = true
	}
	mistakes, err := readTable(root, "mistakes.csv", mistakesHead)
	if err != nil {
		return nil, err
	}
	for _, row := range mistakes {
		known[row[0]] = true
	}
	patches, err := fs.Glob(os.DirFS(root), "testdata/mistakes/*.patch")
	for _, name := range patches {
		known[strings.TrimSuffix(path.Base(name), ".patch")] = true
	}
	return known, err
}

// MistakeSteps returns the steps whose scripts catch the mistakes in
// testdata/mistakes.csv, by their ids.
func MistakeSteps(root string) (map[string]int, error) {
	rows, err := readTable(root, "mistakes.csv", mistakesHead)
	steps := make(map[string]int)
	for _, row := range rows {
		step, _, _ := strings.Cut(row[1], ".")
		steps[row[0]], _ = strconv.Atoi(step) // 0: caught by no script
	}
	return steps, err
}

const mistakesHead = "id,milestone,how,mistake,symptom"

// eachFile hands the name of each file of the book, from the root and with
// slashes, to visit; work/ is not of the book.
func eachFile(root string, visit func(name string)) error {
	return fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case !d.IsDir():
			visit(name)
		case name == "work" || strings.HasPrefix(name, ".") && name != ".":
			return fs.SkipDir
		}
		return nil
	})
}

// A collector collects proofs.
type collector struct {
	book   fs.FS
	known  map[string]bool // the ids that there are
	proofs map[string][]Proof
}

func (c collector) collect(name string, from func(name string, text []byte) error) error {
	text, err := fs.ReadFile(c.book, name)
	if err != nil {
		return err
	}
	return from(name, text)
}

// add notes that p names ids.
func (c collector) add(p Proof, ids []string) error {
	if len(ids) == 0 {
		return errors.New(`want ids such as "ids: MUST-8, EV-26"`)
	}
	var unknown []string
	for _, id := range ids {
		if !c.known[id] {
			unknown = append(unknown, id)
		} else if !slices.Contains(c.proofs[id], p) {
			c.proofs[id] = append(c.proofs[id], p)
		}
	}
	if len(unknown) > 0 {
		return fmt.Errorf("there is no %s: write it as in testdata/requirements.csv or mistakes.csv, or add it there", strings.Join(unknown, ", "))
	}
	return nil
}

func (c collector) script(name string, text []byte) error {
	m, err := ParseHead(name, text)
	if err != nil || len(m.IDs) == 0 {
		return err
	}
	if err := c.add(Proof{name, m.ID() + " " + m.Title}, m.IDs); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

func (c collector) story(name string, text []byte) error {
	first, _, _ := bytes.Cut(text, []byte("\n"))
	title, ok := strings.CutPrefix(string(first), "# ")
	if !ok {
		return fmt.Errorf("%s:1: want a title such as \"# The peer closes first\"", name)
	}
	p := Proof{name, strings.TrimSpace(title)}
	var errs []error
	for i, line := range strings.Split(string(text), "\n") {
		list, ok := strings.CutPrefix(line, "# ids:")
		if !ok {
			continue
		}
		if err := c.add(p, splitIDs(list)); err != nil {
			errs = append(errs, fmt.Errorf("%s:%d: %w", name, i+1, err))
		}
	}
	return errors.Join(errs...)
}

func (c collector) goTests(name string, src []byte) error {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, src, parser.ParseComments)
	if err != nil {
		return err
	}
	var errs []error
	for _, group := range file.Comments {
		for _, comment := range group.List {
			list, ok := strings.CutPrefix(comment.Text, "// ids:")
			if !ok {
				continue
			}
			if err := c.goTest(name, testAround(file, comment.Pos()), splitIDs(list)); err != nil {
				errs = append(errs, fmt.Errorf("%v: %w", fset.Position(comment.Pos()), err))
			}
		}
	}
	return errors.Join(errs...)
}

func (c collector) goTest(file, test string, ids []string) error {
	if test == "" {
		return errors.New("ids stand in a function TestX, FuzzX or BenchmarkX, or in its comment")
	}
	return c.add(Proof{file, test}, ids)
}

var testName = regexp.MustCompile(`^(Test|Fuzz|Benchmark)(\P{Ll}|$)`)

// testAround returns the name of the test that pos is in, comment included, or "".
func testAround(file *ast.File, pos token.Pos) string {
	for _, decl := range file.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok || f.Recv != nil || !testName.MatchString(f.Name.Name) {
			continue
		}
		from := f.Pos()
		if f.Doc != nil {
			from = f.Doc.Pos()
		}
		if from <= pos && pos < f.End() {
			return f.Name.Name
		}
	}
	return ""
}
