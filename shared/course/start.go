package course

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// StepFolder returns the name of a step's folder, such as step03-parse-ipv4.
func StepFolder(root string, step int) (string, error) {
	folders, err := fs.Glob(os.DirFS(root), fmt.Sprintf("step%02d-*", step))
	if err != nil {
		return "", err
	}
	if len(folders) != 1 {
		return "", fmt.Errorf("there is no step %d", step)
	}
	return folders[0], nil
}

// Start makes the learner's copy of a step, with its exercises emptied, and
// returns its folder, relative to root: work/step03-parse-ipv4. It does not
// touch a copy that is there already. The copy is there whole, or not at all.
func Start(root string, step int) (folder string, err error) {
	name, err := StepFolder(root, step)
	if err != nil {
		return "", err
	}
	if scripts, err := Scripts(root, step); err != nil || len(scripts) == 0 {
		return "", fmt.Errorf("step %d is in the making: it has no milestones yet", step)
	}
	folder = filepath.Join("work", name)
	target := filepath.Join(root, folder)
	if _, err := os.Stat(target); err == nil {
		return "", fmt.Errorf("%s is there already; to begin anew, move it away first", filepath.ToSlash(folder))
	}
	if err := os.MkdirAll(filepath.Join(root, "work"), 0o777); err != nil {
		return "", err
	}
	half, err := os.MkdirTemp(filepath.Join(root, "work"), ".half-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(half)
	if err := copySkeleton(filepath.Join(root, name), half, name); err != nil {
		return "", err
	}
	if err := os.Chmod(half, 0o755); err != nil {
		return "", err
	}
	return folder, os.Rename(half, target)
}

// copySkeleton copies the Go files of a step, without its tests except for
// those that run the scripts.
func copySkeleton(from, to, name string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		rel, relErr := filepath.Rel(from, path)
		if err := errors.Join(err, relErr); err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		switch {
		case d.IsDir():
			return os.MkdirAll(target, 0o777)
		case filepath.Ext(path) != ".go", strings.HasSuffix(path, "_test.go") && d.Name() != "step_test.go":
			return nil
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		skeleton, err := Skeleton(path, src, func(Exercise) bool { return true })
		if err != nil {
			return err
		}
		own := strings.ReplaceAll(string(skeleton), `"tcpworkbook/`+name, `"tcpworkbook/work/`+name)
		return os.WriteFile(target, []byte(own), 0o666)
	})
}
