package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
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
	step    string   // its folder
	kernel  []string // what the kernel's side runs
	capture string   // the same, recorded
	proof   string   // what the program must have sent
	times   int      // and how often
}

// theShow is that of the furthest step that is finished.
var theShow = show{
	step:    "step03-parse-ipv4",
	kernel:  []string{"ping", "-c", "3", "-i", "0.3", "-W", "2", "192.168.0.2"},
	capture: "testdata/captures/ping.pcap",
	proof:   " > 192.168.0.2 > 192.168.0.1 icmp echo reply ",
	times:   3,
}

// demoTime is how long the show may take, once the program is built.
const demoTime = 10 * time.Second

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
	program := filepath.Join(dir, theShow.step+".exe") // Windows wants the .exe, others don't mind
	build := exec.Command("go", "build", "-o", program, "./"+theShow.step)
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		return fail(fmt.Errorf("%v: %w\n%s", build, err, out))
	}
	ctx, cancel := context.WithTimeoutCause(context.Background(), demoTime, errors.New("it took too long"))
	defer cancel()
	if err := theShow.run(ctx, root, program); err != nil {
		return fail(err)
	}
	return 0
}

// run shows the program live if it can, otherwise over the capture.
func (s show) run(ctx context.Context, root, program string) error {
	c := newColumns(os.Stdout)
	p := &player{proof: s.proof, columns: c}
	if err := lab.Available(); err != nil {
		fmt.Printf("%v\n\nSo this is a replay: what the kernel sent when %s was recorded goes through the same program.\n\n", err, s.capture)
		c.row("the kernel: a recording of "+strings.Join(s.kernel, " "), "your side: go run ./"+s.step+" -trace -replay "+s.capture)
		return s.replay(ctx, p, filepath.Join(root, filepath.FromSlash(s.capture)), program)
	}
	fmt.Print("The Linux kernel (192.168.0.1) and the program of this step (192.168.0.2), on a wire of their own.\n\n")
	c.row("the kernel: "+strings.Join(s.kernel, " "), "your side: go run ./"+s.step+" -trace")
	return s.live(ctx, p, program)
}

func (s show) replay(ctx context.Context, p *player, capture, program string) error {
	wait, err := p.play(exec.CommandContext(ctx, program, "-trace", "-replay", capture), p.split)
	if err != nil {
		return err
	}
	if err := wait(); err != nil {
		return fmt.Errorf("%s: %w", s.step, err)
	}
	return s.check(p)
}

func (s show) live(ctx context.Context, p *player, program string) error {
	l, err := lab.Open(ctx, lab.Options{})
	if err != nil {
		return err
	}
	defer l.Close()
	cmd := l.Command(ctx, program, "-trace")
	wait, err := p.play(cmd, p.right)
	if err != nil {
		return err
	}
	if err := l.Attached(ctx); err != nil {
		return fmt.Errorf("%s has not opened tun0: %w", s.step, err)
	}
	if err := s.talk(l.Command(ctx, s.kernel[0], s.kernel[1:]...), p); err != nil {
		return fmt.Errorf("%s: %w", s.kernel[0], err)
	}
	cmd.Process.Signal(syscall.SIGINT)
	if err := wait(); err != nil {
		return fmt.Errorf("%s: %w", s.step, err)
	}
	return s.check(p)
}

// talk runs the kernel's side.
func (s show) talk(cmd *exec.Cmd, p *player) error {
	wait, err := p.play(cmd, p.left)
	if err != nil {
		return err
	}
	return wait()
}

// check says what has been proven.
func (s show) check(p *player) error {
	if p.proofs < s.times {
		return fmt.Errorf("the program answered %d of %d times", p.proofs, s.times)
	}
	fmt.Printf("\n%d of %d answered. This is what you will have written after %s: start with README.md.\n", p.proofs, s.times, s.step)
	return nil
}

// A player runs programs and shows what they print.
type player struct {
	*columns
	proof  string
	mu     sync.Mutex
	proofs int // lines with the proof so far
}

// play starts cmd and hands each line of its output to line. wait waits for
// its end.
func (p *player) play(cmd *exec.Cmd, line func(string)) (wait func() error, err error) {
	r, w := io.Pipe()
	cmd.Stdout, cmd.Stderr = w, w
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		scanner := bufio.NewScanner(r)
		for scanner.Scan() {
			p.count(scanner.Text())
			line(scanner.Text())
		}
		io.Copy(io.Discard, r)
	}()
	return func() error {
		err := cmd.Wait()
		w.Close()
		<-done
		return err
	}, nil
}

func (p *player) count(line string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if strings.Contains(line, p.proof) {
		p.proofs++
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
