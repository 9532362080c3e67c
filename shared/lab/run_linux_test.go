package lab

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"testing"
)

// runShared is the helper process: what the lab command does.
func runShared(command []string) int {
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	l, err := Join(Options{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 99
	}
	defer l.Close()
	return Run(l.Command(context.Background(), command[0], command[1:]...), signals)
}

func helperRun(command ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], command...)
	cmd.Env = append(os.Environ(), helper+"=run")
	return cmd
}

func TestRunExitCode(t *testing.T) {
	ownShared(t)
	for _, test := range []struct {
		script string
		want   int
	}{
		{"true", 0},
		{"exit 7", 7},
		{"exec /no/such/program", 127},
		{"exec /etc", 126},
		{"kill -9 $$", 128 + 9},
	} {
		cmd := helperRun("sh", "-c", test.script)
		cmd.Run()
		if got := cmd.ProcessState.ExitCode(); got != test.want {
			t.Errorf("%q: exit code %d, want %d", test.script, got, test.want)
		}
	}
	for name, want := range map[string]int{"no-such-command": 127, "/etc": 126} {
		cmd := helperRun(name)
		cmd.Run()
		if got := cmd.ProcessState.ExitCode(); got != want {
			t.Errorf("%s: exit code %d, want %d", name, got, want)
		}
	}
}

func TestRunHandsSignalsOn(t *testing.T) {
	ownShared(t)
	for _, test := range []struct {
		script string
		want   int
	}{
		{"sleep 1000 & setsid sleep 1000 & readlink /proc/self/ns/net; sleep 1000", 128 + 15},
		{"trap 'exit 5' TERM; readlink /proc/self/ns/net; sleep 1000 & wait", 5},
	} {
		cmd := helperRun("sh", "-c", test.script)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		line, _ := bufio.NewReader(out).ReadString('\n')
		cmd.Process.Signal(syscall.SIGTERM)
		cmd.Process.Signal(syscall.SIGTERM)
		cmd.Wait()
		if got := cmd.ProcessState.ExitCode(); got != test.want {
			t.Errorf("exit code %d, want %d", got, test.want)
		}
		if left := inhabitants(strings.TrimSpace(line)); line == "" || len(left) > 0 {
			t.Errorf("left in %q: %v", line, left)
		}
	}
}
