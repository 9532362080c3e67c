package steptest

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const right = "# A chapter\n" +
	"<!-- from: fake.go#F() -->\n```go\n// F does.\nfunc F()\n```\n" +
	"```console\n$ go run ./step06-fake -replay testdata/captures/ab.txt\na\nb\n$ go run ./step06-fake -replay none\n" +
	"learner: open none: no such file or directory\nexit status 1\n```\n" +
	"```console\n$ go tool workbook start 6\nchecked by others\n```\n" +
	"<!-- from: some.txtar#a.out -->\n```text\na line\n```\n" +
	"```text\nanything\n```\n"

const fakeGo = "package main\n\n// F does.\n//\n//exercise:6.1\nfunc F() {}\n"

func TestChapter(t *testing.T) {
	b := newBook(t)
	b.write("step06-fake/fake.go", fakeGo)
	b.write("step06-fake/some.txtar", "# A script\n-- a.out --\na line\n")
	for _, test := range []struct{ old, new, want string }{
		{"", "", ""},
		{"func F()", "func F(int)", `
README.md:3 shows something else than the real thing:
            // F does.
  got       func F(int)
  expected  func F()
                   ^ here
`},
		{"#F", "#G", "\nREADME.md:3: fake.go declares no G\n"},
		{"<!-- from", "\n<!-- not from", "\nREADME.md:4: from: want FILE#NAME, got \"\"\n"},
		{"\na\nb\n", "\na\n", `
README.md:7 shows something else than the real thing:
            $ go run ./step06-fake -replay testdata/captures/ab.txt
            a
  missing   b
            $ go run ./step06-fake -replay none
`},
		{"status 1", "status 2", `
README.md:7 shows something else than the real thing:
            $ go run ./step06-fake -replay testdata/captures/ab.txt
            a
            b
            $ go run ./step06-fake -replay none
            learner: open none: no such file or directory
  got       exit status 2
  expected  exit status 1
                        ^ here
`},
		{"go tool workbook start", "ls -l", "\nREADME.md:15: nobody checks what \"ls -l 6\" prints\n"},
		{"$ go tool workbook start 6\n", "", "\nREADME.md:15: a block \"console\" begins with \"$ \" and a command\n"},
		{"a line\n", "another line\n", `
README.md:20 shows something else than the real thing:
  got       another line
  expected  a line
             ^ here
`},
		{"#a.out", "#b.out", "\nREADME.md:20: some.txtar has no file \"b.out\"\n"},
		{"some.txtar", "none.txtar", "\nREADME.md:20: open none.txtar: no such file or directory\n"},
		{"text\nanything\n", "console live kernel\n", "\nREADME.md:23: want a command, and before it a block \"console live program\" with \"$ go run ./step06-…\"\n"},
	} {
		b.write("step06-fake/README.md", strings.Replace(right, test.old, test.new, 1))
		out, code := b.test("TestChapter")
		if (code == 0) != (test.want == "") {
			t.Errorf("%q: exit code %d", test.new, code)
		}
		_, got, _ := strings.Cut(out, "=== RUN   TestChapter\n")
		got, _, _ = strings.Cut(got, "--- ")
		if got != "" {
			_, got, _ = strings.Cut(strings.ReplaceAll(got, "\n        ", "\n"), ": ")
			got = "\n" + got
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%q: %s", test.new, diff)
		}
	}
}

func TestUpdateChapter(t *testing.T) {
	b := newBook(t)
	b.write("step06-fake/fake.go", fakeGo)
	b.write("step06-fake/some.txtar", "# A script\n-- a.out --\na line\n")
	old := strings.NewReplacer("func F()", "func G()", "\na\nb\n", "\n", "others", "nobody").Replace(right)
	b.write("step06-fake/README.md", old)
	if out, code := b.test("TestChapter", "WORKBOOK_UPDATE=1"); code != 0 {
		t.Error(out)
	}
	want := strings.Replace(right, "others", "nobody", 1)
	if diff := cmp.Diff(want, b.read("step06-fake/README.md")); diff != "" {
		t.Error(diff)
	}
}

func TestNoChapter(t *testing.T) {
	b := newBook(t)
	if out, code := b.test("TestChapter"); code != 0 || !strings.Contains(out, "there is no chapter in this folder") {
		t.Errorf("exit code %d, output\n%s", code, out)
	}
}

const rightLive = "# A chapter\n" +
	"```console live program\n$ go tool workbook lab go run ./step06-fake\nopen\ndone\n```\n" +
	"```console live kernel\n$ echo 1.2 ms is short\n99.0 ms is short\n```\n"

func TestChapterLive(t *testing.T) {
	needsLab(t)
	b := newBook(t)
	for _, test := range []struct{ old, new, want string }{
		{"", "", ""},
		{"done", "gone", "README.md:7: before it, the program shows something else than the real one:\n                    open\n          got       gone\n"},
		{"99.0 ms is short", "6.1 ms is long", "README.md:7 shows something else than the real thing:\n          got       * is long\n"},
		{"workbook lab", "workbook", "README.md:7: want a command, and before it"},
		{"$ echo 1.2 ms is short\n", "", "README.md:7: want a command, and before it"},
		{"go run ./step06-fake", "go run ./step06-fake -die", "README.md:7: the program ended before it had opened tun0\n"},
	} {
		b.write("step06-fake/README.md", strings.Replace(rightLive, test.old, test.new, 1))
		out, code := b.test("TestChapter")
		if (code == 0) != (test.want == "") || !strings.Contains(out, test.want) {
			t.Errorf("%q: exit code %d, output\n%s", test.new, code, out)
		}
	}
}

func TestChapterLiveWithoutLab(t *testing.T) {
	b := newBook(t)
	b.write("step06-fake/README.md", rightLive)
	if out, code := b.test("TestChapter", noLab()); code != 0 || !strings.Contains(out, "README.md:7 is not compared: no lab here: ") {
		t.Errorf("exit code %d, output\n%s", code, out)
	}
	if out, code := b.test("TestChapter", noLab(), "WORKBOOK_LIVE=require"); code != 1 || !strings.Contains(out, "README.md:7: WORKBOOK_LIVE=require, but there is no lab: ") {
		t.Errorf("exit code %d, output\n%s", code, out)
	}
	if _, err := os.Stat(b.root + "/.workbook/uncached"); err != nil {
		t.Errorf("go test would cache the result: %v", err)
	}
}
