package course

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
)

// Outline returns the skeleton of a function of the reference's: which
// statements it is made of and what it calls, with … for all else.
func Outline(src []byte, name string) string {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", src, 0)
	if err != nil {
		return ""
	}
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Body == nil || funcName(f) != name {
			continue
		}
		o := outliner{}
		start, end := fset.Position(f.Pos()).Offset, fset.Position(f.Body.Lbrace).Offset
		fmt.Fprintf(&o.b, "%s{\n", src[start:end])
		o.block(f.Body)
		o.b.WriteString("}\n")
		return o.b.String()
	}
	return ""
}

type outliner struct {
	b     bytes.Buffer
	depth int
}

func (o *outliner) line(format string, args ...any) {
	o.b.WriteString(strings.Repeat("\t", o.depth+1) + fmt.Sprintf(format, args...) + "\n")
}

func (o *outliner) block(b *ast.BlockStmt) { o.list(b.List) }

func (o *outliner) list(list []ast.Stmt) {
	for _, s := range list {
		o.stmt(s)
	}
}

func (o *outliner) inner(list []ast.Stmt) {
	o.depth++
	o.list(list)
	o.depth--
}

func (o *outliner) stmt(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.AssignStmt:
		o.line("%s %s %s", elided(s.Lhs), s.Tok, elided(s.Rhs))
	case *ast.ExprStmt:
		o.line("%s", elide(s.X))
	case *ast.DeclStmt:
		o.decl(s.Decl.(*ast.GenDecl))
	case *ast.ReturnStmt:
		o.line("%s", strings.TrimSpace("return "+elided(s.Results)))
	case *ast.IfStmt:
		o.ifStmt("if", s)
	case *ast.ForStmt:
		o.line("for … {")
		o.inner(s.Body.List)
		o.line("}")
	case *ast.RangeStmt:
		o.line("for … range %s {", elide(s.X))
		o.inner(s.Body.List)
		o.line("}")
	case *ast.SwitchStmt:
		o.line("switch {")
		o.list(s.Body.List)
		o.line("}")
	case *ast.CaseClause:
		if s.List == nil {
			o.line("default:")
		} else {
			o.line("case …:")
		}
		o.inner(s.Body)
	case *ast.GoStmt:
		o.line("go %s", elide(s.Call))
	case *ast.DeferStmt:
		o.line("defer %s", elide(s.Call))
	case *ast.BranchStmt:
		o.line("%s", s.Tok)
	default:
		o.line("…")
	}
}

func (o *outliner) ifStmt(word string, s *ast.IfStmt) {
	if init, ok := s.Init.(*ast.AssignStmt); ok {
		word += fmt.Sprintf(" %s %s %s;", elided(init.Lhs), init.Tok, elided(init.Rhs))
	}
	o.line("%s … {", word)
	o.inner(s.Body.List)
	switch e := s.Else.(type) {
	case *ast.IfStmt:
		o.ifStmt("} else if", e)
		return
	case *ast.BlockStmt:
		o.line("} else {")
		o.inner(e.List)
	}
	o.line("}")
}

func (o *outliner) decl(d *ast.GenDecl) {
	for _, spec := range d.Specs {
		if v, ok := spec.(*ast.ValueSpec); ok {
			o.line("%s %s …", d.Tok, v.Names[0].Name)
		}
	}
}

func elided(list []ast.Expr) string {
	var all []string
	for _, x := range list {
		all = append(all, elide(x))
	}
	return strings.Join(all, ", ")
}

// elide leaves names, constants and what is called.
func elide(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.SelectorExpr:
		return elide(x.X) + "." + x.Sel.Name
	case *ast.CallExpr:
		if _, named := x.Fun.(*ast.FuncLit); named {
			return "func() { … }()"
		}
		if len(x.Args) == 0 {
			return elide(x.Fun) + "()"
		}
		return elide(x.Fun) + "(…)"
	case *ast.CompositeLit:
		if x.Type != nil {
			return elide(x.Type) + "{…}"
		}
	case *ast.UnaryExpr:
		return x.Op.String() + elide(x.X)
	}
	return "…"
}
