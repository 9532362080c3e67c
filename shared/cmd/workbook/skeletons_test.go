package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/format"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"tcpworkbook/shared/course"
)

// The learner's copies compile, tests included, as if they had just been
// started in this workbook.
func TestSkeletonsCompile(t *testing.T) {
	root, book := bookRoot(t), t.TempDir()
	if err := copyBook(root, book); err != nil {
		t.Fatal(err)
	}
	for step := 1; step <= 6; step++ {
		if _, err := course.Start(book, step, step > 4); err != nil { // with step 4 not written, 5 can only begin from the reference
			t.Fatal(err)
		}
	}
	replace := make(map[string]string) // what go finds: theirs in the place of what is there
	for name := range workFiles(t, root) {
		replace[filepath.Join(root, name)] = ""
	}
	theirs := workFiles(t, book)
	for name := range theirs {
		replace[filepath.Join(root, name)] = filepath.Join(book, name)
	}
	overlay := filepath.Join(book, "overlay.json")
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err == nil {
		err = os.WriteFile(overlay, text, 0o666)
	}
	if err != nil {
		t.Fatal(err)
	}
	compile := exec.Command("go", "list", "-buildvcs=false", "-export", "-test", "-overlay", overlay, "./work/...")
	compile.Dir = root
	if out, err := compile.CombinedOutput(); err != nil || len(theirs) == 0 {
		t.Errorf("%d files: %v\n%s", len(theirs), err, out)
	}
	for name := range theirs {
		if filepath.Ext(name) != ".go" {
			continue
		}
		src, err := os.ReadFile(filepath.Join(book, name))
		if err != nil {
			t.Fatal(err)
		}
		if clean, err := format.Source(src); err != nil || !bytes.Equal(clean, src) {
			t.Errorf("gofmt would change %s: %v", name, err)
		}
	}
}

// workFiles returns the files below root's work.
func workFiles(t *testing.T, root string) map[string]bool {
	names := make(map[string]bool)
	err := fs.WalkDir(os.DirFS(root), "work", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names[filepath.FromSlash(name)] = true
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return names
}
