package steptest

import (
	"runtime"
	"slices"
	"strings"
	"testing"
)

// Replays that run together have one process, until it ends by itself or a script
// fails; a script that fails for that reason passes in the end.
func TestTogether(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("on Windows replays do not run together")
	}
	b := newBook(t)
	const count, one, two, dies = "-- count --\ncount\n", "-- one --\n1\n", "-- two --\n2\n", "-- dies --\ncount\nexit 3\n"
	scripts := map[string]string{
		"6.1-first":  "replay count\ncmp stdout one\n" + count + one,
		"6.2-second": "replay count\ncmp stdout two\n" + count + two,
		"6.3-exits":  "! replay dies\nstderr 'had enough'\nreplay count\ncmp stdout one\n" + count + one + dies,
		"6.4-other":  "replay count\ncmp stdout one\nreplay count\ncmp stdout one\n" + count + one,
		"6.5-anew":   "replay count\ncmp stdout one\n" + count + one,
		"6.6-beside": "run hello you\nstdout you\nreplay count\ncmp stdout two\n" + count + two,
	}
	for name, script := range scripts {
		b.write("testdata/step06/"+name+".txtar", head+script)
	}
	for together, fail := range map[string][]string{"1": nil, "": {"6.2-second", "6.6-beside"}} {
		out, _ := b.test("TestStep", TogetherVar+"="+together)
		for name := range scripts {
			want := "    --- PASS: TestStep/" + name
			if slices.Contains(fail, name) {
				want = "    --- FAIL: TestStep/" + name
			}
			if !strings.Contains(out, want) {
				t.Errorf("together %q: no line %q in\n%s", together, want, out)
			}
		}
	}
}
