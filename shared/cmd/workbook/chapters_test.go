package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tcpworkbook/shared/course"
)

// What the book shows of this command is what it prints; WORKBOOK_UPDATE=1
// fills it in. What a step's chapter shows besides is checked by steptest.
func TestChapters(t *testing.T) {
	root := bookRoot(t)
	for _, name := range chapters(t, root) {
		t.Run(name, func(t *testing.T) {
			md, err := os.ReadFile(filepath.Join(root, name))
			if err != nil {
				t.Fatal(err)
			}
			book := t.TempDir()
			if err := copyBook(root, book); err != nil {
				t.Fatal(err)
			}
			problems, should := checkChapter(name, string(md), book)
			if should != string(md) && os.Getenv("WORKBOOK_UPDATE") != "" {
				if err := os.WriteFile(filepath.Join(root, name), []byte(should), 0o666); err != nil {
					t.Fatal(err)
				}
			} else if should != string(md) {
				t.Errorf("%s shows something else than the real thing (- shown, + real):\n%s", name, cmp.Diff(string(md), should))
			}
			for _, p := range problems {
				t.Error(p)
			}
		})
	}
}

// chapters returns the names of the book's .md files.
func chapters(t *testing.T, root string) (names []string) {
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		if d != nil && d.IsDir() && (name == "work" || strings.HasPrefix(name, ".") && name != ".") {
			return fs.SkipDir
		}
		if filepath.Ext(name) == ".md" {
			names = append(names, name)
		}
		return err
	})
	if err != nil || !slices.Contains(names, "WORKBOOK.md") {
		t.Fatal(names, err)
	}
	return names
}

// checkChapter returns what in a chapter nobody checks, and the chapter as it
// should be. Commands run in the folder book.
func checkChapter(name, md, book string) (problems []string, should string) {
	steps := strings.HasPrefix(name, "step") // whose own tests check the rest
	should = md
	for i, b := range course.Blocks(md) {
		where := fmt.Sprintf("%s:%d: ", name, b.Line)
		switch {
		case b.Session != "" && b.Lang == "console": // TestSessions checks it
		case b.Lang == "go" && b.From == "":
			problems = append(problems, where+`want a comment "<!-- from: FILE#NAME -->" before it`)
		case b.Lang == "go" && !steps, strings.HasPrefix(b.Lang, "console ") && !steps:
			problems = append(problems, where+"nobody checks a block "+b.Lang)
		case b.Lang == "console":
			var text strings.Builder
			for _, s := range b.Commands() {
				words := strings.Fields(s.Command)
				if len(words) > 2 && slices.Equal(words[:3], []string{"go", "tool", "workbook"}) {
					s.Output = output(book, words[3:])
				} else if !steps {
					problems = append(problems, fmt.Sprintf("%snobody checks what %q prints", where, s.Command))
				}
				fmt.Fprintf(&text, "$ %s\n%s", s.Command, s.Output)
			}
			should = course.Replace(should, course.Blocks(should)[i], text.String())
		}
	}
	return problems, should
}

// output returns what the workbook prints.
func output(dir string, args []string) string {
	cmd := exec.Command("workbook", args...)
	cmd.Dir = dir
	out, _ := cmd.CombinedOutput()
	return string(out)
}

func TestCheckChapter(t *testing.T) {
	book := t.TempDir()
	if err := copyBook(bookRoot(t), book); err != nil {
		t.Fatal(err)
	}
	const started = "work/step02-loop is yours to write.\n\nRead   step02-loop/README.md\nWrite  2.1 Read until the end\nCheck  go tool workbook check\n"
	const md = "```go\nx\n```\n" +
		"<!-- from: a.go#F -->\n```go\nx\n```\n" +
		"```console\n$ go tool workbook start 2\n$ ls\nx\n$ go tool workbook start 2\nold\n```\n" +
		"```console live kernel\n```\n```text\nx\n```\n"
	problems, should := checkChapter("WORKBOOK.md", md, book)
	want := []string{
		`WORKBOOK.md:1: want a comment "<!-- from: FILE#NAME -->" before it`,
		`WORKBOOK.md:5: nobody checks a block go`,
		`WORKBOOK.md:8: nobody checks what "ls" prints`,
		`WORKBOOK.md:15: nobody checks a block console live kernel`,
	}
	if diff := cmp.Diff(want, problems); diff != "" {
		t.Error(diff)
	}
	wantMD := strings.Replace(strings.Replace(md, "start 2\n$", "start 2\n"+started+"$", 1), "old\n",
		"workbook: work/step02-loop is there already, and stays as it is; go tool workbook reset 2 begins it anew\n", 1)
	if diff := cmp.Diff(wantMD, should); diff != "" {
		t.Error(diff)
	}
	if problems, _ := checkChapter("step02-loop/README.md", md, book); len(problems) != 1 {
		t.Errorf("in a step's chapter: %q", problems)
	}
}
