package steptest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tcpworkbook/shared/lab"
)

// Where there is no lab, what needs one is skipped, and says why; with
// WORKBOOK_LIVE=require that is a failure.
func TestNoLab(t *testing.T) {
	for _, test := range []struct {
		script, env string
		code        int
		want        string
	}{
		{"needs lab\nlive true\n", "", 0, "no lab here, so this is not tried live (go tool workbook doctor): no lab here: "},
		{"needs lab\nlive true\n", "WORKBOOK_LIVE=require", 1, "\n      WORKBOOK_LIVE=require, but there is no lab: no lab here: "},
		{"[lab] live true\n", "", 0, "--- PASS: TestStep/6.1-a"},
		{"[lab] live true\n", "WORKBOOK_LIVE=require", 1, `bad condition "lab": WORKBOOK_LIVE=require, but: no lab here: `},
	} {
		b := newBook(t)
		b.write("testdata/step06/6.1-a.txtar", head+test.script)
		out, code := b.test("TestStep", noLab(), test.env)
		if code != test.code || !strings.Contains(out, test.want) {
			t.Errorf("%s%s: exit code %d, output\n%s", test.script, test.env, code, out)
		}
		if _, err := os.Stat(filepath.Join(b.root, ".workbook", "uncached")); err != nil {
			t.Errorf("%s: go test would cache the result: %v", test.script, err)
		}
	}
}

func TestLive(t *testing.T) {
	needsLab(t)
	b := newBook(t)
	scripts := map[string]struct{ script, fails string }{
		"6.1-live": {"live -with=-trace echo hi\ncmp stdout out\nstderr '^hi$'\n! live false\n-- out --\nopen\ndone\n", ""},
		"6.2-live": {"live false\n", `
  with false

  output    open
            done
  false, on the kernel's side: exit status 1
`},
		"6.3-live": {"! live true\n", `
  with true

  output    open
            done
  true, on the kernel's side, succeeded and should have failed
`},
		"6.4-live": {"live -with=-die true\n", `
  with true

  said      learner: out of here
  the program ended before it had opened tun0
`},
		"6.6-live": {"live -before 'cp file seen' true\nexists seen\n-- file --\n", ""},
		"6.7-live": {"live -before 'cp nothing seen' true\n", `
  with true

  cp nothing seen, before the program: exit status 1
`},
		"6.5-live": {"live -signal TERM true\n", `
  with true

  output    open
  the program still ran, was sent SIGTERM, and did not end well: signal: terminated
`},
	}
	for name, s := range scripts {
		b.write("testdata/step06/"+name+".txtar", head+s.script)
	}
	out, _ := b.test("TestStep")
	got := stories(out)
	for name, s := range scripts {
		if diff := cmp.Diff(s.fails, got[name]); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// needsLab skips the test where there is no lab.
func needsLab(t *testing.T) {
	t.Helper()
	root := must(os.Getwd())
	Uncached(filepath.Dir(filepath.Dir(root)))
	err := lab.Available()
	if err != nil && liveRequired() {
		t.Fatal(err)
	}
	if err != nil {
		t.Skip(err)
	}
}
