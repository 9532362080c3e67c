package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// bodies are those of a file's functions, with what stands between them.
type bodies struct {
	name    string // absolute
	pkg     string
	imports []string
	between []string
	all     []body
}

type body struct {
	text    string // without the braces
	place   string // a comment that tells the compiler where that stands
	f       *ast.FuncDecl
	instead strings.Builder // other versions, each with the condition for it
}

func bodiesOf(name string, src []byte) (*bodies, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, src, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	b := &bodies{pkg: file.Name.Name}
	if b.name, err = filepath.Abs(name); err != nil {
		return nil, err
	}
	for _, spec := range file.Imports {
		b.imports = append(b.imports, spec.Path.Value)
	}
	at := 0
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Body == nil {
			continue
		}
		from, to := fset.Position(f.Body.Lbrace+1), fset.Position(f.Body.Rbrace)
		b.between = append(b.between, string(src[at:from.Offset]))
		b.all = append(b.all, body{
			text:  string(src[from.Offset:to.Offset]),
			place: fmt.Sprintf("/*line %s:%d:%d*/", b.name, from.Line, from.Column),
			f:     f,
		})
		at = to.Offset
	}
	b.between = append(b.between, string(src[at:]))
	return b, nil
}

var importDecl = regexp.MustCompile(`(?m)^import (\([^)]*\)|.*)\n+`)

// alike reports whether other differs from b only in what functions do, and with
// no other packages.
func (b *bodies) alike(other *bodies) bool {
	without := func(text string) string { return importDecl.ReplaceAllString(text, "") }
	if !slices.EqualFunc(b.between, other.between, func(x, y string) bool { return without(x) == without(y) }) {
		return false
	}
	if slices.ContainsFunc(other.imports, func(name string) bool { return !slices.Contains(b.imports, name) }) {
		return false
	}
	return !slices.ContainsFunc(b.different(other), func(i int) bool { return !movable(other.all[i].f) })
}

// different returns the indices of the bodies that differ.
func (b *bodies) different(other *bodies) (all []int) {
	for i := range b.all {
		if b.all[i].text != other.all[i].text {
			all = append(all, i)
		}
	}
	return all
}

// movable reports whether f's body says the same inside of a block: it has no
// labels, and no := that sets a parameter.
func movable(f *ast.FuncDecl) bool {
	params := make(map[string]bool)
	for _, list := range []*ast.FieldList{f.Recv, f.Type.Params, f.Type.Results} {
		if list == nil {
			continue
		}
		for _, field := range list.List {
			for _, name := range field.Names {
				params[name.Name] = true
			}
		}
	}
	sets := func(s ast.Stmt) bool {
		a, ok := s.(*ast.AssignStmt)
		return ok && a.Tok == token.DEFINE && slices.ContainsFunc(a.Lhs, func(x ast.Expr) bool { return params[types.ExprString(x)] })
	}
	labelled := false
	ast.Inspect(f.Body, func(n ast.Node) bool {
		_, ok := n.(*ast.LabeledStmt)
		labelled = labelled || ok
		return true
	})
	return !labelled && !slices.ContainsFunc(f.Body.List, sets)
}

// join puts the bodies of other that differ beside b's own.
func (b *bodies) join(other *bodies, condition string) {
	for _, i := range b.different(other) {
		end := "\n"
		if other.all[i].f.Type.Results == nil {
			end = "\nreturn\n"
		}
		fmt.Fprintf(&b.all[i].instead, "\nif %s {%s%s%s}", condition, other.all[i].place, other.all[i].text, end)
	}
}

// joined returns the file with all that has been put beside its bodies.
func (b *bodies) joined() []byte {
	var text []byte
	for i := range b.all {
		f := &b.all[i]
		text = append(text, b.between[i]...)
		if f.instead.Len() > 0 {
			text = fmt.Appendf(text, "%s\n%s", f.instead.String(), f.place)
		}
		text = append(text, f.text...)
	}
	return append(text, b.between[len(b.all)]...)
}
