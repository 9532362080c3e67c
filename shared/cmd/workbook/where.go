package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"tcpworkbook/shared/course"
)

// recoverWork finishes what a killed command has begun in work/.
func recoverWork() {
	root, err := course.Root()
	if err != nil {
		return
	}
	finished, err := course.Recover(root)
	for _, folder := range finished {
		fmt.Fprintf(os.Stderr, "workbook: a reset of %s had been cut short; it is done now\n", folder)
	}
	if err != nil {
		fail(err)
	}
}

// A place is where the learner is.
type place struct {
	root string
	all  []course.Standing // of steps 1 to 6
}

func here() (p place, err error) {
	if p.root, err = course.Root(); err != nil {
		return p, err
	}
	p.all, err = course.Standings(p.root)
	return p, err
}

// inHand returns the step that is meant where none is named: the one in whose
// folder in work/ the user stands, or else the furthest one started.
func (p place) inHand() (course.Standing, error) {
	if dir, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(filepath.Join(p.root, "work"), dir); err == nil {
			folder, _, _ := strings.Cut(filepath.ToSlash(rel), "/")
			for _, s := range p.all {
				if s.Started && s.Folder == folder {
					return s, nil
				}
			}
		}
	}
	s, ok := course.InHand(p.all)
	if !ok {
		return s, fmt.Errorf("you have not started yet: go tool workbook start 1")
	}
	return s, nil
}

// started returns a step that the learner has started, of its number, or the
// one in hand if there is none.
func (p place) started(number string) (course.Standing, error) {
	if number == "" {
		return p.inHand()
	}
	step, err := strconv.Atoi(number)
	if err != nil || step < 1 || step > 6 {
		return course.Standing{}, fmt.Errorf("want a step from 1 to 6, got %q", number)
	}
	return p.startedStep(step)
}

func (p place) startedStep(step int) (course.Standing, error) {
	s := p.all[step-1]
	if !s.Started {
		return s, fmt.Errorf("you have not started step %d yet: go tool workbook start %d", step, step)
	}
	return s, nil
}

// milestone returns the milestone called id, and its step.
func (p place) milestone(id string) (course.Milestone, course.Standing, error) {
	var ids []string
	for _, s := range p.all {
		for _, m := range s.Milestones {
			if m.ID() == id {
				return m, s, nil
			}
			ids = append(ids, m.ID())
		}
	}
	err := fmt.Errorf("there is no milestone %q; there are %s to %s, and the board has them all", id, ids[0], ids[len(ids)-1])
	step, _, dotted := strings.Cut(id, ".")
	if n, atoi := strconv.Atoi(step); atoi == nil && dotted && 1 <= n && n <= 6 {
		list := p.all[n-1].Milestones
		err = fmt.Errorf("there is no milestone %s; step %d has %s to %s", id, n, list[0].ID(), list[len(list)-1].ID())
	}
	return course.Milestone{}, course.Standing{}, err
}

// own returns the milestone called id, of a step that is started.
func (p place) own(id string) (course.Milestone, course.Standing, error) {
	m, s, err := p.milestone(id)
	if err == nil {
		_, err = p.startedStep(s.Step)
	}
	return m, s, err
}

// ownOrNext is own, or, without an id, the first milestone that has not passed.
func (p place) ownOrNext(id string) (course.Milestone, course.Standing, error) {
	if id != "" {
		return p.own(id)
	}
	s, err := p.inHand()
	if err != nil {
		return course.Milestone{}, s, err
	}
	m, left := s.Next()
	if !left {
		return m, s, fmt.Errorf("all of step %d has passed", s.Step)
	}
	return m, s, nil
}
