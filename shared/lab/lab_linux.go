package lab

import (
	"context"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"sync"
)

// inside is the variable by which a process knows that it runs in a lab.
const inside = "WORKBOOK_LAB"

// A Lab is a place in which commands can run.
type Lab struct {
	enter []string     // the words before a command that take it inside; none when we are there already
	leave func() error // runs once, however often Close is called
}

// Open makes a private lab. It ends with Close, with ctx, or when this process dies.
func Open(ctx context.Context, o Options) (*Lab, error) {
	flags, err := way()
	if err != nil {
		return nil, err
	}
	cmd := holderCommand(flags, o, "")
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	ended, err := startHolder(cmd)
	if err != nil {
		return nil, err
	}
	stop := context.AfterFunc(ctx, func() { stdin.Close() })
	leave := func() error {
		stop()
		stdin.Close()
		<-ended
		return nil
	}
	return &Lab{enterWords(cmd.Process.Pid, slices.Contains(flags, "-U")), sync.OnceValue(leave)}, nil
}

// Command returns a command that runs inside; name, ctx and errors are as in [exec.CommandContext].
func (l *Lab) Command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	if len(l.enter) > 0 {
		cmd.Args = slices.Concat(l.enter, []string{cmd.Path}, args)
		cmd.Path = l.enter[0]
	}
	cmd.Env = append(os.Environ(), inside+"=1")
	return cmd
}

// Close leaves the lab. The last to leave ends what still runs inside, and
// returns when the namespace has lost its holder.
func (l *Lab) Close() error { return l.leave() }

// enterWords returns what to put before a command to run it in pid's namespaces.
func enterWords(pid int, user bool) []string {
	nsenter, _ := exec.LookPath("nsenter") // way has seen it
	words := []string{nsenter, "-t", strconv.Itoa(pid), "-n"}
	if user {
		words = append(words, "-U", "--preserve-credentials")
	}
	return append(words, "--")
}
