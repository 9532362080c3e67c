package course

import (
	"errors"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// A Pair is a function of the learner's and the reference's, without their
// comments before it and without imports of their own.
type Pair struct {
	Func
	Yours, Reference string // "" if there is none
	YourFile         string // where the learner has it
}

// Same reports whether both are alike.
func (p Pair) Same() bool { return p.Yours == p.Reference }

// Pairs returns the functions of the learner's copy of a step, each with the
// reference's, for which want is true.
func Pairs(root string, step int, want func(Func) bool) (pairs []Pair, err error) {
	name, err := workFolder(root, step)
	if err != nil {
		return nil, err
	}
	yours, err1 := readFiles(filepath.Join(root, "work", name), isGo)
	reference, err2 := skeletonFiles(root, name, 0)
	if err := errors.Join(err1, err2); err != nil {
		return nil, err
	}
	for _, file := range sortedNames(reference) {
		if !isGo(file) || strings.HasSuffix(file, "_test.go") {
			continue
		}
		g, err := cut(reference[file])
		if err != nil {
			return nil, err
		}
		for _, d := range g.decls {
			key, isFunc := strings.CutPrefix(d.key, "func ")
			f := Func{file, key}
			if !isFunc || !want(f) {
				continue
			}
			p := Pair{Func: f, Reference: signatureOn(d.text)}
			where, own, _ := yours.where(f)
			if text, ok := own.find(d.key); ok {
				p.Yours, p.YourFile = signatureOn(text), where
			}
			pairs = append(pairs, p)
		}
	}
	return pairs, nil
}

// signatureOn returns a declaration without the comment before it.
func signatureOn(text string) string {
	at := 0
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "func ") {
			return text[at:]
		}
		at += len(line)
	}
	return text
}

// WithReference returns the learner's files of a step that change, by their
// names from the root, if the reference's version of some functions is put into
// them.
func WithReference(root string, step int, funcs []Func) (map[string][]byte, error) {
	name, err := workFolder(root, step)
	if err != nil {
		return nil, err
	}
	yours, err1 := readFiles(filepath.Join(root, "work", name), isGo)
	reference, err2 := skeletonFiles(root, name, 0)
	if err := errors.Join(err1, err2); err != nil {
		return nil, err
	}
	changed := make(map[string][]byte)
	for _, f := range funcs {
		file, _, err := yours.where(f)
		if err == nil {
			err = yours.putBack(reference, f)
		}
		if err != nil {
			return nil, err
		}
		changed[path.Join("work", name, file)] = yours[file]
	}
	return changed, nil
}

// ReferenceFile returns the text of a file of a step's reference.
func ReferenceFile(root string, step int, file string) ([]byte, error) {
	name, err := StepFolder(root, step)
	if err != nil {
		return nil, err
	}
	return fs.ReadFile(os.DirFS(filepath.Join(root, name)), file)
}

// ImportOf returns the import that the reference has under a name, in a file of
// a step or else in another one: "encoding/binary", with the quotes, of binary.
func ImportOf(root, folder, file, name string) (line string, ok bool) {
	reference, err := skeletonFiles(root, folder, 0)
	if err != nil {
		return "", false
	}
	for _, other := range append([]string{file}, sortedNames(reference)...) {
		if f, err := parser.ParseFile(token.NewFileSet(), "", reference[other], parser.ImportsOnly); err == nil {
			for _, spec := range f.Imports {
				if packageName(spec) == name {
					return importLine(spec), true
				}
			}
		}
	}
	return "", false
}
