package course

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A goFile is a Go file, cut into its declarations. Its parts put together are
// the file again.
type goFile struct {
	head  string // to the end of the imports
	decls []decl
	tail  string
}

// A decl is a declaration with all that stands between it and the one before.
type decl struct {
	key  string // "func check", "func Header.Append", "type Header"
	text string
}

// cut cuts a Go file into its declarations.
func cut(src []byte) (s goFile, err error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", src, parser.ParseComments)
	if err != nil {
		return s, err
	}
	offset := func(p token.Pos) int { return fset.Position(p).Offset }
	at := lineEnd(src, offset(file.Name.End()))
	rest := file.Decls
	for len(rest) > 0 && isImport(rest[0]) {
		at = lineEnd(src, offset(rest[0].End()))
		rest = rest[1:]
	}
	s.head = string(src[:at])
	for _, d := range rest {
		end := lineEnd(src, offset(d.End()))
		s.decls = append(s.decls, decl{declKey(d), string(src[at:end])})
		at = max(at, end)
	}
	s.tail = string(src[at:])
	return s, nil
}

func isImport(d ast.Decl) bool {
	g, ok := d.(*ast.GenDecl)
	return ok && g.Tok == token.IMPORT
}

// lineEnd returns the offset after the end of the line that at is in.
func lineEnd(src []byte, at int) int {
	if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(src)
}

func declKey(d ast.Decl) string {
	if f, ok := d.(*ast.FuncDecl); ok {
		return "func " + funcName(f)
	}
	g := d.(*ast.GenDecl)
	names := []string{g.Tok.String()}
	for _, spec := range g.Specs {
		switch s := spec.(type) {
		case *ast.TypeSpec:
			names = append(names, s.Name.Name)
		case *ast.ValueSpec:
			names = append(names, s.Names[0].Name)
		}
	}
	return strings.Join(names[:min(2, len(names))], " ")
}

func (s goFile) find(key string) (string, bool) {
	i := slices.IndexFunc(s.decls, func(d decl) bool { return d.key == key })
	if i < 0 {
		return "", false
	}
	return s.decls[i].text, true
}

// set replaces a declaration, or appends it.
func (s *goFile) set(key, text string) {
	i := slices.IndexFunc(s.decls, func(d decl) bool { return d.key == key })
	if i < 0 {
		s.decls = append(s.decls, decl{key, "\n" + strings.TrimLeft(text, "\n")})
		return
	}
	s.decls[i].text = s.decls[i].blanks() + strings.TrimLeft(text, "\n")
}

// blanks returns the empty lines at d's start.
func (d decl) blanks() string {
	return d.text[:len(d.text)-len(strings.TrimLeft(d.text, "\n"))]
}

func (s goFile) bytes() []byte {
	var b bytes.Buffer
	b.WriteString(s.head)
	for _, d := range s.decls {
		b.WriteString(d.text)
	}
	b.WriteString(s.tail)
	return b.Bytes()
}

// same reports whether two declarations are alike but for empty lines around.
func same(a, b string) bool { return strings.Trim(a, "\n") == strings.Trim(b, "\n") }

// withImports returns src, made of its donors, with the imports that it needs:
// those of a donor whose packages src uses are added, those that a donor used
// and src does not are taken out. What does not parse stays as it is.
func withImports(src []byte, donors ...[]byte) []byte {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", src, parser.ParseComments)
	if err != nil {
		return src
	}
	used, have := usedPackages(file), make(map[string]bool)
	for _, spec := range file.Imports {
		have[packageName(spec)] = true
	}
	gone := make(map[string]bool)
	var add []string
	for _, donor := range donors {
		other, err := parser.ParseFile(token.NewFileSet(), "", donor, 0)
		if err != nil {
			continue
		}
		for name := range usedPackages(other) {
			gone[name] = !used[name]
		}
		for _, spec := range other.Imports {
			if name := packageName(spec); used[name] && !have[name] {
				have[name] = true
				add = append(add, importLine(spec))
			}
		}
	}
	drop := make(map[int]bool) // lines
	for _, spec := range file.Imports {
		if gone[packageName(spec)] {
			drop[fset.Position(spec.Pos()).Line] = true
		}
	}
	return tidy(src, insertImports(dropLines(src, file, fset, drop), add))
}

// tidy formats after if before was formatted.
func tidy(before, after []byte) []byte {
	if clean, err := format.Source(before); err != nil || !bytes.Equal(clean, before) {
		return after
	}
	if clean, err := format.Source(after); err == nil {
		return clean
	}
	return after
}

// usedPackages returns the names before dots that nothing in the file declares.
func usedPackages(file *ast.File) map[string]bool {
	used := make(map[string]bool)
	ast.Inspect(file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := sel.X.(*ast.Ident); ok && x.Obj == nil {
				used[x.Name] = true
			}
		}
		return true
	})
	return used
}

var versionElement = regexp.MustCompile(`^v\d+$`)

// packageName returns the name under which an import is used.
func packageName(s *ast.ImportSpec) string {
	if s.Name != nil {
		return s.Name.Name
	}
	p, _ := strconv.Unquote(s.Path.Value)
	if versionElement.MatchString(path.Base(p)) {
		p = path.Dir(p)
	}
	return path.Base(p)
}

func importLine(s *ast.ImportSpec) string {
	if s.Name != nil {
		return s.Name.Name + " " + s.Path.Value
	}
	return s.Path.Value
}

// dropLines takes out lines of imports, and import ( ) that is empty then.
func dropLines(src []byte, file *ast.File, fset *token.FileSet, drop map[int]bool) []byte {
	for _, d := range file.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.IMPORT {
			continue
		}
		left := slices.ContainsFunc(g.Specs, func(s ast.Spec) bool { return !drop[fset.Position(s.Pos()).Line] })
		for line := fset.Position(g.Pos()).Line; !left && line <= fset.Position(g.End()).Line; line++ {
			drop[line] = true
		}
	}
	return withoutLines(src, drop)
}

var (
	importBlock = regexp.MustCompile(`(?m)^import \(\n`)
	importOne   = regexp.MustCompile(`(?m)^import (\S.*)\n`)
	packageLine = regexp.MustCompile(`(?m)^package .*\n`)
)

// insertImports adds imports to src; those of this book come last.
func insertImports(src []byte, add []string) []byte {
	if len(add) == 0 {
		return src
	}
	if importBlock.Find(src) == nil {
		if m := importOne.FindSubmatchIndex(src); m != nil {
			src = slices.Concat(src[:m[0]], []byte("import (\n\t"), src[m[2]:m[3]], []byte("\n)\n"), src[m[1]:])
		} else if m := packageLine.FindIndex(src); m != nil {
			src = slices.Concat(src[:m[1]], []byte("\nimport (\n)\n"), src[m[1]:])
		}
	}
	at := importBlock.FindIndex(src)[1]
	end := at + bytes.Index(src[at:], []byte(")\n"))
	for _, line := range add {
		line = "\t" + line + "\n"
		if strings.Contains(line, `"tcpworkbook/`) {
			src = slices.Insert(src, end, []byte(line)...)
			continue
		}
		src = slices.Insert(src, at, []byte(line)...)
		end += len(line)
	}
	return src
}

// bodyOf returns the body of the function called name, braces included.
func bodyOf(src []byte, name string) (string, bool) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", src, 0)
	if err != nil {
		return "", false
	}
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil && funcName(f) == name {
			return string(src[fset.Position(f.Body.Lbrace).Offset : fset.Position(f.Body.Rbrace).Offset+1]), true
		}
	}
	return "", false
}
