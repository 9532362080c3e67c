package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/signal"
	"path/filepath"
	"strings"

	"tcpworkbook/shared/course"
	"tcpworkbook/shared/duel"
	"tcpworkbook/shared/steptest"
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
	f := &fight{place: p, step: s, seed: *seed}
	if err := f.begin(ctx); err != nil {
		return explainError(err)
	}
	defer os.RemoveAll(f.Dir)
	return f.fight(ctx, *n)
}

// A fight is a duel between the learner's program and the reference.
type fight struct {
	place
	duel.Duel
	step course.Standing
	seed uint64
}

func (f *fight) begin(ctx context.Context) (err error) {
	if !duel.Possible(f.step.Step) {
		return fmt.Errorf("there are no random sessions for step %d: its program answers nothing", f.step.Step)
	}
	for _, m := range f.step.Milestones {
		if open, err := course.Unwritten(f.root, m); err != nil || len(open) > 0 {
			return errors.Join(err, fmt.Errorf("%s %s is not written yet: a duel begins when all of step %d is", m.ID(), m.Title, m.Step))
		}
	}
	f.Step = f.step.Step
	if f.Yours, err = f.buildProgram(ctx, f.step.Work()); err != nil {
		return err
	}
	if f.Reference, err = f.buildProgram(ctx, f.step.Folder); err != nil {
		return err
	}
	f.Dir, err = os.MkdirTemp("", "duel")
	return err
}

func (f *fight) fight(ctx context.Context, n int) int {
	const length = 100
	fmt.Printf("%s against %s, seed %d\n", f.step.Work(), f.step.Folder, f.seed)
	done := progress("feeding packets …")
	for i := range n {
		s := duel.Random(f.Step, f.seed, i, length)
		differ, err := f.Differ(ctx, s)
		if err == nil && !differ {
			continue
		}
		if err == nil {
			s, err = f.Shrink(ctx, s)
		}
		done()
		if err == nil {
			err = f.show(ctx, fmt.Sprintf("after %d packets at most", (i+1)*length), s)
		}
		if err != nil {
			return explainError(err)
		}
		return 1
	}
	done()
	fmt.Printf("%s: %d packets, and the same answers.\n", paint(green, "✓"), n*length)
	return 0
}

// show saves the session as a script, and shows how that fails.
func (f *fight) show(ctx context.Context, when string, short duel.Session) error {
	name, err := f.save(ctx, short)
	if err != nil {
		return err
	}
	makes := map[bool]string{true: "makes", false: "make"}[len(short.Lines) == 1]
	fmt.Printf("They differ, %s. %s %s them do so:\n", when, plural(len(short.Lines), "packet"), makes)
	dir, err := f.checkDir()
	if err != nil {
		return err
	}
	t := &tester{root: f.root, step: f.step, limit: "5s", leaves: true}
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
	fmt.Printf("\nSaved as %s/%s/%s.txtar; check and go test ./... run it from now on.\n", f.step.Work(), steptest.Duels, name)
	return nil
}

// save makes a script of a session, with the reference's answers as what is
// expected.
func (f *fight) save(ctx context.Context, s duel.Session) (name string, err error) {
	want, err := f.Answers(ctx, f.Reference, s)
	if err != nil {
		return "", err
	}
	replay := strings.Join(append([]string{"session.trace"}, s.Flags...), " ")
	if open := duel.Open(f.Step); open != "" {
		replay = "-open " + open + " " + replay
	}
	text := fmt.Sprintf("# A duel with the reference, seed %d\n\nreplay %s\nkeep '^(\\d+\\.\\d+|\\*) [<>]'\ncmp stdout session.out\n\n-- session.trace --\n%s-- session.out --\n%s", f.seed, replay, s, want)
	folder := filepath.Join(f.root, "work", f.step.Folder, steptest.Duels)
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return "", err
	}
	for n := 1; ; n++ {
		name = fmt.Sprintf("duel-%d", n)
		script := filepath.Join(folder, name+".txtar")
		if _, err := os.Stat(script); err == nil {
			continue
		}
		if err := os.WriteFile(script+".half", []byte(text), 0o666); err != nil {
			return "", err
		}
		return name, os.Rename(script+".half", script)
	}
}
