package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// A mistake is one of testdata/mistakes: a patch with a line before it that
// says which milestone must notice, "M-020 3.2 replay IHL below 5 accepted".
type mistake struct {
	id, milestone, how, what string
	patch                    []byte
}

var mistakeLine = regexp.MustCompile(`^(M-\d+) (\d+\.\d+) (replay|live) (.+)\n`)

func readMistakes() ([]mistake, error) {
	names, err := filepath.Glob("testdata/mistakes/*.patch")
	if err != nil {
		return nil, err
	}
	var all []mistake
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		m := mistakeLine.FindSubmatch(text)
		if m == nil {
			return nil, fmt.Errorf("%s:1: want a line such as \"M-020 3.2 replay IHL below 5 accepted\"", name)
		}
		all = append(all, mistake{string(m[1]), string(m[2]), string(m[3]), string(m[4]), text})
	}
	if len(all) == 0 {
		return nil, errors.New("there are no testdata/mistakes/*.patch")
	}
	return all, nil
}

// mistakes makes each mistake and sees that its milestone fails.
func mistakes(ids []string) error {
	all, err := readMistakes()
	if err != nil {
		return err
	}
	missed := 0
	for _, m := range all {
		if len(ids) > 0 && !slices.Contains(ids, m.id) {
			continue
		}
		caught, err := m.prove()
		if err != nil {
			return fmt.Errorf("%s: %w", m.id, err)
		}
		verdict := "caught by " + caught
		if caught == "" {
			verdict = "NOT CAUGHT"
			missed++
		}
		fmt.Printf("%s  %-4s %-70s %s\n", m.id, m.milestone, m.what, verdict)
	}
	if missed > 0 {
		return fmt.Errorf("%d mistakes were not caught", missed)
	}
	return nil
}

// prove returns the name of a script of the mistake's milestone that fails.
func (m mistake) prove() (caught string, err error) {
	o, err := newOverlay()
	if err != nil {
		return "", err
	}
	defer o.remove()
	if err := m.apply(o); err != nil {
		return "", err
	}
	folder, err := stepFolder(m.milestone)
	if err != nil {
		return "", err
	}
	skip := "-live$"
	if m.how == "live" {
		skip = "^$"
	}
	r, out, err := o.test(folder, "^"+regexp.QuoteMeta(m.milestone)+"-", skip)
	if err != nil {
		return "", err
	}
	for _, name := range slices.Sorted(keys(r)) {
		if r[name] == "SKIP" && m.how == "live" {
			return "", fmt.Errorf("%s was skipped: no lab here\n%s", name, out)
		}
		if r[name] == "FAIL" && (m.how == "replay" || strings.HasSuffix(name, "-live")) {
			return name, nil
		}
	}
	return "", nil
}

// apply puts the patched files into o.
func (m mistake) apply(o *overlay) error {
	for _, name := range patched(m.patch) {
		text, err := os.ReadFile(name)
		if errors.Is(err, os.ErrNotExist) {
			continue // the patch makes it
		}
		if err != nil {
			return err
		}
		if err := o.add(name, text); err != nil {
			return err
		}
	}
	cmd := exec.Command("git", "apply", "-p1", "-")
	cmd.Dir = o.dir
	cmd.Env = append(os.Environ(), "GIT_CEILING_DIRECTORIES="+filepath.Dir(o.dir))
	cmd.Stdin = bytes.NewReader(m.patch)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("the patch does not apply, make it anew: %w\n%s", err, out)
	}
	return nil
}

var patchedLine = regexp.MustCompile(`(?m)^\+\+\+ b/(\S+)`)

func patched(patch []byte) []string {
	var names []string
	for _, m := range patchedLine.FindAllSubmatch(patch, -1) {
		names = append(names, string(m[1]))
	}
	return names
}
