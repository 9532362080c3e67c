package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"tcpworkbook/shared/duel"
	"tcpworkbook/shared/steptest"
)

// A contest is what go tool workbook duel does in a step, by default, against
// many opponents, with each seed from 1 on.
type contest struct {
	step   int
	folder string
	dir    string // for programs and sessions
	seeds  [][]exchange
}

// An exchange is a session and what the reference answers.
type exchange struct {
	session duel.Session
	answers string
}

const (
	duelSessions = 30
	duelLength   = 100
)

// duels sees that the mistakes of steps 4 to 6 show in a duel, but for those that
// no duel can see, and that no right variant does. Arguments are how
// many seeds, and steps, mistakes, or "right" for the variants alone.
func duels(args []string) error {
	flags := flag.NewFlagSet("duel", flag.ContinueOnError)
	seeds := flags.Int("seeds", 1, "")
	flags.SetOutput(io.Discard)
	if err := flags.Parse(args); err != nil || *seeds < 1 {
		return errUsage
	}
	all, err := readMistakes()
	if err != nil {
		return err
	}
	bouts, err := chooseBouts(all, flags.Args())
	if err != nil {
		return err
	}
	var wrong []error
	for _, b := range bouts {
		wrong = append(wrong, b.hold(*seeds))
	}
	return errors.Join(wrong...)
}

// A bout is what is to be shown of a step.
type bout struct {
	step     int
	mistakes []mistake
	right    bool // and of what is right
}

func (b bout) hold(seeds int) error {
	dir, err := os.MkdirTemp("", "prove")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	c, err := newContest(b.step, seeds, dir)
	if err != nil {
		return err
	}
	if len(b.mistakes) > 0 {
		err = c.mistakes(b.mistakes)
	}
	if b.right {
		err = errors.Join(err, c.variants())
	}
	return err
}

// chooseBouts returns those that words ask for: steps, mistakes, or "right"; all
// if there are no words.
func chooseBouts(all []mistake, of []string) (bouts []bout, err error) {
	var known []string
	wanted := func(words ...string) bool {
		known = append(known, words...)
		return len(of) == 0 || slices.ContainsFunc(words, func(w string) bool { return slices.Contains(of, w) })
	}
	for step := 4; step <= 6; step++ {
		number := strconv.Itoa(step)
		b := bout{step: step, right: wanted(number, "right")}
		for _, m := range all {
			if m.milestone[:1] == number && m.how == "replay" && wanted(number, m.id) {
				b.mistakes = append(b.mistakes, m)
			}
		}
		if b.right || len(b.mistakes) > 0 {
			bouts = append(bouts, b)
		}
	}
	slices.Sort(known)
	for _, word := range of {
		if at, found := slices.BinarySearch(known, word); !found {
			return nil, fmt.Errorf("a duel is of 4, 5, 6, right, or a mistake that a replay shows there; not of %s, but perhaps of %s",
				word, strings.Join(known[max(at-1, 0):min(at+1, len(known))], " or "))
		}
	}
	return bouts, nil
}

func newContest(step, seeds int, dir string) (*contest, error) {
	folders, err := filepath.Glob(fmt.Sprintf("step%02d-*", step))
	if err != nil || len(folders) != 1 {
		return nil, fmt.Errorf("step %d: %v, %v", step, folders, err)
	}
	c := &contest{step: step, folder: folders[0], dir: dir, seeds: make([][]exchange, seeds)}
	o, err := newOverlay(dir)
	if err != nil {
		return nil, err
	}
	program, err := c.build(o)
	if err != nil {
		return nil, err
	}
	d := &duel.Duel{Step: step, Yours: program, Dir: o.dir}
	for seed := range c.seeds {
		for i := range duelSessions {
			s := duel.Random(step, uint64(seed+1), i, duelLength)
			answers, err := d.Answers(context.Background(), d.Yours, s)
			if err != nil {
				return nil, fmt.Errorf("step %d, seed %d, session %d, the reference: %w", step, seed+1, i+1, err)
			}
			if s.Comparable(answers) {
				c.seeds[seed] = append(c.seeds[seed], exchange{s, answers})
			}
		}
	}
	return c, nil
}

// build builds the step's program with what stands in for its files.
func (c *contest) build(o *overlay) (program string, err error) {
	program = filepath.Join(o.dir, "program")
	out, failed, err := o.goRun("build", "-ldflags=-w", "-o", program, "./"+c.folder)
	if failed != nil {
		err = fmt.Errorf("%w\n%s", failed, out)
	}
	return program, err
}

// fights lets all versions fight, two at a time.
func (c *contest) fights(versions []version) ([]chan fought, error) {
	check, err := newChecker(c.folder)
	if err != nil {
		return nil, err
	}
	o, err := newOverlay(c.dir)
	if err != nil {
		return nil, err
	}
	left, err := o.join(check, versions)
	if err != nil {
		return nil, err
	}
	joined, err := c.build(o)
	if err != nil {
		return nil, err
	}
	return inTurn(len(versions), func(i int) fought {
		v, program, err := versions[i], joined, error(nil)
		if slices.Contains(left, v) {
			program, err = c.build(v.overlay)
		}
		if err != nil {
			return fought{err: err}
		}
		return c.fight(&duel.Duel{Step: c.step, Yours: program, Dir: v.dir, Env: []string{steptest.MadeVar + "=" + v.label}})
	}), nil
}

// fight finds out in which session an opponent shows.
func (c *contest) fight(d *duel.Duel) (f fought) {
	for _, exchanges := range c.seeds {
		f.shows = append(f.shows, 1+slices.IndexFunc(exchanges, func(e exchange) bool {
			answers, err := d.Answers(context.Background(), d.Yours, e.session)
			return err != nil || answers != e.answers // an error is one of the program's
		}))
	}
	return f
}

// fought is what came of a fight: in which session an opponent shows, from 1 on,
// or 0, with each seed.
type fought struct {
	shows []int
	err   error
}

func (f fought) String() string {
	switch {
	case f.err != nil:
		return f.err.Error()
	case slices.Max(f.shows) == 0:
		return "does not show"
	case len(f.shows) == 1:
		return fmt.Sprintf("shows in session %d", f.shows[0])
	}
	return "shows in session " + strings.Trim(fmt.Sprint(f.shows), "[]")
}

// mistakes sees that each mistake shows with some seed, but for those that are
// not to be seen.
func (c *contest) mistakes(all []mistake) error {
	var versions []version
	for _, m := range all {
		o, err := newOverlay(c.dir)
		if err == nil {
			own, _ := m.led()
			err = own.apply(o)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", m.id, err)
		}
		versions = append(versions, version{m.id, o})
	}
	fights, err := c.fights(versions)
	if err != nil {
		return err
	}
	var wrong []string
	seen, hidden := make([]int, len(c.seeds)), 0
	for i, done := range fights {
		m, f := all[i], <-done
		why := unseen[m.id]
		if why != "" {
			why = ": " + why
			hidden++
		}
		if f.err != nil || (slices.Max(f.shows) > 0) == (why != "") {
			wrong = append(wrong, m.id)
		}
		for seed, session := range f.shows {
			seen[seed] += min(session, 1)
		}
		fmt.Printf("%s  %-4s %-70s %v%s\n", m.id, m.milestone, m.what, f, why)
	}
	for seed, seen := range seen {
		fmt.Printf("step %d, seed %d: of %d mistakes, %d show in %d sessions of %d packets; %d are not to be seen\n", c.step, seed+1, len(all), seen, duelSessions, duelLength, hidden)
	}
	if len(wrong) > 0 {
		return fmt.Errorf("step %d: these should show, or not: %s", c.step, strings.Join(wrong, ", "))
	}
	return nil
}

// variants sees that no right variant shows.
func (c *contest) variants() error {
	var versions []version
	var wrong, names []string
	for i, v := range variants {
		o, err := newOverlay(c.dir)
		if err != nil {
			return err
		}
		applies, err := v.apply(o, c.folder)
		if err != nil {
			return err
		}
		if applies {
			versions, names = append(versions, version{fmt.Sprintf("right-%d", i+1), o}), append(names, v.name)
		}
	}
	fights, err := c.fights(versions)
	if err != nil {
		return err
	}
	for i, done := range fights {
		f := <-done
		if f.err != nil || slices.Max(f.shows) > 0 {
			wrong = append(wrong, names[i])
		}
		fmt.Printf("right  step %d, %-76s %v\n", c.step, names[i], f)
	}
	if len(wrong) > 0 {
		return fmt.Errorf("step %d: right variants show: %s", c.step, strings.Join(wrong, "; "))
	}
	return nil
}

// unseen are the mistakes that no duel can see, and why.
var unseen = map[string]string{
	"M-056": "where the numbers begin is open",
	"M-076": "before anything is sent, the window of the third segment takes the place of the SYN's",
	"M-092": "where the window ends is open",
	"M-093": "where the window ends is open, and no segment is as long as the window",
	"M-135": "when something is sent again is open",
	"M-145": "how fast the window grows is open, within bounds",
	"M-146": "how fast the window grows is open, within bounds",
	"M-147": "how much is sent after a loss is open, within bounds",
	"M-151": "how much is sent after a loss is open, within bounds: PRR and CUBIC send other amounts",
	"M-157": "where the window ends is open",
	"M-171": "where the window ends is open",
	"M-196": "what the user is told is not sent",
	"M-202": "whoever waits sends nothing",
	"M-335": "when something is sent again is open",
	"M-336": "how much is sent after a loss is open, within bounds",
	"M-337": "how a loss shows is open: RFC 8985 does not count blocks",
	"M-338": "what a full segment is in a small window is open: Linux takes half of the window",
	"M-339": "how far a window opens is open",
	"M-341": "where the window ends is open",
	"M-343": "when something is sent again is open",
	"M-345": "whether duplicates tell of a loss after a time-out is open (RFC 6582 §4)",
}
