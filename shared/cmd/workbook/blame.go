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
passes. Your files stay as they are.

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
	b := &blamer{place: p, step: s, milestone: m}
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
	suspects, err := b.suspects()
	if err != nil {
		return err
	}
	fmt.Printf("%s %s fails.\nWith the reference's version of one function of yours:\n\n", b.milestone.ID(), b.milestone.Title)
	var guilty []course.Pair
	name, file := 20, 22 // how wide the columns are
	for _, s := range suspects {
		name, file = max(name, len(s.Name)), max(file, len(s.File))
	}
	for _, s := range suspects {
		passes, err := b.passes(ctx, []course.Func{s.Func})
		if err != nil {
			return err
		}
		says := "fails"
		if passes {
			says = paint(green, "passes")
			guilty = append(guilty, s)
		}
		fmt.Printf("  %s %s %s\n", pad(s.Name, name), pad(s.File, file), says)
	}
	return b.verdict(ctx, suspects, guilty)
}

// suspects returns the functions that are not as the reference has them: first
// those of the milestone itself.
func (b *blamer) suspects() (all []course.Pair, err error) {
	own, err := course.MarkedFuncs(b.root, b.milestone)
	if err != nil {
		return nil, err
	}
	if all, err = course.Pairs(b.root, b.step.Step, func(course.Func) bool { return true }); err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, course.Pair.Same)
	slices.SortStableFunc(all, func(x, y course.Pair) int {
		rank := func(p course.Pair) int {
			if slices.Contains(own, p.Func) {
				return 0
			}
			return 1
		}
		return rank(x) - rank(y)
	})
	return all, nil
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

func (b *blamer) verdict(ctx context.Context, suspects, guilty []course.Pair) error {
	fmt.Println()
	switch {
	case len(guilty) == 1 && guilty[0].Yours == "":
		fmt.Printf("%s, in %s: you have no such function.\n", paint(bold, guilty[0].Name), guilty[0].File)
	case len(guilty) == 1:
		fmt.Printf("Look at %s, in %s/%s.\n", paint(bold, guilty[0].Name), b.step.Work(), guilty[0].YourFile)
	case len(guilty) > 1:
		fmt.Println("Each of them alone makes it pass: look at what they have to do with each other.")
	default:
		return b.together(ctx, suspects)
	}
	return nil
}

// together says whether all functions of the milestone together are to blame.
func (b *blamer) together(ctx context.Context, suspects []course.Pair) error {
	own, err := course.MarkedFuncs(b.root, b.milestone)
	if err != nil {
		return err
	}
	var mine, all []course.Func
	for _, s := range suspects {
		all = append(all, s.Func)
		if slices.Contains(own, s.Func) {
			mine = append(mine, s.Func)
		}
	}
	if len(mine) > 1 {
		if passes, err := b.passes(ctx, mine); err != nil || passes {
			fmt.Printf("None of them alone, but together: %s. There is more than one mistake.\n", course.ListFuncs(mine))
			return err
		}
	}
	if passes, err := b.passes(ctx, all); err != nil || passes {
		fmt.Println("None of them alone, but all together: there is more than one mistake. Begin with an earlier milestone: go tool workbook check")
		return err
	}
	fmt.Println("It is none of these: look at types, constants and variables that you have changed.")
	return nil
}
