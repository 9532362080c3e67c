package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tcpworkbook/shared/course"
	"tcpworkbook/shared/steptest"
	"tcpworkbook/shared/trace"
)

const duelUsage = `usage: go tool workbook duel [STEP] [-seed N] [-n 30]

Feeds random packets to your program and to the reference, until their answers
differ. What they differ in is made as short as it can be, and saved as a script
in your own folder, where check and go test ./... run it from then on.

	go tool workbook duel 3

  -seed N   the same packets as when it printed that seed
  -n 30     how many sessions of a hundred packets
`

func duelCommand(args []string) int {
	flags := newFlags("duel", duelUsage)
	seed, n := flags.Uint64("seed", rand.Uint64N(1e6), ""), flags.Int("n", 30, "")
	words, code, ok := parse(flags, args, 0, 1)
	if !ok {
		return code
	}
	p, err := here()
	if err != nil {
		return fail(err)
	}
	s, err := p.started(append(words, "")[0])
	if err != nil {
		return misuse(err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	d := &duel{place: p, step: s, seed: *seed}
	if err := d.begin(ctx); err != nil {
		return explainError(err)
	}
	defer os.RemoveAll(d.dir)
	return d.fight(ctx, *n)
}

// A duel is between the learner's program and the reference.
type duel struct {
	place
	step             course.Standing
	seed             uint64
	dir              string // for the sessions
	yours, reference string // the programs
}

// A session is what is fed, line by line.
type session struct {
	isn   uint32   // where the numbers of those who feed begin
	flags []string // of the program
	lines []trace.Line
}

// with returns s with other lines.
func (s session) with(lines []trace.Line) session {
	s.lines = lines
	return s
}

// open is what the RFCs leave open of the answers, as replay -open has it.
func (d *duel) open() string {
	if d.step.Step < 4 {
		return ""
	}
	return "win,acks,when,forms,psh,fin"
}

func (d *duel) begin(ctx context.Context) (err error) {
	if sessions[d.step.Step] == nil {
		return fmt.Errorf("there are no random sessions for step %d: its program answers nothing", d.step.Step)
	}
	for _, m := range d.step.Milestones {
		if open, err := course.Unwritten(d.root, m); err != nil || len(open) > 0 {
			return errors.Join(err, fmt.Errorf("%s %s is not written yet: a duel begins when all of step %d is", m.ID(), m.Title, m.Step))
		}
	}
	if d.yours, err = d.buildProgram(ctx, d.step.Work()); err != nil {
		return err
	}
	if d.reference, err = d.buildProgram(ctx, d.step.Folder); err != nil {
		return err
	}
	d.dir, err = os.MkdirTemp("", "duel")
	return err
}

func (d *duel) fight(ctx context.Context, n int) int {
	const length = 100
	fmt.Printf("%s against %s, seed %d\n", d.step.Work(), d.step.Folder, d.seed)
	for i := range n {
		s := sessions[d.step.Step](rand.New(rand.NewPCG(d.seed, uint64(i))), length)
		differ, err := d.differ(ctx, s)
		if err != nil {
			return explainError(err)
		}
		if !differ {
			continue
		}
		short, err := d.shrink(ctx, s)
		if err == nil {
			err = d.show(ctx, fmt.Sprintf("after %d packets at most", (i+1)*length), short)
		}
		if err != nil {
			return explainError(err)
		}
		return 1
	}
	fmt.Printf("%s: %d packets, and the same answers.\n", paint(green, "✓"), n*length)
	return 0
}

// differ reports whether the two programs answer a session differently.
func (d *duel) differ(ctx context.Context, s session) (bool, error) {
	if len(s.lines) == 0 {
		return false, nil
	}
	file := filepath.Join(d.dir, "session.trace")
	if err := os.WriteFile(file, []byte(s.String()), 0o666); err != nil {
		return false, err
	}
	yours, err := d.answers(ctx, d.yours, file, s.flags)
	failed := new(exec.ExitError)
	if err != nil && !errors.As(err, &failed) {
		return false, err
	}
	reference, refErr := d.answers(ctx, d.reference, file, s.flags)
	if refErr != nil {
		return false, fmt.Errorf("the reference: %w; that is a bug of the book", refErr)
	}
	return err != nil || yours != reference, ctx.Err()
}

// answers returns the packets of a session and those that a program sends, as
// far as they are not open.
func (d *duel) answers(ctx context.Context, program, file string, flags []string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	var out bytes.Buffer
	cmd := exec.CommandContext(ctx, program, append([]string{"-trace", "-replay", file}, flags...)...)
	cmd.Stdout = &out
	err := cmd.Run()
	evened, evenErr := steptest.Even(out.String(), d.open())
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

func (s session) String() string {
	var b strings.Builder
	if s.isn != 0 {
		fmt.Fprintf(&b, "isn < %d\n", s.isn)
	}
	for _, l := range s.lines {
		fmt.Fprintln(&b, l)
	}
	return b.String()
}

// shrink leaves out what is not needed for the difference: parts of the
// session, ever smaller ones, then parts of its packets.
func (d *duel) shrink(ctx context.Context, s session) (session, error) {
	for size := len(s.lines) / 2; size > 0; {
		smaller, err := d.without(ctx, s, size)
		if err != nil {
			return s, err
		}
		if smaller == nil {
			size /= 2
			continue
		}
		s = *smaller
		size = min(size, max(len(s.lines)/2, 1))
		if len(s.lines) == 1 {
			break
		}
	}
	early := s.with(append([]trace.Line{}, s.lines...))
	for i := range early.lines {
		early.lines[i].Time = time.Duration(i) * 10 * time.Millisecond
	}
	s, err := d.prefer(ctx, early, s)
	if err != nil {
		return s, err
	}
	plain := s
	plain.isn = 0
	if s, err = d.prefer(ctx, plain, s); err != nil {
		return s, err
	}
	return d.simplify(ctx, s)
}

// prefer returns the plainer one of two sessions, if it makes a difference.
func (d *duel) prefer(ctx context.Context, plainer, s session) (session, error) {
	if differ, err := d.differ(ctx, plainer); err != nil || !differ {
		return s, err
	}
	return plainer, nil
}

// without returns s without some lines, of which the rest still makes a
// difference, or nil.
func (d *duel) without(ctx context.Context, s session, size int) (*session, error) {
	for from := 0; from < len(s.lines); from += size {
		rest := s.with(append(append([]trace.Line{}, s.lines[:from]...), s.lines[min(from+size, len(s.lines)):]...))
		if differ, err := d.differ(ctx, rest); err != nil || differ {
			return &rest, err
		}
	}
	return nil, nil
}

// simplify makes the packets plainer, as long as there is a difference.
func (d *duel) simplify(ctx context.Context, s session) (session, error) {
	for i := range s.lines {
		for _, plainer := range simplifications {
			l := s.lines[i]
			if l.Packet.TCP != nil {
				tcp := *l.Packet.TCP
				l.Packet.TCP = &tcp
			}
			if !plainer(&l.Packet) {
				continue
			}
			try := s.with(append([]trace.Line{}, s.lines...))
			try.lines[i] = l
			var err error
			if s, err = d.prefer(ctx, try, s); err != nil {
				return s, err
			}
		}
	}
	return s, nil
}

// simplifications make a packet plainer; they report whether they have.
var simplifications = []func(*trace.Packet) bool{
	func(p *trace.Packet) bool { old := p.Pad; p.Pad = 0; return old > 0 },
	func(p *trace.Packet) bool { old := p.IPOptions; p.IPOptions = nil; return len(old) > 0 && !p.Raw },
	func(p *trace.Packet) bool { old := p.TTL; p.TTL = 64; return old != 64 && !p.Raw },
	func(p *trace.Packet) bool { return p.TCP != nil && dropOptions(p.TCP, 2) },
	func(p *trace.Packet) bool { return p.TCP != nil && dropOptions(p.TCP, 0) },
	resize(0), resize(1), resize(2), resize(3), resize(8),
}

// dropOptions leaves of a segment's options only those of one kind.
func dropOptions(t *trace.TCP, but byte) bool {
	old := t.Options
	t.Options = slices.DeleteFunc(slices.Clone(old), func(o trace.Option) bool { return o.Kind != but })
	return len(t.Options) < len(old)
}

// resize gives a packet n bytes of content, if it has more.
func resize(n int) func(*trace.Packet) bool {
	return func(p *trace.Packet) bool {
		if p.Len <= n || p.Raw || p.Fragment() {
			return false
		}
		p.Len, p.Data = n, p.Data[:n]
		if p.TCP == nil {
			p.Data = trace.Pattern(n)
		}
		return true
	}
}

// show saves the session as a script, and shows how that fails.
func (d *duel) show(ctx context.Context, when string, short session) error {
	name, err := d.save(ctx, short)
	if err != nil {
		return err
	}
	makes := map[bool]string{true: "makes", false: "make"}[len(short.lines) == 1]
	fmt.Printf("They differ, %s. %s %s them do so:\n", when, plural(len(short.lines), "packet"), makes)
	dir, err := d.checkDir()
	if err != nil {
		return err
	}
	t := &tester{root: d.root, step: d.step, limit: "5s"}
	if err := t.build(ctx, dir); err != nil {
		return err
	}
	results, err := t.run(ctx, selection{run: "^" + name + "$", skip: "^$", all: true})
	if err != nil {
		return err
	}
	if r, failed := firstFailure(results); failed {
		_, story, _ := strings.Cut(strings.TrimSpace(r.Story), "\n\n")
		fmt.Print(paintStory("\n" + story + "\n"))
	}
	fmt.Printf("\nSaved as %s/%s/%s.txtar; check and go test ./... run it from now on.\n", d.step.Work(), steptest.Duels, name)
	return nil
}

// save makes a script of a session, with the reference's answers as what is
// expected.
func (d *duel) save(ctx context.Context, s session) (name string, err error) {
	file := filepath.Join(d.dir, "session.trace")
	if err := os.WriteFile(file, []byte(s.String()), 0o666); err != nil {
		return "", err
	}
	want, err := d.answers(ctx, d.reference, file, s.flags)
	if err != nil {
		return "", err
	}
	folder := filepath.Join(d.root, "work", d.step.Folder, steptest.Duels)
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return "", err
	}
	for n := 1; ; n++ {
		name = fmt.Sprintf("duel-%d", n)
		script := filepath.Join(folder, name+".txtar")
		if _, err := os.Stat(script); err == nil {
			continue
		}
		replay := strings.Join(append([]string{"session.trace"}, s.flags...), " ")
		if open := d.open(); open != "" {
			replay = "-open " + open + " " + replay
		}
		text := fmt.Sprintf("# A duel with the reference, seed %d\n\nreplay %s\nkeep '^(\\d+\\.\\d+|\\*) [<>]'\ncmp stdout session.out\n\n-- session.trace --\n%s-- session.out --\n%s", d.seed, replay, s, want)
		return name, os.WriteFile(script, []byte(text), 0o666)
	}
}
