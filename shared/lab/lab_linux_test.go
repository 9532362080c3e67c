package lab

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// helper makes this test program play another process: one that opens a lab, or one
// that runs a command in the shared lab.
const helper = "LAB_TEST_HELPER"

func TestMain(m *testing.M) {
	switch os.Getenv(helper) {
	case "open":
		l, err := Open(context.Background(), Options{})
		fmt.Println(show(l, "readlink", "/proc/self/ns/net"), err)
		select {}
	case "run":
		os.Exit(runShared(os.Args[1:]))
	}
	os.Exit(m.Run())
}

// need skips a test where there is no lab, unless labs are required.
func need(t *testing.T) {
	t.Helper()
	t.Setenv(inside, "")
	switch err := Available(); {
	case err != nil && os.Getenv("WORKBOOK_LIVE") == "require":
		t.Fatal(err)
	case err != nil:
		t.Skip(err)
	}
}

func open(t *testing.T, o Options) *Lab {
	t.Helper()
	need(t)
	l, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// show returns what a command in the lab prints, and its error, if any.
func show(l *Lab, name string, args ...string) string {
	out, err := l.Command(context.Background(), name, args...).CombinedOutput()
	if err != nil {
		return fmt.Sprintf("%s%v", out, err)
	}
	return strings.TrimSpace(string(out))
}

func namespace(l *Lab) string { return show(l, "readlink", "/proc/self/ns/net") }

// inhabitants returns the processes that are in a network namespace.
func inhabitants(ns string) (pids []int) {
	links, _ := filepath.Glob("/proc/[0-9]*/ns/net")
	for _, link := range links {
		if to, _ := os.Readlink(link); to == ns {
			pid, _ := strconv.Atoi(strings.Split(link, "/")[2])
			pids = append(pids, pid)
		}
	}
	return pids
}

// eventually waits for a condition, for some seconds.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	poll := time.NewTicker(5 * time.Millisecond)
	defer poll.Stop()
	for end := time.Now().Add(15 * time.Second); !holds(); <-poll.C {
		if time.Now().After(end) {
			t.Fatalf("still not so: %s", what)
		}
	}
}

func TestOpenGivesTun0(t *testing.T) {
	l := open(t, Options{})
	if got := show(l, "ip", "-o", "addr", "show", "dev", "tun0"); !strings.Contains(got, "inet 192.168.0.1/24") || strings.Contains(got, "inet6") {
		t.Errorf("tun0 has %q", got)
	}
	if got := show(l, "ping", "-c", "1", "-W", "2", "192.168.0.1"); !strings.Contains(got, " 0% packet loss") {
		t.Errorf("ping 192.168.0.1: %s", got)
	}
	if got := show(l, "sh", "-c", "echo $WORKBOOK_LAB"); got != "1" {
		t.Errorf("WORKBOOK_LAB is %q", got)
	}
	if here, _ := os.Readlink("/proc/self/ns/net"); here == namespace(l) {
		t.Error("the lab is in the host's own network")
	}
}

func TestOptions(t *testing.T) {
	const off = "cat /proc/sys/net/ipv6/conf/tun0/disable_ipv6"
	if got := show(open(t, Options{}), "sh", "-c", off); got != "1" {
		t.Skipf("IPv6 cannot be switched by sysctl here: %s", got)
	}
	if got := show(open(t, Options{IPv6: true}), "sh", "-c", off); got != "0" {
		t.Errorf("with IPv6, disable_ipv6 is %s", got)
	}
	if got := show(open(t, Options{Bare: true}), "ip", "-o", "link"); strings.Contains(got, "tun0") {
		t.Errorf("a bare lab has tun0: %s", got)
	}
}

// TERM does not end the second: an interactive shell is like that.
func TestCloseLeavesNobody(t *testing.T) {
	l := open(t, Options{})
	ns := namespace(l)
	for _, script := range []string{"sleep 1000", "trap '' TERM; echo; read x", "setsid sleep 1000 & sleep 1000"} {
		cmd := l.Command(t.Context(), "sh", "-c", script)
		if _, err := cmd.StdinPipe(); err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		go cmd.Wait()
	}
	eventually(t, "6 processes run", func() bool { return len(inhabitants(ns)) >= 6 })
	for range 2 {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	}
	if left := inhabitants(ns); len(left) > 0 {
		t.Errorf("still in the lab: %v", left)
	}
}

func TestContextEndsLab(t *testing.T) {
	need(t)
	ctx, cancel := context.WithCancel(t.Context())
	l, err := Open(ctx, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	ns := namespace(l)
	cancel()
	eventually(t, "the lab is empty", func() bool { return len(inhabitants(ns)) == 0 })
}

func TestKilledOwnerLeavesNobody(t *testing.T) {
	need(t)
	owner := exec.Command(os.Args[0])
	owner.Env = append(os.Environ(), helper+"=open")
	out, err := owner.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := owner.Start(); err != nil {
		t.Fatal(err)
	}
	line, _ := bufio.NewReader(out).ReadString('\n')
	ns, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
	if rest != "<nil>" || len(inhabitants(ns)) == 0 {
		t.Errorf("no lab was opened: %q", line)
	}
	owner.Process.Signal(syscall.SIGKILL)
	owner.Wait()
	eventually(t, "the lab is empty", func() bool { return len(inhabitants(ns)) == 0 })
}
