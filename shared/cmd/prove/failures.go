package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"tcpworkbook/shared/course"
)

// checkFailures compares the failures that the book shows, in blocks after
// <!-- failure: M-021 -->, with what was said. With WORKBOOK_UPDATE=1 they are
// filled in. If all mistakes were made, each one shown must be among them.
func checkFailures(said map[string]string, all bool) error {
	var wrong []error
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, d fs.DirEntry, err error) error {
		if d != nil && d.IsDir() && (name == "work" || strings.HasPrefix(name, ".") && name != ".") {
			return fs.SkipDir
		}
		if err != nil || filepath.Ext(name) != ".md" {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		md, problems := withFailures(name, string(text), said, all)
		if os.Getenv("WORKBOOK_UPDATE") != "" && md != string(text) {
			return os.WriteFile(name, []byte(md), 0o666)
		}
		wrong = append(wrong, problems...)
		return nil
	})
	return errors.Join(append(wrong, err)...)
}

// withFailures returns a chapter as it should be, and what is wrong with it.
func withFailures(name, md string, said map[string]string, all bool) (should string, wrong []error) {
	should = md
	for i, b := range course.Blocks(md) {
		want, ok := said[b.Failure]
		switch {
		case b.Failure == "" || !ok && !all:
		case !ok:
			wrong = append(wrong, fmt.Errorf("%s:%d: there is no mistake %s", name, b.Line, b.Failure))
		case b.Text != want:
			wrong = append(wrong, fmt.Errorf("%s:%d: %s says something else:\n%s", name, b.Line, b.Failure, want))
			should = course.Replace(should, course.Blocks(should)[i], want)
		}
	}
	return should, wrong
}
