package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const failed = `--- FAIL: TestStories (0.02s)
    --- FAIL: TestStories/syn/0x0 (0.00s)
        story_test.go:1: --- FAIL: not a test
    --- FAIL: TestStories/syn/0x7ffffff0 (0.00s)
    --- FAIL: TestStories/fin/0x0 (0.00s)
--- FAIL: TestStoriesToo (0.00s)
FAIL
ok  	tcpworkbook/step06-close/tcp	0.1s
panic: test timed out after 30s
	running tests:
		TestTransfer (30s)
		TestTransfer/{lose:0.1}/2 (29s)

goroutine 1 [running]:
		TestNot (30s)
`

func TestFailedTests(t *testing.T) {
	got := failedTests(failed)
	want := []string{"TestStories/syn", "TestStories/fin", "TestStoriesToo", "TestTransfer/{lose:0.1}"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got, want := firstThree(got), "TestStories/syn, TestStories/fin, TestStoriesToo and 1 more"; got != want {
		t.Errorf("got %s", got)
	}
	if got := failedTests("FAIL	tcpworkbook/step06-close/tcp [build failed]\n"); len(got) > 0 {
		t.Errorf("none ran, and got %v", got)
	}
}

const small = `--- a/step09-x/two.go
+++ b/step09-x/two.go
@@ -3,3 +3,3 @@
 func main() {}

-const two = 2
+const two = %s
`

// Only a test that fails catches a mistake: not one that does not build.
func TestProveByTests(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "go.mod", "module x\n\ngo 1.26\n")
	write(t, "step09-x/two.go", "package main\n\nfunc main() {}\n\nconst two = 2\n")
	write(t, "step09-x/two_test.go", "package main\n\nimport \"testing\"\n\nfunc TestTwo(t *testing.T) {\n\tif two != 2 {\n\t\tt.Error(two)\n\t}\n}\n")
	write(t, "testdata/step09/9.2-x.txtar", "")
	for _, test := range []struct{ milestone, how, two, caught, err string }{
		{"9.1", "replay", "3", "TestTwo", ""},
		{"9.2", "unit", "3", "TestTwo", ""}, // there is a script, but it cannot notice
		{"9.1", "replay", "1 + 1", "", ""},
		{"9.1", "replay", "x", "", "no test failed, but: "},
		{"9.2", "replay", "3", "", "step09-x: no script ran: "},
	} {
		m := mistake{id: "M-1", milestone: test.milestone, how: test.how, patch: fmt.Appendf(nil, small, test.two)}
		attempts, err := attemptsAt([]mistake{m}, t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		f := attempts[0].prove()
		caught, err := f.caught, f.err
		if caught != test.caught || (err == nil) != (test.err == "") || err != nil && !strings.HasPrefix(err.Error(), test.err) {
			t.Errorf("%v: got %q, %v", test, caught, err)
		}
	}
}

// What comes comes in order.
func TestInTurn(t *testing.T) {
	for i, c := range inTurn(9, func(i int) int { return i * i }) {
		if got := <-c; got != i*i {
			t.Errorf("%d: got %d", i, got)
		}
	}
}
