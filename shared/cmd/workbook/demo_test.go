package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
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
	out, err := exec.Command("workbook", "demo").Output()
	if err != nil {
		t.Fatal(err, out)
	}
	wantOnce(t, string(out), "The Linux kernel (192.168.0.1)", "your side: go run", "3 packets transmitted, 3 received", "\n3 of 3 answered.")
	if n := strings.Count(string(out), " icmp_seq="); n != 3 {
		t.Errorf("ping got %d answers, want 3:\n%s", n, out)
	}
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
	wantOnce(t, string(out), "no lab here: ", "So this is a replay: ", "your side: go run", "\n3 of 3 answered.")
	if n := strings.Count(string(out), " icmp echo request "); n != 3 {
		t.Errorf("%d requests, want 3:\n%s", n, out)
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

// program plays the program of a step: $PROGRAM says how often it answers, and
// what it does then.
func program() {
	times, then, _ := strings.Cut(os.Getenv("PROGRAM"), " ")
	n, _ := strconv.Atoi(times)
	for range n {
		fmt.Println("0.1 > reply")
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

var fakeShow = show{step: "program", kernel: []string{"true"}, capture: "x.pcap", proof: " > reply", times: 3}

// tryShow returns what the show prints, and its error.
func tryShow(t *testing.T, s show, behaviour string, limit time.Duration) (string, error) {
	t.Helper()
	t.Setenv("PROGRAM", behaviour)
	program, err := exec.LookPath("program")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeoutCause(t.Context(), limit, errors.New("it took too long"))
	defer cancel()
	var b strings.Builder
	err = s.run(ctx, &b, "/nowhere", program)
	return b.String(), err
}

// Only what really happened counts, and only to the number.
func TestReplayedShow(t *testing.T) {
	s := fakeShow
	s.kernel = []string{"no-such-ping", "-c", "3"}
	for behaviour, want := range map[string]string{
		"3":       "<nil>",
		"2":       "the program answered 2 times, want 3",
		"4":       "the program answered 4 times, want 3",
		"3 dies":  "program: exit status 3",
		"3 hangs": "it took too long",
	} {
		limit := time.Minute
		if want == "it took too long" {
			limit = time.Second / 2
		}
		out, err := tryShow(t, s, behaviour, limit)
		if fmt.Sprint(err) != want {
			t.Errorf("%s: got %v, want %s\n%s", behaviour, err, want, out)
		}
		if won := strings.Contains(out, "3 of 3 answered"); won != (err == nil) {
			t.Errorf("%s: error %v, output\n%s", behaviour, err, out)
		}
		wantOnce(t, out, "So this is a replay: ", "your side: go run")
	}
}

func TestReplayedShowSaysWhy(t *testing.T) {
	needsLab(t)
	s := fakeShow
	s.kernel = []string{"no-such-ping", "-c", "3"}
	out, err := tryShow(t, s, "3", time.Minute)
	if want := "exec: \"no-such-ping\": executable file not found in $PATH\n\nSo this is a replay: "; err != nil || !strings.HasPrefix(out, want) {
		t.Errorf("got %v\n%s", err, out)
	}
}

func TestLiveShow(t *testing.T) {
	needsLab(t)
	for _, test := range []struct {
		behaviour, kernel, want string
		limit                   time.Duration
	}{
		{"3 opens", "true", "<nil>", time.Minute},
		{"2 opens", "true", "the program answered 2 times, want 3", time.Minute},
		{"3 opens", "false", "false: exit status 1", time.Minute},
		{"0 dies", "true", "program ended before it had opened tun0: exit status 3", time.Minute},
		{"3 hangs", "true", "it took too long", time.Second},
		{"3 opens", "sleep 60", "it took too long", time.Second},
	} {
		s := fakeShow
		s.kernel = strings.Fields(test.kernel)
		out, err := tryShow(t, s, test.behaviour, test.limit)
		if fmt.Sprint(err) != test.want {
			t.Errorf("%s, %s: got %v, want %s\n%s", test.behaviour, test.kernel, err, test.want, out)
		}
		wantOnce(t, out, "The Linux kernel", "your side: go run")
		if test.behaviour == "0 dies" {
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
