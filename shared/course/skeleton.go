package course

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"regexp"
	"strconv"
	"strings"
)

// An Exercise is a function that the learner writes: its doc comment carries
// the mark //exercise:3.2, or //exercise:3.2 stub="return nil" where packets
// of an earlier milestone pass through it before it is written.
type Exercise struct {
	Milestone string // "3.2"
	Func      string // "check", "Header.Append"

	stub       string
	start, end int // offsets of the body in the source, braces included
}

var exerciseMark = regexp.MustCompile(`^//exercise:(\d+\.\d+)(?: stub=(".*"))?$`)

// Exercises returns the exercises in a Go source file.
func Exercises(name string, src []byte) ([]Exercise, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, src, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	funcs := make(map[*ast.CommentGroup]*ast.FuncDecl)
	for _, decl := range file.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok && f.Doc != nil && f.Body != nil {
			funcs[f.Doc] = f
		}
	}
	var all []Exercise
	for _, group := range file.Comments {
		for _, c := range group.List {
			if !strings.HasPrefix(c.Text, "//exercise:") {
				continue
			}
			e, err := exercise(c.Text, funcs[group], fset)
			if err != nil {
				return nil, fmt.Errorf("%v: %w", fset.Position(c.Pos()), err)
			}
			delete(funcs, group) // one mark is enough
			all = append(all, e)
		}
	}
	return all, nil
}

// exercise returns what mark makes of f.
func exercise(mark string, f *ast.FuncDecl, fset *token.FileSet) (e Exercise, err error) {
	m := exerciseMark.FindStringSubmatch(mark)
	switch {
	case m == nil:
		return e, errors.New(`want //exercise:N.M or //exercise:N.M stub="return …"`)
	case f == nil:
		return e, errors.New("an exercise mark stands in the comment of a function, once")
	}
	e = Exercise{Milestone: m[1], Func: funcName(f),
		start: fset.Position(f.Body.Lbrace).Offset, end: fset.Position(f.Body.Rbrace).Offset + 1}
	if m[2] == "" {
		return e, nil
	}
	if e.stub, err = strconv.Unquote(m[2]); err != nil {
		return e, fmt.Errorf("stub: %w", err)
	}
	return e, nil
}

// funcName returns "check", or "Header.Append" for a method.
func funcName(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return f.Name.Name
	}
	t, _, _ := strings.Cut(strings.TrimLeft(types.ExprString(f.Recv.List[0].Type), "(*"), "[")
	return t + "." + f.Name.Name
}

// body returns what the exercise is emptied to.
func (e Exercise) body() string {
	if e.stub != "" {
		return fmt.Sprintf("{\n\t// Exercise %s: yours to write.\n\t%s\n}", e.Milestone, e.stub)
	}
	return fmt.Sprintf("{\n\tpanic(\"exercise %s: %s is not written yet\")\n}", e.Milestone, e.Func)
}

// Skeleton returns src with the exercises emptied for which empty is true, and
// with the imports that nothing needs any more removed. All other bytes stay.
func Skeleton(name string, src []byte, empty func(Exercise) bool) ([]byte, error) {
	exercises, err := Exercises(name, src)
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	at := 0
	for _, e := range exercises {
		if !empty(e) {
			continue
		}
		b.Write(src[at:e.start])
		b.WriteString(e.body())
		at = e.end
	}
	if at == 0 {
		return src, nil
	}
	b.Write(src[at:])
	return withImports([]byte(b.String()), src), nil
}

// withoutLines drops lines, and the empty lines that gofmt would drop then.
func withoutLines(src []byte, drop map[int]bool) []byte {
	var kept []string
	dropped := false // since the latest line that was kept
	for i, line := range strings.SplitAfter(string(src), "\n") {
		last := ""
		if len(kept) > 0 {
			last = kept[len(kept)-1]
		}
		switch {
		case drop[i+1]:
			dropped = true
			continue
		case dropped && line == "\n" && (last == "\n" || strings.HasSuffix(last, "(\n")):
			continue
		case dropped && line == ")\n" && last == "\n":
			kept = kept[:len(kept)-1]
		}
		dropped = false
		kept = append(kept, line)
	}
	return []byte(strings.Join(kept, ""))
}
