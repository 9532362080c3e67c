package steptest

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"tcpworkbook/shared/lab"
)

// patience is how long anything live may take before the script fails, unless
// it, or $STEPTEST_LIMIT, asks for more.
const patience = 20 * time.Second

// A liveRun is one use of the command live.
type liveRun struct {
	bare    bool
	ipv6    bool
	program string
	flags   []string      // for the program
	signal  string        // that ends it: TERM, or else INT
	before  []string      // on the kernel's side, to its end, before the program
	command []string      // on the kernel's side
	dir     string        // where both run; "": here
	limit   time.Duration // for all of it

	lab *lab.Lab
	ctx context.Context
}

func live(ts *testscript.TestScript, neg bool, args []string) {
	r := reporterOf(ts)
	Uncached(r.root)
	l := &liveRun{program: r.program, flags: []string{"-trace"}}
	fs := flag.NewFlagSet("live", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.BoolVar(&l.bare, "bare", false, "")
	fs.BoolVar(&l.ipv6, "6", false, "")
	fs.StringVar(&l.signal, "signal", "INT", "")
	fs.DurationVar(&l.limit, "limit", limitOf(ts.Getenv(limitVar), patience), "")
	with, before := fs.String("with", "", ""), fs.String("before", "", "")
	if err := fs.Parse(args); err != nil || fs.NArg() == 0 || l.signal != "INT" && l.signal != "TERM" {
		ts.Fatalf("usage: live [-bare] [-6] [-signal TERM] [-limit 1m] [-before COMMAND] [-with FLAG] COMMAND…")
	}
	record := ts.MkAbs(recordName)
	os.Remove(record)
	l.flags = append(l.flags, "-record", record)
	l.flags = append(l.flags, strings.Fields(*with)...) // a script may want another record
	l.command, l.dir, l.before = fs.Args(), ts.MkAbs("."), strings.Fields(*before)

	out, errout, failed, err := l.open(ts.Getenv("PATH"))
	r.session = session{ran: "with " + strings.Join(l.command, " "), out: printoutOf(out), errout: errout, whole: out, record: record, live: true}
	fmt.Fprint(ts.Stdout(), out)
	fmt.Fprint(ts.Stderr(), errout)
	switch {
	case err != nil:
		ts.Fatalf("%v", err)
	case failed != nil && !neg:
		ts.Fatalf("%s, on the kernel's side: %v", l.command[0], failed)
	case failed == nil && neg:
		ts.Fatalf("%s, on the kernel's side, succeeded and should have failed", l.command[0])
	}
}

// open opens a lab for the run.
func (l *liveRun) open(path string) (out, errout string, failed, err error) {
	var cancel context.CancelFunc
	l.ctx, cancel = context.WithTimeout(context.Background(), 2*l.limit)
	defer cancel()
	if l.lab, err = lab.Open(l.ctx, lab.Options{Bare: l.bare, IPv6: l.ipv6}); err != nil {
		return "", "", nil, err
	}
	defer l.lab.Close()
	return l.run(path)
}

// run returns what the program and the command printed, how the command
// failed, and what went wrong otherwise.
func (l *liveRun) run(path string) (out, errout string, failed, err error) {
	if err := l.prepare(); err != nil {
		return "", "", nil, err
	}
	p, err := l.start(path)
	if err != nil {
		return "", "", nil, err
	}
	err = p.ready(l)
	if err == nil {
		var buf bytes.Buffer
		cmd := l.lab.Command(l.ctx, l.command[0], l.command[1:]...)
		cmd.Env = append(cmd.Environ(), quickExit, limitVar+"="+l.limit.String())
		cmd.Dir, cmd.Stdout, cmd.Stderr = l.dir, &buf, &buf
		failed = cmd.Run()
		errout = buf.String()
	}
	if stopped := p.stop(l.signal); err == nil {
		err = stopped
	}
	return p.out.String(), errout + withoutDump(p.errout.String()), failed, err
}

// prepare runs what comes before the program. What that leaves in the background
// goes on, so its output is not waited for.
func (l *liveRun) prepare() error {
	if len(l.before) == 0 {
		return nil
	}
	cmd := l.lab.Command(l.ctx, l.before[0], l.before[1:]...)
	cmd.Dir = l.dir
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s, before the program: %v", strings.Join(l.before, " "), err)
	}
	return nil
}

// A running is the program under test, at work in the lab.
type running struct {
	cmd    *exec.Cmd
	out    output
	errout bytes.Buffer
	done   chan error
}

func (l *liveRun) start(path string) (*running, error) {
	program, err := lookPath(l.program, path)
	if err != nil {
		return nil, err
	}
	p := &running{cmd: l.lab.Command(l.ctx, program, l.flags...), done: make(chan error, 1)}
	p.cmd.Env = append(p.cmd.Environ(), quickExit, limitVar+"="+l.limit.String())
	p.cmd.Dir, p.cmd.Stdout, p.cmd.Stderr = l.dir, &p.out, &p.errout
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	go func() { p.done <- p.cmd.Wait() }()
	return p, nil
}

// lookPath finds the program in the first folder of path that has it.
func lookPath(name, path string) (string, error) {
	for _, dir := range strings.Split(path, string(os.PathListSeparator)) {
		if file, err := exec.LookPath(dir + "/" + name); err == nil {
			return file, nil
		}
	}
	return "", fmt.Errorf("%s is not in %s", name, path)
}

// ready waits until the program has opened the device and, where it is bare,
// types in what the program says.
func (p *running) ready(l *liveRun) error {
	missing := "opened tun0"
	if l.bare {
		missing = "printed, on stdout, the lines to type"
	}
	ctx, cancel := context.WithTimeoutCause(l.ctx, patience, fmt.Errorf("the program has not %s after %v", missing, patience))
	defer cancel()
	opened := make(chan error, 1)
	go func() {
		if l.bare {
			opened <- p.typeIn(ctx, l.lab)
		} else {
			opened <- l.lab.Attached(ctx)
		}
	}()
	select {
	case err := <-opened:
		return err
	case err := <-p.done:
		p.done <- err
		return errors.New("the program ended before it had opened tun0")
	}
}

// typeIn waits until the program says what to type, and runs that in the lab,
// where nobody needs sudo.
func (p *running) typeIn(ctx context.Context, l *lab.Lab) error {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	lines := p.sudoLines()
	for ; len(lines) < 2; lines = p.sudoLines() {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	for _, line := range lines {
		words := strings.Fields(line)
		out, err := l.Command(ctx, words[0], words[1:]...).CombinedOutput()
		if err != nil {
			return fmt.Errorf("the program says to type %q: %v: %s", line, err, out)
		}
	}
	return nil
}

// sudoLines returns the commands that the program says to type.
func (p *running) sudoLines() []string {
	var lines []string
	scanner := bufio.NewScanner(strings.NewReader(p.out.String()))
	for scanner.Scan() {
		if command, ok := strings.CutPrefix(strings.TrimSpace(scanner.Text()), "sudo "); ok {
			lines = append(lines, command)
		}
	}
	return lines
}

// stop ends the program the way a user does, and waits for it.
func (p *running) stop(signal string) error {
	s := syscall.SIGINT
	if signal == "TERM" {
		s = syscall.SIGTERM
	}
	select {
	case err := <-p.done: // by itself
		if err != nil {
			return fmt.Errorf("the program failed: %v", err)
		}
		return nil
	default:
	}
	p.cmd.Process.Signal(s)
	select {
	case err := <-p.done:
		if err != nil {
			return fmt.Errorf("the program still ran, was sent SIG%s, and did not end well: %v", signal, err)
		}
		return nil
	case <-time.After(patience / 2):
		p.cmd.Process.Kill()
		<-p.done
		return fmt.Errorf("the program was still running %v after SIG%s", patience/2, signal)
	}
}

// output is a buffer that can be read while it is written.
type output struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}
