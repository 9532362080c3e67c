package course

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
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
	var all []Exercise
	for _, decl := range file.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok || f.Doc == nil || f.Body == nil {
			continue
		}
		for _, c := range f.Doc.List {
			if !strings.HasPrefix(c.Text, "//exercise:") {
				continue
			}
			m := exerciseMark.FindStringSubmatch(c.Text)
			if m == nil {
				return nil, fmt.Errorf("%v: want //exercise:N.M or //exercise:N.M stub=\"return …\"", fset.Position(c.Pos()))
			}
			e := Exercise{Milestone: m[1], Func: funcName(f),
				start: fset.Position(f.Body.Lbrace).Offset, end: fset.Position(f.Body.Rbrace).Offset + 1}
			if m[2] != "" {
				if e.stub, err = strconv.Unquote(m[2]); err != nil {
					return nil, fmt.Errorf("%v: stub: %w", fset.Position(c.Pos()), err)
				}
			}
			all = append(all, e)
		}
	}
	return all, nil
}

// funcName returns "check", or "Header.Append" for a method.
func funcName(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return f.Name.Name
	}
	t := f.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	return fmt.Sprintf("%s.%s", t.(*ast.Ident).Name, f.Name.Name)
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
	return dropImports(name, []byte(b.String()))
}

// dropImports removes the lines of imports that src does not use.
func dropImports(name string, src []byte) ([]byte, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, src, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	used := make(map[string]bool)
	ast.Inspect(file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := sel.X.(*ast.Ident); ok {
				used[x.Name] = true
			}
		}
		return true
	})
	drop := make(map[int]bool)
	for _, decl := range file.Decls {
		d, ok := decl.(*ast.GenDecl)
		if !ok || d.Tok != token.IMPORT {
			continue
		}
		left := 0
		for _, spec := range d.Specs {
			if s := spec.(*ast.ImportSpec); used[importName(s)] {
				left++
			} else {
				drop[fset.Position(s.Pos()).Line] = true
			}
		}
		for line := fset.Position(d.Pos()).Line; left == 0 && line <= fset.Position(d.End()).Line; line++ {
			drop[line] = true
		}
	}
	return withoutLines(src, drop), nil
}

func importName(s *ast.ImportSpec) string {
	if s.Name != nil {
		return s.Name.Name
	}
	p, _ := strconv.Unquote(s.Path.Value)
	return path.Base(p)
}

func withoutLines(src []byte, drop map[int]bool) []byte {
	var b strings.Builder
	line := 0
	for text := range strings.Lines(string(src)) {
		line++
		if !drop[line] {
			b.WriteString(text)
		}
	}
	return []byte(b.String())
}
