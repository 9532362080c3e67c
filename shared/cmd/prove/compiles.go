package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
)

// A checker checks whether packages of a step compile, and makes nothing: a
// version by itself may use a package no more, and still import it.
type checker struct {
	folder   string // the step's
	mu       sync.Mutex
	packages []listed
	fset     *token.FileSet
	importer types.Importer
}

// listed is what go list says of a package.
type listed struct {
	ImportPath, Dir, Export string
	GoFiles                 []string
	DepOnly                 bool
}

func newChecker(folder string) (*checker, error) {
	cmd := exec.Command("go", "list", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles,DepOnly", "./"+folder+"/...")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	c := &checker{folder: folder, fset: token.NewFileSet()}
	exports := make(map[string]string)
	for in := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := in.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		exports[p.ImportPath] = p.Export
		if !p.DepOnly {
			c.packages = append(c.packages, p)
		}
	}
	c.importer = importer.ForCompiler(c.fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	return c, nil
}

// check checks the packages of which o changes files. What they export is not
// looked at: functions are as they were.
func (c *checker) check(o *overlay) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, p := range c.packages {
		if !slices.ContainsFunc(p.GoFiles, func(name string) bool { return o.Replace[filepath.Join(p.Dir, name)] != "" }) {
			continue
		}
		if err := c.checkPackage(p, o); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) checkPackage(p listed, o *overlay) error {
	var files []*ast.File
	for _, name := range p.GoFiles {
		name = filepath.Join(p.Dir, name)
		from := name
		if standIn, ok := o.Replace[name]; ok {
			from = standIn
		}
		text, err := os.ReadFile(from)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(c.fset, name, text, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		files = append(files, file)
	}
	_, err := (&types.Config{Importer: c.importer}).Check(p.ImportPath, c.fset, files, nil)
	return err
}
