package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"tcpworkbook/shared/duel"
)

// A contest is what go tool workbook duel does in a step, by default, against
// many opponents, with each seed from 1 on.
type contest struct {
	step   int
	folder string
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

// duels sees that four of five mistakes of steps 4 to 6 show in a duel, but for
// those that no duel can see, and that no right variant does. Arguments are how
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
		c, err := newContest(b.step, *seeds)
		if err != nil {
			return err
		}
		if len(b.mistakes) > 0 {
			wrong = append(wrong, c.mistakes(b.mistakes))
		}
		if b.right {
			wrong = append(wrong, c.variants())
		}
	}
	return errors.Join(wrong...)
}

// A bout is what is to be shown of a step.
type bout struct {
	step     int
	mistakes []mistake
	right    bool // and of what is right
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
			return nil, fmt.Errorf("a duel is of 4, 5, 6, right, or a mistake that a replay shows there; not of %s, but perhaps of %s or %s",
				word, known[max(at-1, 0)], known[min(at, len(known)-1)])
		}
	}
	return bouts, nil
}

func newContest(step, seeds int) (*contest, error) {
	folders, err := filepath.Glob(fmt.Sprintf("step%02d-*", step))
	if err != nil || len(folders) != 1 {
		return nil, fmt.Errorf("step %d: %v, %v", step, folders, err)
	}
	c := &contest{step: step, folder: folders[0], seeds: make([][]exchange, seeds)}
	o, err := newOverlay("")
	if err != nil {
		return nil, err
	}
	defer o.remove()
	d, err := c.opponent(o)
	if err != nil {
		return nil, err
	}
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

// opponent builds the step's program with what stands in for its files.
func (c *contest) opponent(o *overlay) (*duel.Duel, error) {
	program := filepath.Join(o.dir, "program")
	out, failed, err := o.goRun("build", "-ldflags=-w", "-o", program, "./"+c.folder)
	if failed != nil {
		err = fmt.Errorf("%w\n%s", failed, out)
	}
	return &duel.Duel{Step: c.step, Yours: program, Dir: o.dir}, err
}

// fight returns in which session an opponent shows, from 1 on, or 0, with each
// seed.
func (c *contest) fight(change func(*overlay) error) (shows []int, err error) {
	o, err := newOverlay("")
	if err != nil {
		return nil, err
	}
	defer o.remove()
	if err := change(o); err != nil {
		return nil, err
	}
	d, err := c.opponent(o)
	if err != nil {
		return nil, err
	}
	for _, exchanges := range c.seeds {
		shows = append(shows, 1+slices.IndexFunc(exchanges, func(e exchange) bool {
			answers, err := d.Answers(context.Background(), d.Yours, e.session)
			return err != nil || answers != e.answers // an error is one of the program's
		}))
	}
	return shows, nil
}

// fought is what came of a fight.
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

func (c *contest) mistakes(all []mistake) error {
	seen, wrong := make([]int, len(c.seeds)), []error(nil)
	hidden := slices.DeleteFunc(slices.Clone(all), func(m mistake) bool { return unseen[m.id] == "" })
	all = slices.DeleteFunc(all, func(m mistake) bool { return unseen[m.id] != "" })
	for i, done := range inTurn(len(all), func(i int) fought {
		shows, err := c.fight(func(o *overlay) error {
			own, _ := all[i].led()
			return own.apply(o)
		})
		return fought{shows, err}
	}) {
		m, f := all[i], <-done
		if f.err != nil {
			wrong = append(wrong, fmt.Errorf("%s: %w", m.id, f.err))
		}
		for seed, session := range f.shows {
			seen[seed] += min(session, 1)
		}
		fmt.Printf("%s  %-4s %-70s %v\n", m.id, m.milestone, m.what, f)
	}
	for _, m := range hidden {
		fmt.Printf("%s  %-4s %-70s not to be seen: %s\n", m.id, m.milestone, m.what, unseen[m.id])
	}
	for seed, seen := range seen {
		fmt.Printf("step %d, seed %d: %d of %d mistakes show in %d sessions of %d packets\n", c.step, seed+1, seen, len(all), duelSessions, duelLength)
		if seen*5 < len(all)*4 {
			wrong = append(wrong, fmt.Errorf("step %d, seed %d: want four of five to show", c.step, seed+1))
		}
	}
	return errors.Join(wrong...)
}

// variants sees that no right variant shows.
func (c *contest) variants() error {
	var wrong []string
	for i, done := range inTurn(len(variants), func(i int) *fought {
		applies := false
		shows, err := c.fight(func(o *overlay) (err error) {
			applies, err = variants[i].apply(o, c.folder)
			return err
		})
		if !applies && err == nil {
			return nil
		}
		return &fought{shows, err}
	}) {
		f := <-done
		if f == nil {
			continue
		}
		if f.err != nil || slices.Max(f.shows) > 0 {
			wrong = append(wrong, variants[i].name)
		}
		fmt.Printf("right  step %d, %-76s %v\n", c.step, variants[i].name, f)
	}
	if len(wrong) > 0 {
		return fmt.Errorf("step %d: right variants show: %s", c.step, strings.Join(wrong, "; "))
	}
	return nil
}

// unseen are the mistakes that no duel can see, and why.
var unseen = map[string]string{
	"M-056": "where the numbers begin is open",
	"M-076": "the window of the third segment takes the place of the SYN's",
	"M-080": "no RFC says what the least MSS is, and no scene offers none at all",
	"M-092": "where the window ends is open",
	"M-135": "when something is sent again is open",
	"M-145": "how fast the window grows is open, within bounds",
	"M-146": "how fast the window grows is open, within bounds",
	"M-147": "how much is sent after a loss is open, within bounds",
	"M-151": "how much is sent after a loss is open, within bounds: PRR and CUBIC send other amounts",
	"M-157": "where the window ends is open",
}
