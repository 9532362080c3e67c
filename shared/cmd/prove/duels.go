package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"tcpworkbook/shared/duel"
)

// A contest is what go tool workbook duel does in a step, by default and with
// one seed, against many opponents.
type contest struct {
	step     int
	folder   string
	sessions []duel.Session
	answers  []string // of the reference
}

const (
	duelSeed     = 1
	duelSessions = 30
	duelLength   = 100
)

// duels sees that four of five mistakes of steps 4 to 6 show in a duel, but for
// those that no duel can see, and that no right variant does. Arguments are steps,
// mistakes, or "right" for the variants alone.
func duels(of []string) error {
	all, err := readMistakes()
	if err != nil {
		return err
	}
	var wrong []error
	for step := 4; step <= 6; step++ {
		number := fmt.Sprint(step)
		mine := slices.DeleteFunc(slices.Clone(all), func(m mistake) bool {
			return m.milestone[:1] != number || m.how != "replay" || len(of) > 0 && !slices.Contains(of, m.id) && !slices.Contains(of, number)
		})
		right := len(of) == 0 || slices.Contains(of, number) || slices.Contains(of, "right")
		if len(mine) == 0 && !right {
			continue
		}
		c, err := newContest(step)
		if err != nil {
			return err
		}
		if len(mine) > 0 {
			wrong = append(wrong, c.mistakes(mine))
		}
		if right {
			wrong = append(wrong, c.variants())
		}
	}
	return errors.Join(wrong...)
}

func newContest(step int) (*contest, error) {
	folders, err := filepath.Glob(fmt.Sprintf("step%02d-*", step))
	if err != nil || len(folders) != 1 {
		return nil, fmt.Errorf("step %d: %v, %v", step, folders, err)
	}
	c := &contest{step: step, folder: folders[0]}
	o, err := newOverlay("")
	if err != nil {
		return nil, err
	}
	defer o.remove()
	d, err := c.opponent(o)
	if err != nil {
		return nil, err
	}
	for i := range duelSessions {
		s := duel.Random(step, duelSeed, i, duelLength)
		answer, err := d.Answers(context.Background(), d.Yours, s)
		if err != nil {
			return nil, fmt.Errorf("step %d, session %d, the reference: %w", step, i, err)
		}
		c.sessions, c.answers = append(c.sessions, s), append(c.answers, answer)
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

// fight returns in which session an opponent shows, from 1 on, or 0.
func (c *contest) fight(change func(*overlay) error) (session int, err error) {
	o, err := newOverlay("")
	if err != nil {
		return 0, err
	}
	defer o.remove()
	if err := change(o); err != nil {
		return 0, err
	}
	d, err := c.opponent(o)
	if err != nil {
		return 0, err
	}
	for i, s := range c.sessions {
		answer, err := d.Answers(context.Background(), d.Yours, s)
		if err != nil || answer != c.answers[i] { // an error is one of the program's
			return i + 1, nil
		}
	}
	return 0, nil
}

type fought struct {
	session int
	err     error
}

func (c *contest) mistakes(all []mistake) error {
	seen, wrong := 0, []error(nil)
	hidden := slices.DeleteFunc(slices.Clone(all), func(m mistake) bool { return unseen[m.id] == "" })
	all = slices.DeleteFunc(all, func(m mistake) bool { return unseen[m.id] != "" })
	for i, done := range inTurn(len(all), func(i int) fought {
		session, err := c.fight(func(o *overlay) error {
			own, _ := all[i].led()
			return own.apply(o)
		})
		return fought{session, err}
	}) {
		m, f := all[i], <-done
		verdict := fmt.Sprintf("shows in session %d", f.session)
		switch {
		case f.err != nil:
			verdict = f.err.Error()
			wrong = append(wrong, fmt.Errorf("%s: %w", m.id, f.err))
		case f.session == 0:
			verdict = "DOES NOT SHOW"
		default:
			seen++
		}
		fmt.Printf("%s  %-4s %-70s %s\n", m.id, m.milestone, m.what, verdict)
	}
	for _, m := range hidden {
		fmt.Printf("%s  %-4s %-70s not to be seen: %s\n", m.id, m.milestone, m.what, unseen[m.id])
	}
	fmt.Printf("step %d: %d of %d mistakes show in %d sessions of %d packets\n", c.step, seen, len(all), duelSessions, duelLength)
	if seen*5 < len(all)*4 {
		wrong = append(wrong, fmt.Errorf("step %d: want four of five to show", c.step))
	}
	return errors.Join(wrong...)
}

// variants sees that no right variant shows.
func (c *contest) variants() error {
	var wrong []string
	for i, done := range inTurn(len(variants), func(i int) fought {
		applies := false
		session, err := c.fight(func(o *overlay) (err error) {
			applies, err = variants[i].apply(o, c.folder)
			return err
		})
		if !applies {
			session = -1
		}
		return fought{session, err}
	}) {
		f := <-done
		verdict := "the same answers"
		switch {
		case f.session < 0:
			continue
		case f.err != nil:
			verdict = f.err.Error()
			wrong = append(wrong, variants[i].name)
		case f.session > 0:
			verdict = fmt.Sprintf("SHOWS IN SESSION %d", f.session)
			wrong = append(wrong, variants[i].name)
		}
		fmt.Printf("right  %-76s %s\n", variants[i].name, verdict)
	}
	if len(wrong) > 0 {
		return fmt.Errorf("step %d: right variants show: %s", c.step, strings.Join(wrong, "; "))
	}
	return nil
}

// unseen are the mistakes that no duel can see, and why.
var unseen = map[string]string{
	"M-076": "the window of the third segment takes the place of the SYN's",
	"M-080": "no RFC says what the least MSS is",
	"M-092": "where the window ends is open",
	"M-135": "when something is sent again is open",
	"M-145": "how fast the window grows is open, within bounds",
	"M-146": "how fast the window grows is open, within bounds",
	"M-147": "how much is sent after a loss is open, within bounds",
	"M-151": "how much is sent after a loss is open, within bounds",
	"M-157": "where the window ends is open",
}
