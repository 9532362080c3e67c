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
	"sync"

	"tcpworkbook/shared/course"
	known "tcpworkbook/shared/mistakes"
)

// A mistake is one of testdata/mistakes: a patch with a line before it that
// says which milestone must notice, and by what: a script, a live one, or the
// step's tests alone ("unit"): "M-020 3.2 replay IHL below 5 accepted".
type mistake struct {
	id, milestone, how, what string
	patch                    []byte
}

var mistakeLine = regexp.MustCompile(`^(M-\d+) (\d+\.\d+) (replay|live|unit) (.+)\n`)

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
		if filepath.Base(name) != string(m[1])+".patch" {
			return nil, fmt.Errorf("%s:1: %s belongs into %s.patch", name, m[1], m[1])
		}
		all = append(all, mistake{string(m[1]), string(m[2]), string(m[3]), string(m[4]), text})
	}
	if len(all) == 0 {
		return nil, errors.New("there are no testdata/mistakes/*.patch")
	}
	return all, nil
}

// mistakes makes each mistake and sees that its milestone fails, in the words
// that the book shows.
func mistakes(ids []string) error {
	all, err := readMistakes()
	if err != nil {
		return err
	}
	if all, err = choose(all, ids); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "prove")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	attempts, err := attemptsAt(all, dir)
	if err != nil {
		return err
	}
	wrong, named, alike, scripted := 0, 0, 0, 0
	said := make(map[string]string) // what a learner reads, by mistake
	for i, found := range inTurn(len(all), func(i int) finding { return attempts[i].prove() }) {
		f, m := <-found, all[i]
		said[m.id] = f.explanation
		verdict := "caught by " + f.caught
		switch {
		case f.err != nil:
			verdict = f.err.Error()
			wrong++
		case f.caught == "":
			verdict = "NOT CAUGHT"
			wrong++
		case f.named == m.id:
			verdict += ", by its name"
			named++
		case f.named != "" && f.named == known.Alike[m.id]:
			verdict += ", by the name of " + f.named + ", which looks the same"
			alike++
		case f.named != "":
			verdict += ", TAKEN FOR " + f.named
			wrong++
		}
		if f.explanation != "" {
			scripted++
		}
		fmt.Printf("%s  %-4s %-70s %s\n", m.id, m.milestone, m.what, verdict)
	}
	fmt.Printf("of %d mistakes that scripts catch, %d are called by their names, %d by that of another that looks the same\n", scripted, named, alike)
	if wrong > 0 {
		return fmt.Errorf("%d mistakes were not caught, or taken for others", wrong)
	}
	if len(ids) == 0 && named*5 < scripted*4 {
		return errors.New("want four of five called by their names")
	}
	return checkFailures(said, len(ids) == 0)
}

// choose returns the mistakes called ids, or all if there are no ids.
func choose(all []mistake, ids []string) (chosen []mistake, err error) {
	if len(ids) == 0 {
		return all, nil
	}
	for _, id := range ids {
		i := slices.IndexFunc(all, func(m mistake) bool { return m.id == id })
		if i < 0 {
			return nil, fmt.Errorf("there is no testdata/mistakes/%s.patch", id)
		}
		chosen = append(chosen, all[i])
	}
	return chosen, nil
}

var lab sync.Mutex // one live script at a time

// A finding is what came of a mistake.
type finding struct {
	caught, explanation string // by what, or ""; what that says
	named               string // the mistake that it is taken for, or ""
	err                 error
}

// An attempt is a mistake, made where somebody has to notice it: a script of its
// milestone, in the milestone's own step. Where there is no script, or that step
// does not have what is patched, it is the tests of the patched step.
type attempt struct {
	mistake
	*overlay
	folder string   // of the step; "" if it is the tests
	built  *program // with others; nil if it needs a program of its own
	err    error
}

// attemptsAt makes the mistakes, inside of dir.
func attemptsAt(all []mistake, dir string) ([]*attempt, error) {
	attempts, byFolder := make([]*attempt, len(all)), make(map[string][]*attempt)
	for i, m := range all {
		a := m.attempt(dir)
		attempts[i] = a
		if a.err == nil && a.folder != "" {
			byFolder[a.folder] = append(byFolder[a.folder], a)
		}
	}
	for folder, some := range byFolder {
		if err := buildTogether(folder, some, dir); err != nil {
			return nil, err
		}
	}
	return attempts, nil
}

func (m mistake) attempt(dir string) *attempt {
	a := &attempt{mistake: m}
	scripts, err := filepath.Glob("testdata/step*/" + m.milestone + "-*.txtar")
	if own, ok := m.led(); ok && len(scripts) > 0 && m.how != "unit" {
		a.mistake = own
		a.folder, a.err = stepFolder(m.milestone)
	}
	if err = errors.Join(err, a.err); err == nil {
		a.overlay, err = newOverlay(dir)
	}
	if err == nil {
		err = a.apply(a.overlay)
	}
	a.err = err
	return a
}

func buildTogether(folder string, some []*attempt, dir string) error {
	var versions []version
	for _, a := range some {
		versions = append(versions, version{a.id, a.overlay})
	}
	o, err := newOverlay(dir)
	if err != nil {
		return err
	}
	check, err := newChecker(folder)
	if err != nil {
		return err
	}
	p, left, err := together(o, check, versions)
	for i, a := range some {
		if !slices.Contains(left, versions[i]) {
			a.built = &p
		}
	}
	return err
}

// prove finds a script that fails, or else a test.
func (a *attempt) prove() (f finding) {
	switch {
	case a.err != nil:
		f.err = a.err
	case a.folder == "":
		f.caught, f.err = a.proveByTests(a.overlay)
	default:
		f = a.proveByScripts()
	}
	return f
}

// led returns the mistake with its patch led to the step of its milestone, if
// that has all the files.
func (m mistake) led() (own mistake, ok bool) {
	folder, err := stepFolder(m.milestone)
	if err != nil {
		return m, false
	}
	own = m
	own.patch = patchedStep.ReplaceAll(m.patch, []byte("${1}"+folder+"/"))
	for i, name := range patched(own.patch) {
		_, err := os.Stat(name)
		if old := patched(m.patch)[i]; err != nil && name != old {
			return m, false
		}
	}
	return own, true
}

var patchedStep = regexp.MustCompile(`(?m)^((?:---|\+\+\+) [ab]/)step0\d-[\w-]+/`)

func (a *attempt) proveByScripts() finding {
	scripts := replays("^" + regexp.QuoteMeta(a.milestone) + "-")
	if a.how == "live" {
		scripts.skip, scripts.limit = "^$", ""
		lab.Lock()
		defer lab.Unlock()
	}
	if a.built == nil {
		p, err := a.build(a.folder)
		if err != nil {
			return finding{err: err}
		}
		a.built = &p
	}
	results, err := a.built.scripts(scripts, a.id)
	if err != nil {
		return finding{err: err}
	}
	for _, r := range results {
		if r.Verdict == course.Skip && a.how == "live" {
			return finding{err: fmt.Errorf("%s was skipped: %s", r.Script, r.Why)}
		}
		if r.Verdict == course.Fail && (a.how == "replay" || strings.HasSuffix(r.Script, "-live")) {
			return finding{caught: r.Script, explanation: strings.Trim(r.Story, "\n") + "\n", named: r.Mistake}
		}
	}
	return finding{}
}

// apply puts the patched files into o.
func (m mistake) apply(o *overlay) error {
	for _, name := range patched(m.patch) {
		text, err := os.ReadFile(name)
		if errors.Is(err, os.ErrNotExist) {
			if err := o.replace(name); err != nil { // the patch makes it
				return err
			}
			continue
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
