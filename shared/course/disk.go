package course

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// All that is written below work/ is written here, so that a kill at any point
// leaves no half-written folder and loses nothing: a folder is made whole under
// a name with a dot, then renamed. What replaces a folder that is in use waits
// as .new-stepNN-… until all of it has been put there; Recover goes on with
// that.

// A fileSet is the files of a folder, by their names in it, with slashes.
type fileSet map[string][]byte

// beforeChange is called before each change to the disk. Tests end the
// process in it.
var beforeChange = func() {}

func makeDir(name string) error {
	beforeChange()
	return os.MkdirAll(name, 0o777)
}

// writeFile is os.WriteFile, which a kill may cut in two.
func writeFile(name string, text []byte) error {
	beforeChange()
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	beforeChange()
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}

func rename(from, to string) error {
	beforeChange()
	return os.Rename(from, to)
}

func remove(name string) error {
	beforeChange()
	return os.RemoveAll(name)
}

// readFiles reads the files of a folder for which want is true.
func readFiles(dir string, want func(name string) bool) (fileSet, error) {
	t := make(fileSet)
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !want(name) {
			return err
		}
		t[name], err = os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		return err
	})
	return t, err
}

func sortedNames(t fileSet) []string { return slices.Sorted(maps.Keys(t)) }

func anyFile(string) bool { return true }

func isGo(name string) bool { return strings.HasSuffix(name, ".go") }

// write writes the files below dir, in the order of their names.
func (t fileSet) write(dir string) error {
	for _, name := range sortedNames(t) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := makeDir(filepath.Dir(file)); err != nil {
			return err
		}
		if err := writeFile(file, t[name]); err != nil {
			return err
		}
	}
	return nil
}

// place makes the folder target of t: all of it, or nothing.
func (t fileSet) place(target string) error {
	parent := filepath.Dir(target)
	if err := makeDir(parent); err != nil {
		return err
	}
	half, err := os.MkdirTemp(parent, halfPrefix)
	if err != nil {
		return err
	}
	defer os.RemoveAll(half)
	if err := errors.Join(os.Chmod(half, 0o755), t.write(half)); err != nil {
		return err
	}
	return rename(half, target)
}

const (
	halfPrefix = ".half-"
	newPrefix  = ".new-"
	keptFolder = ".kept"
)

// keep copies a folder of work/ to work/.kept, under a name with the time, and
// returns where it is.
func keep(work, name string, now time.Time) (kept string, err error) {
	t, err := readFiles(filepath.Join(work, name), anyFile)
	if err != nil {
		return "", err
	}
	for n := 1; ; n++ {
		kept = filepath.Join(work, keptFolder, now.Format("2006-01-02-150405-")+name)
		if n > 1 {
			kept += fmt.Sprintf("-%d", n)
		}
		if _, err := os.Stat(kept); err != nil {
			return kept, t.place(kept)
		}
	}
}

// replace puts t in the place of the Go files of a folder in work/, whose name
// stays: a shell or an editor may stand in it.
func (t fileSet) replace(work, name string) error {
	if err := t.place(filepath.Join(work, newPrefix+name)); err != nil {
		return err
	}
	return finish(work, name)
}

// finish puts what waits for the folder called name into it.
func finish(work, name string) error {
	waiting, target := filepath.Join(work, newPrefix+name), filepath.Join(work, name)
	t, err := readFiles(waiting, anyFile)
	if err != nil {
		return err
	}
	old, err := readFiles(target, isGo)
	if err != nil {
		return err
	}
	for file := range old {
		if _, stays := t[file]; !stays {
			if err := remove(filepath.Join(target, filepath.FromSlash(file))); err != nil {
				return err
			}
		}
	}
	for file, text := range t {
		if string(old[file]) == string(text) {
			continue
		}
		if err := t.put(waiting, target, file); err != nil {
			return err
		}
	}
	return remove(waiting)
}

// put writes one file through another name, so that it is never half there.
func (t fileSet) put(waiting, target, file string) error {
	half, to := filepath.Join(waiting, ".half"), filepath.Join(target, filepath.FromSlash(file))
	if err := makeDir(filepath.Dir(to)); err != nil {
		return err
	}
	if err := writeFile(half, t[file]); err != nil {
		return err
	}
	return rename(half, to)
}

// Recover puts in order what a killed command has left in work/, and returns
// the folders that it has finished.
func Recover(root string) (finished []string, err error) {
	work := filepath.Join(root, "work")
	entries, err := os.ReadDir(work)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, dir := range []string{work, filepath.Join(work, keptFolder)} {
		halves, _ := filepath.Glob(filepath.Join(dir, halfPrefix+"*"))
		for _, half := range halves {
			err = errors.Join(err, os.RemoveAll(half))
		}
	}
	for _, e := range entries {
		if name, waits := strings.CutPrefix(e.Name(), newPrefix); waits {
			os.Remove(filepath.Join(work, e.Name(), ".half"))
			err = errors.Join(err, finish(work, name))
			finished = append(finished, "work/"+name)
		}
	}
	return finished, err
}
