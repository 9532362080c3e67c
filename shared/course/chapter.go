package course

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// A Block is a fenced block of a chapter:
//
//	<!-- from: ipv4/parse.go#check() -->
//	```go
//	…
//	```
type Block struct {
	Line    int    // of the opening fence
	Lang    string // what stands after the fence: "go", "console", "console live kernel"
	From    string // what a comment "from:" before it says, or ""
	Failure string // what a comment "failure:" before it says: the id of a mistake, or ""
	Session string // what a comment "session:" before it says: how the learner's work stands then, or ""
	Text    string

	start, end int // offsets of Text in the chapter
}

var blockForm = regexp.MustCompile("(?ms)^(?:<!-- (from|failure|session): ([^\n]*?) -->\n)?```([^\n]*)\n(.*?)^```$")

// Blocks returns the fenced blocks of a chapter.
func Blocks(md string) []Block {
	var all []Block
	for _, m := range blockForm.FindAllStringSubmatchIndex(md, -1) {
		b := Block{Line: 1 + strings.Count(md[:m[6]], "\n"), Lang: md[m[6]:m[7]], Text: md[m[8]:m[9]], start: m[8], end: m[9]}
		switch {
		case m[2] < 0: // there is no comment
		case md[m[2]:m[3]] == "from":
			b.From = md[m[4]:m[5]]
		case md[m[2]:m[3]] == "session":
			b.Session = md[m[4]:m[5]]
		default:
			b.Failure = md[m[4]:m[5]]
		}
		all = append(all, b)
	}
	return all
}

// Replace returns md with the text of block b, one of Blocks(md), replaced.
func Replace(md string, b Block, text string) string { return md[:b.start] + text + md[b.end:] }

// Commands splits a console block at its prompts.
func (b Block) Commands() []Shown {
	var all []Shown
	for line := range strings.Lines(b.Text) {
		if command, ok := strings.CutPrefix(line, "$ "); ok {
			all = append(all, Shown{Command: strings.TrimSpace(command)})
			continue
		}
		if len(all) == 0 {
			all = append(all, Shown{})
		}
		all[len(all)-1].Output += line
	}
	return all
}

// Shown is a command with the output that a chapter shows.
type Shown struct{ Command, Output string }

// Listing returns a declaration as it stands in a source file, with its doc
// comment but without exercise marks: "parse.go#check" all of it,
// "parse.go#check()" without the body, "header.go#Header.Append()" a method.
func Listing(dir, ref string) (string, error) {
	file, name, ok := strings.Cut(ref, "#")
	if !ok {
		return "", fmt.Errorf("from: want FILE#NAME, got %q", ref)
	}
	src, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(file)))
	if err != nil {
		return "", err
	}
	name, head := strings.CutSuffix(name, "()")
	fset := token.NewFileSet()
	parsed, err := parser.ParseFile(fset, file, src, parser.ParseComments)
	if err != nil {
		return "", err
	}
	for _, decl := range parsed.Decls {
		doc, from, to, found := declared(decl, name, head)
		if !found {
			continue
		}
		if doc != nil {
			from = doc.Pos()
		}
		text := string(src[fset.Position(from).Offset:fset.Position(to).Offset])
		return markLine.ReplaceAllString(strings.TrimSpace(text), "") + "\n", nil
	}
	return "", fmt.Errorf("%s declares no %s", file, name)
}

var markLine = regexp.MustCompile(`(?m)^(?://\n)?//exercise:.*\n`)

// declared reports whether decl declares name, and where it stands.
func declared(decl ast.Decl, name string, head bool) (doc *ast.CommentGroup, from, to token.Pos, found bool) {
	switch d := decl.(type) {
	case *ast.FuncDecl:
		to := d.End()
		if head && d.Body != nil {
			to = d.Body.Lbrace
		}
		return d.Doc, d.Pos(), to, funcName(d) == name
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				found = s.Name.Name == name
			case *ast.ValueSpec:
				found = s.Names[0].Name == name
			}
			if found {
				return d.Doc, d.Pos(), d.End(), true
			}
		}
	}
	return nil, 0, 0, false
}
