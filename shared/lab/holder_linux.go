package lab

import (
	_ "embed"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"syscall"
)

//go:embed tun0.sh
var tun0Script string

//go:embed holder.sh
var holderScript string

// Available returns nil where a lab can be opened, else an [*UnavailableError].
// It finds out by trying, once.
func Available() error {
	_, err := way()
	return err
}

// way returns the flags with which unshare makes a namespace here. Root needs no
// user namespace, but may be a root without the right to make others.
var way = sync.OnceValues(func() ([]string, error) {
	ways := [][]string{{"-n"}, {"-n", "-U", "-r"}}
	if os.Geteuid() != 0 {
		ways = ways[1:]
	}
	if err := thisHost().obstacle(); err != nil {
		return nil, err
	}
	var out []byte
	var err error
	for _, flags := range ways {
		out, err = script("unshare", flags, tun0Script, Options{}, "").CombinedOutput()
		if err == nil {
			return flags, nil
		}
	}
	return nil, thisHost().refusal(lastLine(out))
})

// script returns a command that runs text with the options as its arguments.
func script(command string, flags []string, text string, o Options, folder string) *exec.Cmd {
	wire, noIPv6 := "tun0", "1"
	if o.Bare {
		wire = "bare"
	}
	if o.IPv6 {
		noIPv6 = "0"
	}
	return exec.Command(command, slices.Concat(flags, []string{"sh", "-ec", text, "lab", wire, noIPv6, folder})...)
}

// holderCommand returns the process that keeps a new lab alive. It has a session of
// its own, so that the terminal's signals do not reach it.
func holderCommand(flags []string, o Options, folder string) *exec.Cmd {
	cmd := script("unshare", flags, tun0Script+holderScript, o, folder)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	return cmd
}

// startHolder returns when the lab is ready, with a channel that is closed at its end.
func startHolder(cmd *exec.Cmd) (ended <-chan struct{}, err error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	cmd.Stdout, cmd.Stderr = w, w
	err = cmd.Start()
	w.Close()
	if err != nil {
		return nil, err
	}
	done := make(chan struct{})
	go func() { cmd.Wait(); close(done) }()
	said, err := io.ReadAll(r)
	if text, ok := strings.CutSuffix(string(said), "ready\n"); !ok {
		return nil, fmt.Errorf("the lab could not be set up: %s", strings.TrimSpace(text))
	}
	return done, err
}
