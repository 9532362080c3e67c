package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/signal"
	"path/filepath"
	"slices"

	"tcpworkbook/shared/course"
)

const blameUsage = `usage: go tool workbook blame [N.M]

Finds out which of your functions a failure comes from: it puts the reference's
version in the place of one of yours at a time, and sees with which the milestone
passes. The milestone's own come first, then half of the others, and so on. Your
files stay as they are.

	go tool workbook blame 3.2
`

func blameCommand(args []string) int {
	words, code, ok := parse(newFlags("blame", blameUsage), args, 0, 1)
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
	b := &blamer{place: p, step: s, milestone: m, name: 20, file: 22}
	if b.dir, err = p.checkDir(); err == nil {
		err = b.blame(ctx)
	}
	if err != nil {
		return explainError(err)
	}
	return 0
}

// A blamer looks for the function to blame.
type blamer struct {
	place
	step      course.Standing
	milestone course.Milestone
	dir       string

	name, file int // how wide the columns are
}

func (b *blamer) blame(ctx context.Context) error {
	passes, err := b.passes(ctx, nil)
	switch {
	case err != nil:
		return err
	case passes:
		fmt.Printf("%s %s passes: there is nobody to blame.\n", b.milestone.ID(), b.milestone.Title)
		return nil
	}
	own, others, err := b.suspects()
	if err != nil {
		return err
	}
	fmt.Printf("%s %s fails.\nWith the reference's version of one function of yours:\n\n", b.milestone.ID(), b.milestone.Title)
	guilty, err := b.oneByOne(ctx, own)
	if err == nil && len(guilty) == 0 {
		guilty, err = b.among(ctx, others)
	}
	if err != nil {
		return err
	}
	return b.verdict(ctx, own, others, guilty)
}

// suspects returns the functions that are not as the reference has them: those of
// the milestone itself, and all others.
func (b *blamer) suspects() (own, others []course.Pair, err error) {
	marked, err := course.MarkedFuncs(b.root, b.milestone)
	if err != nil {
		return nil, nil, err
	}
	all, err := course.Pairs(b.root, b.step.Step, func(course.Func) bool { return true })
	for _, s := range slices.DeleteFunc(all, course.Pair.Same) {
		if slices.Contains(marked, s.Func) {
			own = append(own, s)
		} else {
			others = append(others, s)
		}
		b.name, b.file = max(b.name, len(s.Name)), max(b.file, len(s.File))
	}
	return own, others, err
}

// oneByOne returns those with whose reference's version the milestone passes.
func (b *blamer) oneByOne(ctx context.Context, suspects []course.Pair) (guilty []course.Pair, err error) {
	for _, s := range suspects {
		passes, err := b.try(ctx, s.Name, s.File, []course.Pair{s})
		if err != nil {
			return nil, err
		}
		if passes {
			guilty = append(guilty, s)
		}
	}
	return guilty, nil
}

// among is oneByOne for many: as long as the reference's version of one half of
// them makes the milestone pass, it is only asked of these.
func (b *blamer) among(ctx context.Context, suspects []course.Pair) (guilty []course.Pair, err error) {
	const few = 3
	for len(suspects) > few {
		n := len(suspects)
		of := fmt.Sprintf("of %d", n)
		first, second := suspects[:n/2], suspects[n/2:]
		passes, err := b.try(ctx, fmt.Sprintf("%d at once", len(first)), of, first)
		if err != nil {
			return nil, err
		}
		if passes {
			suspects = first
			continue
		}
		if passes, err = b.try(ctx, fmt.Sprintf("the other %d", len(second)), of, second); err != nil {
			return nil, err
		}
		if !passes {
			break
		}
		suspects = second
	}
	return b.oneByOne(ctx, suspects)
}

// try reports whether the milestone passes with the reference's version of some
// functions, and prints so.
func (b *blamer) try(ctx context.Context, name, file string, suspects []course.Pair) (bool, error) {
	passes, err := b.passes(ctx, funcsOf(suspects))
	if err != nil {
		return false, err
	}
	says := "fails"
	if passes {
		says = paint(green, "passes")
	}
	fmt.Printf("  %s %s %s\n", pad(name, b.name), pad(file, b.file), says)
	return passes, nil
}

func funcsOf(suspects []course.Pair) (funcs []course.Func) {
	for _, s := range suspects {
		funcs = append(funcs, s.Func)
	}
	return funcs
}

// passes reports whether the milestone passes with the reference's version of
// some functions. What does not compile does not.
func (b *blamer) passes(ctx context.Context, funcs []course.Func) (bool, error) {
	replace, err := b.overlay(funcs)
	if err != nil {
		return false, nil // it cannot be put in
	}
	t := &tester{root: b.root, step: b.step, replace: replace, limit: "5s"}
	if err := t.build(ctx, b.dir); err != nil {
		if broken := new(buildError); errors.As(err, &broken) && len(funcs) > 0 {
			return false, nil
		}
		return false, err
	}
	results, err := t.run(ctx, of([]course.Milestone{b.milestone}).replays())
	_, failed := firstFailure(results)
	return !failed && len(results) > 0, err
}

// overlay puts the reference's version of some functions into files beside.
func (b *blamer) overlay(funcs []course.Func) (map[string]string, error) {
	texts, err := course.WithReference(b.root, b.step.Step, funcs)
	if err != nil {
		return nil, err
	}
	replace := make(map[string]string)
	for i, file := range slices.Sorted(maps.Keys(texts)) {
		stand := filepath.Join(b.dir, fmt.Sprintf("blame%d.go", i))
		if err := os.WriteFile(stand, texts[file], 0o666); err != nil {
			return nil, err
		}
		replace[filepath.Join(b.root, filepath.FromSlash(file))] = stand
	}
	return replace, nil
}

func (b *blamer) verdict(ctx context.Context, own, others, guilty []course.Pair) error {
	fmt.Println()
	switch {
	case len(guilty) == 1 && guilty[0].Yours == "":
		fmt.Printf("%s, in %s: you have no such function.\n", paint(bold, guilty[0].Name), guilty[0].File)
	case len(guilty) == 1:
		fmt.Printf("Look at %s, in %s/%s.\n", paint(bold, guilty[0].Name), b.step.Work(), guilty[0].YourFile)
	case len(guilty) > 1:
		fmt.Println("Each of them alone makes it pass: look at what they have to do with each other.")
	default:
		return b.together(ctx, funcsOf(own), funcsOf(others))
	}
	return nil
}

// together says whether all functions of the milestone together are to blame, or
// all of them.
func (b *blamer) together(ctx context.Context, own, others []course.Func) error {
	if len(own) > 1 {
		passes, err := b.passes(ctx, own)
		if err != nil {
			return err
		}
		if passes {
			fmt.Printf("None of them alone, but together: %s. There is more than one mistake.\n", course.ListFuncs(own))
			return nil
		}
	}
	passes, err := b.passes(ctx, append(own, others...))
	if err != nil {
		return err
	}
	if passes {
		fmt.Println("None of them alone, but all together: there is more than one mistake. Begin with an earlier milestone: go tool workbook check")
	} else {
		fmt.Println("It is none of these: look at types, constants and variables that you have changed.")
	}
	return nil
}
