package steptest

import (
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

// lineNumber differs with each edit of fake_test.go.
var lineNumber = regexp.MustCompile(`_test\.go:\d+`)

func TestGuard(t *testing.T) {
	b := newBook(t)
	for _, test := range []struct {
		order, flag string
		want        string
		code        int
	}{
		{"hello", "", "hello\n", 0},
		{"exit 3", "", "learner: had enough\n", 3},
		{"panic", "", "panic: runtime error: index out of range [5] with length 0\n" +
			"  learnerObeys, fake_test.go\n  learner, fake_test.go\n", 2},
		{"hang", "", "still running after 200ms, here:\n" +
			"  learnerHangs, fake_test.go\n  learnerObeys, fake_test.go\n  learner, fake_test.go\n  and elsewhere:\n  learnerObeys.func1, fake_test.go\n", 124},
		{"", "-h", "learner's own usage\n", 0},
		{"", "-test.v", "flag provided but not defined: -test.v\nlearner's own usage\n", 2},
	} {
		b.write("order", test.order+"\n")
		cmd := exec.Command("step06", "-replay", b.root+"/order")
		if test.flag != "" {
			cmd.Args = append(cmd.Args, test.flag)
		}
		cmd.Env = append(os.Environ(), quickExit, limitVar+"=200ms")
		out, code := b.run(cmd)
		if out := lineNumber.ReplaceAllString(out, "_test.go"); out != test.want || code != test.code {
			t.Errorf("%s%s: exit code %d, want %d, output\n%s", test.order, test.flag, code, test.code, out)
		}
	}
}

// A story takes no time, and hangs no longer than a moment.
func TestBubble(t *testing.T) {
	b := newBook(t)
	for _, test := range []struct {
		order, want string
		code        int
	}{
		{"hello", "1h0m0s\nhello\n", 0},
		{"exit 3", "1h0m0s\nlearner: had enough\n", 3},
		{"panic", "1h0m0s\npanic: runtime error: index out of range [5] with length 0\n" +
			"  learnerObeys, fake_test.go\n  learnerStory, fake_test.go\n", 2},
		{"hang", "1h0m0s\nstill running after a day on its own clock, here:\n" +
			"  learnerHangs, fake_test.go\n  learnerObeys, fake_test.go\n  learnerStory, fake_test.go\n  and elsewhere:\n  learnerObeys.func1, fake_test.go\n", hung},
	} {
		cmd := exec.Command("story", strings.Fields(test.order)...)
		cmd.Env = append(os.Environ(), quickExit)
		out, code := b.run(cmd)
		if out := lineNumber.ReplaceAllString(out, "_test.go"); out != test.want || code != test.code {
			t.Errorf("%s: exit code %d, want %d, output\n%s", test.order, code, test.code, out)
		}
	}
}

func TestWithoutDump(t *testing.T) {
	const frames = "tcpworkbook/work/step06-close/tcp.(*Conn).mayFinish(...)\n\t/x/work/step06-close/tcp/output.go:250\n" +
		"tcpworkbook/shared/nic.(*Replay).ReadPacket(0x35, {0x2c?, 0x17?})\n\t/x/shared/nic/replay.go:9 +0x94\n" +
		"tcpworkbook/work/step06-close.(*program).run.func1()\n\t/x/work/step06-close/main.go:57 +0x25\n" +
		"created by tcpworkbook/work/step06-close.(*program).run in goroutine 1\n\t/x/work/step06-close/main.go:57 +0xc9\n"
	const want = "one\npanic: no\n  (*Conn).mayFinish, output.go:250\n  (*program).run.func1, main.go:57\n"
	for said, want := range map[string]string{
		"one\npanic: no\n\ngoroutine 23 [running]:\n" + frames:                                        want,
		"one\npanic: no\n\ngoroutine 23 [running]:\n" + frames + "\ngoroutine 1 [select]:\n" + frames: want,
		"panic: no\n": "panic: no\n",
		"one\n\ngoroutine 23 [running]:\n" + frames: "one\n\ngoroutine 23 [running]:\n" + frames,
	} {
		if got := withoutDump(said); got != want {
			t.Errorf("%q became %q", said, got)
		}
	}
}

func TestIsLearners(t *testing.T) {
	for _, test := range []struct {
		function, file string
		want           bool
	}{
		{"tcpworkbook/step03-parse-ipv4.main", "/x/step03-parse-ipv4/main.go", true},
		{"tcpworkbook/step03-parse-ipv4/ipv4.(*Header).Append", "/x/ipv4/append.go", true},
		{"tcpworkbook/work/step03-parse-ipv4/ipv4.check", "C:/x/ipv4/parse.go", true},
		{"tcpworkbook/step03-parse-ipv4.TestMain.func1", "/x/step03-parse-ipv4/step_test.go", false},
		{"tcpworkbook/shared/nic.OpenTUN", "/x/shared/nic/tun.go", false},
		{"tcpworkbook/step02-loop.main.Lines.func2", "/go/src/strings/iter.go", false},
		{"runtime.gopanic", "/go/src/runtime/panic.go", false},
		{"main.main", "/x/main.go", false},
	} {
		if got := isLearners(runtime.Frame{Function: test.function, File: test.file}); got != test.want {
			t.Errorf("%s: %v", test.function, got)
		}
	}
}

func TestStepName(t *testing.T) {
	for function, want := range map[string]string{
		"tcpworkbook/step03-parse-ipv4.main":      "step03",
		"tcpworkbook/work/step03-parse-ipv4.main": "step03",
		"tcpworkbook/step10.main":                 "step10",
		funcName(learner):                         "steptest",
	} {
		if got := stepName(function); got != want {
			t.Errorf("%s: got %s, want %s", function, got, want)
		}
	}
}
