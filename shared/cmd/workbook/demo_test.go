package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"tcpworkbook/shared/lab"
	"tcpworkbook/shared/nic"
	"tcpworkbook/shared/steptest"
)

// The real thing, as a user types it.
func TestDemo(t *testing.T) {
	needsLab(t)
	if _, err := exec.LookPath("curl"); err != nil && os.Getenv("WORKBOOK_LIVE") != "require" {
		t.Skip(err)
	}
	out, err := exec.Command("workbook", "demo").Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	wantOnce(t, string(out), "The Linux kernel (192.168.0.1)", "the kernel: curl -s http://192.168.0.2/ ", "your side: go run ./step06-close -trace", "\nHello 192.168.0.1, ", "GET / HTTP/1.1 ", "\nHandshake, web page, close: all there.")
}

// The same where there is no lab, because unshare is missing.
func TestDemoWithoutLab(t *testing.T) {
	steptest.Uncached(bookRoot(t))
	cmd := exec.Command("workbook", "demo")
	workbook, err1 := exec.LookPath("workbook")
	goTool, err2 := exec.LookPath("go")
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	cmd.Env = append(os.Environ(), "PATH="+filepath.Dir(workbook)+string(os.PathListSeparator)+filepath.Dir(goTool))
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	wantOnce(t, string(out), "no lab here: ", "So this is a replay: ", "your side: go run", "\nHandshake, echo, close: all there.", "after step 6.")
	wantWords(t, string(out))
}

// wantWords wants what the kernel says in the headline and in two packets.
func wantWords(t *testing.T, out string) {
	t.Helper()
	if n := strings.Count(out, `"hello,`); n != 3 {
		t.Errorf("the words are there %d times, want 3:\n%s", n, out)
	}
}

func wantOnce(t *testing.T, out string, words ...string) {
	t.Helper()
	for _, w := range words {
		if strings.Count(out, w) != 1 {
			t.Errorf("want %q once in\n%s", w, out)
		}
	}
}

// program plays the program of a step: $PROGRAM is a line for each of its
// letters, and what it does then.
func program() {
	said, then, _ := strings.Cut(os.Getenv("PROGRAM"), " ")
	for _, letter := range said {
		fmt.Printf("0.1 > %c\n", letter)
	}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt)
	switch then {
	case "dies":
		fmt.Fprintln(os.Stderr, "no more")
		os.Exit(3)
	case "hangs":
		<-stop
	case "opens":
		tun, err := nic.OpenTUN("tun0")
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		<-stop
		tun.Close()
	}
}

var fakeShow = show{step: "program", kernel: "true", capture: "x.pcap", story: "Handshake, echo, close", proofs: []proof{
	{"an A", regexp.MustCompile("> A")}, {"a B", regexp.MustCompile("> B")}, {"a B or C", regexp.MustCompile("> [BC]")},
}}

const happened = "Handshake, echo, close: all there"

// tryShow returns what the show prints, and its error.
func tryShow(t *testing.T, s show, behaviour string, limit time.Duration, why error) (string, error) {
	t.Helper()
	t.Setenv("PROGRAM", behaviour)
	program, err := exec.LookPath("program")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeoutCause(t.Context(), limit, errors.New("it took too long"))
	defer cancel()
	var b strings.Builder
	err = s.run(ctx, &b, "/nowhere", program, why)
	return b.String(), err
}

// Only what really happened counts, and only in its order.
func TestReplayedShow(t *testing.T) {
	s := fakeShow
	for behaviour, want := range map[string]string{
		"AB":        "<nil>", // a line may be two proofs
		"xBxAxBxCx": "<nil>",
		"":          "an A did not happen",
		"ACx":       "a B did not happen",
		"BA":        "a B did not happen",
		"AB dies":   "program: exit status 3",
		"AB hangs":  "it took too long",
	} {
		limit := time.Minute
		if want == "it took too long" {
			limit = time.Second / 2
		}
		out, err := tryShow(t, s, behaviour, limit, errors.New("no lab today"))
		if fmt.Sprint(err) != want {
			t.Errorf("%s: got %v, want %s\n%s", behaviour, err, want, out)
		}
		if won := strings.Contains(out, happened); won != (err == nil) {
			t.Errorf("%s: error %v, output\n%s", behaviour, err, out)
		}
		wantOnce(t, out, "So this is a replay: ", "your side: go run")
	}
}

func TestReplayedShowSaysWhy(t *testing.T) {
	out, err := tryShow(t, fakeShow, "AB", time.Minute, errors.New("no nc today"))
	if want := "no nc today\n\nSo this is a replay: "; err != nil || !strings.HasPrefix(out, want) {
		t.Errorf("got %v\n%s", err, out)
	}
}

// Without curl, nc has to do; without both, or without a lab, the recording.
func TestTheShow(t *testing.T) {
	needsLab(t)
	for _, test := range []struct{ curl, nc, want, why string }{
		{"", "", "curl", "<nil>"},
		{"no curl", "", "nc", "<nil>"},
		{"", "no nc", "curl", "<nil>"},
		{"no curl", "no nc", "nc", "no curl"},
	} {
		before := shows
		shows = []show{{step: "curl", needs: missing(test.curl)}, {step: "nc", needs: missing(test.nc)}}
		s, why := theShow()
		if shows = before; s.step != test.want || fmt.Sprint(why) != test.why {
			t.Errorf("%q, %q: got %s, %v, want %s, %s", test.curl, test.nc, s.step, why, test.want, test.why)
		}
	}
}

// missing returns what says that something is missing, or nothing.
func missing(what string) func() error {
	return func() error {
		if what == "" {
			return nil
		}
		return errors.New(what)
	}
}

func TestLiveShow(t *testing.T) {
	needsLab(t)
	for _, test := range []struct {
		behaviour, kernel, want string
		limit                   time.Duration
	}{
		{"AB opens", "true", "<nil>", time.Minute},
		{"BA opens", "true", "a B did not happen", time.Minute},
		{"AB opens", "false", "the kernel's side: exit status 1", time.Minute},
		{" dies", "true", "program ended before it had opened tun0: exit status 3", time.Minute},
		{"AB hangs", "true", "it took too long", time.Second},
		{"AB opens", "sleep 60", "it took too long", time.Second},
	} {
		s := fakeShow
		s.kernel = test.kernel
		out, err := tryShow(t, s, test.behaviour, test.limit, nil)
		if fmt.Sprint(err) != test.want {
			t.Errorf("%s, %s: got %v, want %s\n%s", test.behaviour, test.kernel, err, test.want, out)
		}
		wantOnce(t, out, "The Linux kernel", "your side: go run")
		if test.behaviour == " dies" {
			wantOnce(t, out, "│ no more\n")
		}
	}
}

// needsLab skips a test where there is no lab.
func needsLab(t *testing.T) {
	t.Helper()
	steptest.Uncached(bookRoot(t))
	if err := lab.Available(); err != nil {
		if os.Getenv("WORKBOOK_LIVE") == "require" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
}
