// Package duel feeds random packets to two programs of a step, and finds out
// where their answers differ in what the RFCs fix. What makes them differ is
// then made as short as it can be.
package duel

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"tcpworkbook/shared/steptest"
	"tcpworkbook/shared/trace"
)

// A Session is what is fed, line by line.
type Session struct {
	ISN   uint32   // where the numbers of those who feed begin
	Flags []string // of the program
	Lines []trace.Line
	Rest  time.Duration // how long nothing comes after the last of them
}

// makers make random sessions of n packets, by step. What is random is
// structured: mostly right, and wrong in one thing at a time.
var makers = map[int]func(r *rand.Rand, n int) Session{
	3: pings,
	4: talks(4),
	5: talks(5),
	6: talks(6),
}

// Possible reports whether there are sessions for a step.
func Possible(step int) bool { return makers[step] != nil }

// Random returns session i of a seed, with n packets or a few more.
func Random(step int, seed uint64, i, n int) Session {
	return makers[step](rand.New(rand.NewPCG(seed, uint64(i))), n)
}

// Open is what the RFCs leave open of a step's answers, as replay -open has it.
func Open(step int) string {
	if step < 4 {
		return ""
	}
	return "win,acks,when,forms,psh,fin,rst,often,waits"
}

func (s Session) String() string {
	var b strings.Builder
	if s.ISN != 0 {
		fmt.Fprintf(&b, "isn < %d\n", s.ISN)
	}
	for _, l := range s.Lines {
		fmt.Fprintln(&b, l)
	}
	if n := len(s.Lines); n > 0 && s.Rest > 0 {
		fmt.Fprintf(&b, "%.6f end\n", (s.Lines[n-1].Time + s.Rest).Seconds())
	}
	return b.String()
}

// with returns s with other lines.
func (s Session) with(lines []trace.Line) Session {
	s.Lines = lines
	return s
}

// A Duel is between two programs.
type Duel struct {
	Step             int
	Yours, Reference string   // their files
	Dir              string   // for the sessions
	Env              []string // of the programs, besides what is there

	impatient bool // yours has been seen to hang
}

// Differ reports whether the two programs answer a session differently.
func (d *Duel) Differ(ctx context.Context, s Session) (bool, error) {
	kind, err := d.difference(ctx, s)
	return kind != "", err
}

// hangs is the kind of a program that does not end by itself.
const hangs = "hangs"

// difference returns of what kind the first difference is that a session makes,
// or "" if there is none.
func (d *Duel) difference(ctx context.Context, s Session) (kind string, err error) {
	if len(s.Lines) == 0 {
		return "", nil
	}
	yours, err := d.Answers(ctx, d.Yours, s)
	failed := new(exec.ExitError)
	if err != nil && !errors.As(err, &failed) {
		return "", err
	}
	reference, refErr := d.Answers(ctx, d.Reference, s)
	switch {
	case refErr != nil:
		return "", fmt.Errorf("the reference: %w; that is a bug of the book", refErr)
	case !s.Comparable(reference):
		return "", ctx.Err()
	case err != nil && failed.ExitCode() < 0: // it was killed
		return hangs, ctx.Err()
	case err != nil:
		return "failed", ctx.Err()
	}
	return firstDifference(yours, reference), ctx.Err()
}

// firstDifference returns the kinds of the first two lines that differ, "R. for ."
// say, or "".
func firstDifference(yours, reference string) string {
	a, b := strings.Split(yours, "\n"), strings.Split(reference, "\n")
	for i := range max(len(a), len(b)) {
		var x, y string
		if i < len(a) {
			x = a[i]
		}
		if i < len(b) {
			y = b[i]
		}
		if x != y {
			return kindOf(x) + " for " + kindOf(y)
		}
	}
	return ""
}

// kindOf returns what kind of packet a line of a trace holds: a segment's flags,
// an ICMP message's type; "nothing" if it is not an answer.
func kindOf(line string) string {
	words := strings.SplitN(line, " ", 3)
	if len(words) < 3 || words[1] != ">" {
		return "nothing"
	}
	p, err := trace.ParsePacket(trace.Out, words[2])
	switch {
	case err != nil:
		return words[2]
	case p.TCP != nil:
		return p.TCP.Flags.String()
	case p.ICMP != nil:
		return fmt.Sprintf("ICMP %d", p.ICMP.Type)
	}
	return "packet"
}

// Comparable reports whether a program's answers to s hold no numbers that count
// from where a program likes to begin. They do where the printed trace has lost
// sight of that: after a reset, it takes a SYN with another number for that of a
// new connection, and the program may not.
func (s Session) Comparable(answers string) bool {
	fed := make(map[uint32]bool)
	for _, l := range s.Lines {
		if l.Packet.TCP != nil {
			fed[l.Packet.TCP.Ack] = true
		}
	}
	for line := range strings.Lines(answers) {
		words := strings.SplitN(strings.TrimSuffix(line, "\n"), " ", 3)
		if len(words) < 3 || words[1] == "" {
			continue
		}
		dir := trace.Direction(words[1][0])
		p, err := trace.ParsePacket(dir, words[2])
		if err != nil || p.TCP == nil {
			continue
		}
		n := p.TCP.Ack
		if dir == trace.Out {
			n = p.TCP.Seq
		}
		const far = 1 << 24 // from the beginning of a connection, where no session gets
		if n > far && -n > far && !fed[n] {
			return false
		}
	}
	return true
}

// Answers returns the packets of a session and those that a program sends, as
// far as they are not open.
func (d *Duel) Answers(ctx context.Context, program string, s Session) (string, error) {
	file := filepath.Join(d.Dir, "session.trace")
	if err := os.WriteFile(file, []byte(s.String()), 0o666); err != nil {
		return "", err
	}
	args := append([]string{"-trace", "-replay", file}, s.Flags...)
	limit := 5 * time.Second // a session takes a few milliseconds
	impatient := d.impatient && program == d.Yours
	if impatient {
		limit = time.Second
	}
	out, slow, err := d.run(ctx, limit, program, args)
	if slow && !impatient { // or was the machine asleep?
		out, _, err = d.run(ctx, limit, program, args)
	}
	evened, evenErr := steptest.Even(out, Open(d.Step))
	if evenErr != nil {
		return "", evenErr
	}
	var b strings.Builder
	for line := range strings.Lines(evened) {
		if _, rest, _ := strings.Cut(line, " "); strings.HasPrefix(rest, "< ") || strings.HasPrefix(rest, "> ") {
			b.WriteString(line)
		}
	}
	return b.String(), err
}

// run runs a program, for so long at most.
func (d *Duel) run(ctx context.Context, limit time.Duration, program string, args []string) (out string, slow bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	var b bytes.Buffer
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Env = append(os.Environ(), d.Env...)
	cmd.Stdout = &b
	err = cmd.Run()
	return b.String(), ctx.Err() != nil, err
}
