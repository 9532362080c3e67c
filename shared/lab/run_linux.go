package lab

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"

	"golang.org/x/term"
)

// Run runs a command on this process's stdin, stdout and stderr, hands signals on to
// it, and returns its exit code as a shell does: 128+n after signal n.
func Run(cmd *exec.Cmd, signals <-chan os.Signal) int {
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	terminal := term.IsTerminal(int(os.Stdin.Fd()))
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: !terminal}
	if err := cmd.Start(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return startCode(err)
	}
	ended := make(chan struct{})
	defer close(ended)
	target := cmd.Process.Pid
	if !terminal {
		target = -target
	}
	go forward(target, signals, ended)
	cmd.Wait()
	return exitCode(cmd.ProcessState)
}

// forward hands signals on to a process, or to a group if target is negative. One
// that comes again within a second is the same Ctrl-C, by way of the go command; a
// later one kills. What a terminal sends, its whole foreground gets without us.
func forward(target int, signals <-chan os.Signal, ended <-chan struct{}) {
	var first os.Signal
	var at time.Time
	for {
		select {
		case <-ended:
			return
		case s := <-signals:
			switch {
			case target > 0 && (s == syscall.SIGINT || s == syscall.SIGQUIT):
				continue
			case first == nil:
				first, at = s, time.Now()
			case time.Since(at) > time.Second:
				s = syscall.SIGKILL
			case s == first:
				continue
			}
			syscall.Kill(target, s.(syscall.Signal))
		}
	}
}

// startCode is for commands that are started without nsenter, which has these codes too.
func startCode(err error) int {
	if errors.Is(err, exec.ErrNotFound) || errors.Is(err, os.ErrNotExist) {
		return 127
	}
	return 126
}

func exitCode(state *os.ProcessState) int {
	if ws := state.Sys().(syscall.WaitStatus); ws.Signaled() {
		return 128 + int(ws.Signal())
	}
	return state.ExitCode()
}
