package main

import (
	"fmt"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const shows = "a\n<!-- failure: M-1 -->\n```text\nold\n```\n<!-- failure: M-2 -->\n```text\ntwo\n```\n```text\n```\n<!-- failure: M-9 -->\n```text\n```\n"

func TestFailures(t *testing.T) {
	said := map[string]string{"M-1": "one\n\nmore\n", "M-2": "two\n"}
	should, wrong := withFailures("x.md", shows, said, true)
	if got, want := fmt.Sprint(wrong), "[x.md:3: M-1 says something else:\none\n\nmore\n x.md:13: there is no mistake M-9]"; got != want {
		t.Errorf("got %s", got)
	}
	const want = "a\n<!-- failure: M-1 -->\n```text\none\n\nmore\n```\n<!-- failure: M-2 -->\n```text\ntwo\n```\n```text\n```\n<!-- failure: M-9 -->\n```text\n```\n"
	if diff := cmp.Diff(want, should); diff != "" {
		t.Error(diff)
	}
	if _, wrong := withFailures("x.md", shows, map[string]string{"M-2": "two\n"}, false); wrong != nil {
		t.Errorf("those that were not made: %v", wrong)
	}
}

func TestCheckFailures(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "step01-x/README.md", shows)
	write(t, "work/notes.md", shows)
	said := map[string]string{"M-1": "one\n", "M-2": "two\n", "M-9": "nine\n"}
	t.Setenv("WORKBOOK_UPDATE", "")
	if err := checkFailures(said, true); err == nil || err.Error() != "step01-x/README.md:3: M-1 says something else:\none\n\nstep01-x/README.md:13: M-9 says something else:\nnine\n" {
		t.Errorf("got %v", err)
	}
	t.Setenv("WORKBOOK_UPDATE", "1")
	if err := checkFailures(said, true); err != nil {
		t.Errorf("updating: %v", err)
	}
	t.Setenv("WORKBOOK_UPDATE", "")
	if err := checkFailures(said, true); err != nil {
		t.Errorf("updated: %v", err)
	}
	if mine, err := os.ReadFile("work/notes.md"); string(mine) != shows {
		t.Errorf("the learner's own file is now %q, %v", mine, err)
	}
}
