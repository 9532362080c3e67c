package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"sync"

	"tcpworkbook/shared/course"
)

const stressUsage = `usage: go tool workbook stress [N.M] [-n 50]

Runs the replays of a milestone many times, more at once than there are
processors, with the race detector where there is one. What passes once and fails
once in a while shows here. If the first eight runs all fail, that is enough.

	go tool workbook stress 3.6
`

func stressCommand(args []string) int {
	flags := newFlags("stress", stressUsage)
	n := flags.Int("n", 50, "")
	words, code, ok := parse(flags, args, 0, 1)
	if !ok {
		return code
	}
	p, err := here()
	if err != nil {
		return fail(err)
	}
	m, s, err := p.ownOrNext(append(words, "")[0])
	if err != nil {
		return misuse(err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	failed, err := p.stress(ctx, m, s, *n)
	if err != nil {
		return explainError(err)
	}
	if failed > 0 {
		return 1
	}
	return 0
}

// stress runs m n times and returns how often it failed.
func (p place) stress(ctx context.Context, m course.Milestone, s course.Standing, n int) (failed int, err error) {
	dir, err := p.checkDir()
	if err != nil {
		return 0, err
	}
	t := &tester{root: p.root, step: s, race: true, limit: "60s"}
	with := "with the race detector"
	if err = t.build(ctx, dir); noRace(err) {
		t.race, with = false, "without the race detector, which is not to be had here"
		err = t.build(ctx, dir)
	}
	if err != nil {
		return 0, err
	}
	fmt.Printf("%s %s, %d times, %s\n", m.ID(), m.Title, n, with)
	done := progress("running it, again and again …")
	stories, ran, err := t.repeat(ctx, of([]course.Milestone{m}).replays(), n)
	done()
	if err != nil {
		return 0, err
	}
	if len(stories) == 0 {
		fmt.Printf("%s: passed each time.\n", paint(green, "✓"))
		return 0, nil
	}
	fmt.Printf("%s: failed %s. One of them:\n", paint(red, "✗"), often(len(stories), ran))
	fmt.Print(paintStory("\n" + strings.TrimSpace(stories[0]) + "\n"))
	return len(stories), nil
}

func often(failed, ran int) string {
	if failed == ran {
		return fmt.Sprintf("each of %d times", ran)
	}
	return fmt.Sprintf("%d times of %d", failed, ran)
}

// noRace reports whether a build failed for want of the race detector.
func noRace(err error) bool {
	broken := new(buildError)
	return errors.As(err, &broken) && (strings.Contains(broken.text, "-race") || strings.Contains(broken.text, "cgo"))
}

// hopeless is after how many runs, if all have failed, no more are made.
const hopeless = 8

// repeat runs scripts n times and returns what the failures say, and how often
// the scripts ran.
func (t *tester) repeat(ctx context.Context, s selection, n int) (stories []string, ran int, err error) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	slots := make(chan bool, 2*runtime.NumCPU())
	enough := func() bool {
		mu.Lock()
		defer mu.Unlock()
		return ran >= hopeless && len(stories) == ran
	}
	for range n {
		wg.Go(func() {
			slots <- true
			defer func() { <-slots }()
			if enough() {
				return
			}
			results, runErr := t.run(ctx, s)
			mu.Lock()
			defer mu.Unlock()
			ran++
			err = errors.Join(err, runErr)
			if r, failed := firstFailure(results); failed {
				stories = append(stories, r.Story)
			}
		})
	}
	wg.Wait()
	if ctx.Err() != nil {
		return nil, ran, ctx.Err()
	}
	return stories, ran, err
}
