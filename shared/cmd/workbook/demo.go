package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"time"

	"tcpworkbook/shared/course"
	"tcpworkbook/shared/lab"
)

const demoUsage = `usage: go tool workbook demo

Starts the furthest finished step in a lab of its own and has the kernel talk to
it. Where there can be no lab, the same program gets a recorded capture instead.
`

// A show is what a step has to show.
type show struct {
	step    string       // its folder
	kernel  string       // what the kernel's side runs, as it is typed
	needs   func() error // what it needs; nil: nothing
	capture string       // the same, recorded; "": it is not
	proofs  []proof      // what must be seen, in this order
	story   string       // what that was, in short
}

// A proof is a line that the program prints when something has happened.
type proof struct {
	what string
	line *regexp.Regexp
}

// shows are those of the furthest step that is finished, the best first. The
// last one is recorded.
var shows = []show{
	{
		step:   "step06-close",
		kernel: "curl -s http://192.168.0.2/",
		needs:  func() error { _, err := exec.LookPath("curl"); return err },
		proofs: []proof{
			{"the handshake", regexp.MustCompile(` > 80 > \d+ +S\. 0:0\(0\) ack 1 `)},
			{"the question", regexp.MustCompile(` < \d+ > 80 +P\. 1:\d+\(\d+\) `)},
			{"the page", regexp.MustCompile(` > 80 > \d+ +P\. 1:\d+\(\d+\) `)},
			{"the close", regexp.MustCompile(` > 80 > \d+ +FP?\. `)},
			{"the close's last acknowledgment", regexp.MustCompile(` < \d+ > 80 +\. \d+:\d+\(0\) ack \d+ `)},
		},
		story: "Handshake, web page, close",
	},
	{
		step:    "step06-close",
		kernel:  `echo "hello, TCP" | nc -N 192.168.0.2 7`,
		needs:   openNC,
		capture: "testdata/captures/tcp-hello.pcapng",
		proofs: []proof{
			{"the handshake", regexp.MustCompile(` > 7 > \d+ +S\. 0:0\(0\) ack 1 `)},
			{"the echo", regexp.MustCompile(` > 7 > \d+ +F?P?\. 1:12\(11\) .*"hello, TCP\\n"`)},
			{"the close", regexp.MustCompile(` > 7 > \d+ +FP?\. .* ack 13 `)},
			{"the close's last acknowledgment", regexp.MustCompile(` < \d+ > 7 +\. 13:13\(0\) ack 13 `)},
		},
		story: "Handshake, echo, close",
	},
}

// theShow returns the best show that can be live, or else the recorded one, and
// why.
func theShow() (s show, why error) {
	if why = lab.Available(); why != nil {
		return shows[len(shows)-1], why
	}
	for _, s := range shows {
		err := s.needs()
		if err == nil {
			return s, nil
		}
		why = cmp.Or(why, err)
	}
	return shows[len(shows)-1], why
}

// openNC returns nil if nc is OpenBSD's: others know no -N, or mean something
// else by it.
func openNC() error {
	help, err := exec.Command("nc", "-h").CombinedOutput()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return err
	case !bytes.Contains(help, []byte("OpenBSD netcat")):
		return errors.New("nc is not the one of OpenBSD here: install the package netcat-openbsd")
	}
	return nil
}

// demoTime is how long the show may take, once the program is built.
const demoTime = 10 * time.Second

// lastWords is how long, after the kernel's side is done, the program may still
// be reading the last packets.
const lastWords = time.Second

// demoCommand returns 0 only if what it showed has happened.
func demoCommand(args []string) int {
	if len(args) > 0 {
		fmt.Fprint(os.Stderr, demoUsage)
		return 2
	}
	root, err := course.Root()
	if err != nil {
		return fail(err)
	}
	dir, err := os.MkdirTemp("", "workbook")
	if err != nil {
		return fail(err)
	}
	defer os.RemoveAll(dir)
	s, why := theShow()
	program := filepath.Join(dir, s.step+".exe") // Windows wants the .exe, others don't mind
	build := exec.Command("go", "build", "-buildvcs=false", "-o", program, "./"+s.step)
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		return fail(fmt.Errorf("%v: %w\n%s", build, err, out))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	ctx, cancel := context.WithTimeoutCause(ctx, demoTime, errors.New("it took too long"))
	defer cancel()
	if err := s.run(ctx, os.Stdout, root, program, why); err != nil {
		return fail(err)
	}
	return 0
}

// run shows the program live, or over the capture if there is a reason why not.
func (s show) run(ctx context.Context, w io.Writer, root, program string, why error) error {
	p := &player{columns: newColumns(w, terminalWidth()), missing: s.proofs, seen: make(chan struct{})}
	var err error
	if why != nil {
		fmt.Fprintf(w, "%v\n\nSo this is a replay: what the kernel sent when %s was recorded goes through the same program.\n\n", why, s.capture)
		p.row("the kernel: a recording of "+s.kernel, "your side: go run ./"+s.step+" -trace -replay "+s.capture)
		err = s.replay(ctx, p, program, filepath.Join(root, filepath.FromSlash(s.capture)))
	} else {
		fmt.Fprint(w, "The Linux kernel (192.168.0.1) and the program of this step (192.168.0.2), on a wire of their own.\n\n")
		p.row("the kernel: "+s.kernel, "your side: go run ./"+s.step+" -trace")
		err = s.live(ctx, p, program)
	}
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case err != nil:
		return err
	case len(p.missing) > 0:
		return fmt.Errorf("%s did not happen", p.missing[0].what)
	}
	number, _, _ := strings.Cut(strings.TrimPrefix(s.step, "step0"), "-")
	fmt.Fprintf(w, "\n%s: all there. This is what you will have written after step %s.\nBegin with step01-read-packet/README.md.\n", s.story, number)
	return nil
}

func (s show) replay(ctx context.Context, p *player, program, capture string) error {
	ours, err := p.play(s.step, exec.CommandContext(ctx, program, "-trace", "-replay", capture), p.split)
	if err != nil {
		return err
	}
	return ours.wait()
}

func (s show) live(ctx context.Context, p *player, program string) error {
	l, err := lab.Open(ctx, lab.Options{})
	if err != nil {
		return err
	}
	defer l.Close()
	l.Command(ctx, "sh", "-c", "echo 0 >/proc/sys/net/ipv4/tcp_timestamps").Run() // or else the lines are long
	ours, err := p.play(s.step, l.Command(ctx, program, "-trace"), p.right)
	if err != nil {
		return err
	}
	defer ours.kill()
	if err := ours.attached(ctx, l); err != nil {
		return err
	}
	kernel, err := p.play("the kernel's side", l.Command(ctx, "sh", "-c", s.kernel), p.left)
	if err != nil {
		return err
	}
	if err := kernel.wait(); err != nil {
		return err
	}
	select {
	case <-p.seen:
	case <-time.After(lastWords):
	case <-ctx.Done():
	}
	ours.cmd.Process.Signal(syscall.SIGINT)
	return ours.wait()
}

// A player runs programs and shows what they print.
type player struct {
	*columns
	mu      sync.Mutex
	missing []proof       // not seen yet
	seen    chan struct{} // closed when none is missing
}

// A side is a program at work.
type side struct {
	name string
	cmd  *exec.Cmd
	done chan struct{} // closed when it has ended, and all that it printed is shown
	err  error         // how it ended; after done
}

// play starts a program and hands each line of its output to line.
func (p *player) play(name string, cmd *exec.Cmd, line func(string)) (*side, error) {
	r, w := io.Pipe()
	cmd.Stdout, cmd.Stderr = w, w
	cmd.WaitDelay = time.Second // if a child of its own keeps the pipe open
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	s := &side{name: name, cmd: cmd, done: make(chan struct{})}
	ended := make(chan error, 1)
	go func() {
		ended <- cmd.Wait()
		w.Close()
	}()
	go func() {
		defer close(s.done)
		scanner := bufio.NewScanner(r)
		for scanner.Scan() {
			p.look(scanner.Text())
			line(scanner.Text())
		}
		io.Copy(io.Discard, r)
		s.err = <-ended
	}()
	return s, nil
}

// wait waits for the end of the program.
func (s *side) wait() error {
	<-s.done
	if s.err != nil {
		return fmt.Errorf("%s: %w", s.name, s.err)
	}
	return nil
}

func (s *side) kill() {
	s.cmd.Process.Kill()
	<-s.done
}

// attached waits until the program has opened tun0.
func (s *side) attached(ctx context.Context, l *lab.Lab) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	go func() {
		<-s.done
		cancel(fmt.Errorf("%s ended before it had opened tun0: %v", s.name, s.err))
	}()
	return l.Attached(ctx)
}

// look looks for the next proof; a line may be several.
func (p *player) look(line string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.missing) > 0 && p.missing[0].line.MatchString(line) {
		p.missing = p.missing[1:]
		if len(p.missing) == 0 {
			close(p.seen)
		}
	}
}

// split shows what came from the kernel on the left, the rest on the right.
func (p *player) split(line string) {
	if _, rest, ok := strings.Cut(line, " "); ok && strings.HasPrefix(rest, "< ") {
		p.left(line)
		return
	}
	p.right(line)
}
