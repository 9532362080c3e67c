package course

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func newWorkbook(t *testing.T, mainGo string) (root string) {
	root = t.TempDir()
	step := filepath.Join(root, "step03-parse-ipv4")
	write(t, filepath.Join(step, "README.md"), "the chapter")
	write(t, filepath.Join(step, "main.go"), mainGo)
	write(t, filepath.Join(step, "main_test.go"), "package main\n")
	write(t, filepath.Join(step, "step_test.go"), "package main\n\nimport _ \"tcpworkbook/step03-parse-ipv4/ipv4\"\n")
	write(t, filepath.Join(step, "ipv4", "ipv4.go"), "package ipv4\n")
	write(t, filepath.Join(root, "testdata", "step03", "3.1-fields.txtar"), "# 3.1 Read\n")
	return root
}

const mainGo = `package main

import (
	"tcpworkbook/shared/nic"
	"tcpworkbook/step03-parse-ipv4/ipv4"
)

//exercise:3.1
func f() { println(nic.X) }

var _ = ipv4.X
`

func TestStart(t *testing.T) {
	root := newWorkbook(t, mainGo)
	started, err := Start(root, 3, false)
	folder := started.Folder
	if err != nil || folder != "work/step03-parse-ipv4" || started.From != "" {
		t.Fatalf("got %v, %v", started, err)
	}
	want := `package main

import (
	"tcpworkbook/work/step03-parse-ipv4/ipv4"
)

//exercise:3.1
func f() {
	panic("exercise 3.1: f is not written yet")
}

var _ = ipv4.X
`
	if got := read(t, filepath.Join(root, folder, "main.go")); got != want {
		t.Errorf("main.go is\n%s", got)
	}
	if got := read(t, filepath.Join(root, folder, "step_test.go")); !strings.Contains(got, `"tcpworkbook/work/step03-parse-ipv4/ipv4"`) {
		t.Errorf("step_test.go imports the reference:\n%s", got)
	}
	if got, want := tree(t, filepath.Join(root, "work")), "step03-parse-ipv4 step03-parse-ipv4/ipv4 step03-parse-ipv4/ipv4/ipv4.go step03-parse-ipv4/main.go step03-parse-ipv4/step_test.go"; got != want {
		t.Errorf("work holds %s, want %s", got, want)
	}
}

// What the program embeds comes along.
func TestStartEmbeds(t *testing.T) {
	root := newWorkbook(t, mainGo)
	step := filepath.Join(root, "step03-parse-ipv4")
	write(t, filepath.Join(step, "ipv4", "page.go"), "package ipv4\n\nimport _ \"embed\"\n\n//go:embed page.html page.txt\nvar page string\n")
	write(t, filepath.Join(step, "ipv4", "page.html"), "<p>")
	if _, err := Start(root, 3, false); err == nil || !strings.Contains(err.Error(), "page.txt") {
		t.Errorf("without page.txt: %v", err)
	}
	write(t, filepath.Join(step, "ipv4", "page.txt"), "//exercise:none")
	if _, err := Start(root, 3, false); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"page.html": "<p>", "page.txt": "//exercise:none"} {
		if got := read(t, filepath.Join(root, "work/step03-parse-ipv4/ipv4", name)); got != want {
			t.Errorf("%s is %q", name, got)
		}
	}
}

func TestStartLeavesWhatIsThere(t *testing.T) {
	root := newWorkbook(t, mainGo)
	mine := filepath.Join(root, "work", "step03-parse-ipv4", "main.go")
	write(t, mine, "mine")
	_, err := Start(root, 3, false)
	if err == nil || err.Error() != "work/step03-parse-ipv4 is there already, and stays as it is; go tool workbook reset 3 begins it anew" {
		t.Errorf("got %v", err)
	}
	if read(t, mine) != "mine" || tree(t, filepath.Join(root, "work")) != "step03-parse-ipv4 step03-parse-ipv4/main.go" {
		t.Error("it touched the copy")
	}
}

func TestStartLeavesNothingHalf(t *testing.T) {
	root := newWorkbook(t, "package main\n\n//exercise:none\nfunc f() {}\n")
	if _, err := Start(root, 3, false); err == nil || !strings.Contains(err.Error(), "main.go:3:1: want //exercise:") {
		t.Errorf("got %v", err)
	}
	if _, err := Start(root, 4, false); err == nil || err.Error() != "there is no step 4" {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(filepath.Join(root, "work")); err == nil {
		t.Errorf("left behind: %s", tree(t, filepath.Join(root, "work")))
	}
}

// tree returns the names of what is below dir.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		rel, _ := filepath.Rel(dir, path)
		if rel != "." {
			names = append(names, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(names, " ")
}

// copyAny copies a file or a folder.
func copyAny(t *testing.T, from, to string) {
	t.Helper()
	err := filepath.WalkDir(from, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(from, name)
		write(t, filepath.Join(to, rel), read(t, name))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
