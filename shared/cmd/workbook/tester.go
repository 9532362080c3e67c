package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"

	"tcpworkbook/shared/course"
	"tcpworkbook/shared/steptest"
)

// A tester builds the tests of the learner's copy of a step and runs its
// scripts. It does what go test does, but the program is built once for many
// runs, and the results come back as data.
type tester struct {
	root     string
	step     course.Standing
	replace  map[string]string // files that stand in for others, as go's -overlay has them
	race     bool
	limit    string // how long a program may run; "": as always
	leaves   bool   // the packets of a failure, in work/.last
	together bool   // replays, in one process
	program  string // built
}

// build builds the tests into dir.
func (t *tester) build(ctx context.Context, dir string) error {
	t.program = filepath.Join(dir, fmt.Sprintf("step%02d.test.exe", t.step.Step))
	args := []string{"test", "-c", "-vet=off", "-ldflags=-s -w", "-o", t.program}
	if t.race {
		args = append(args, "-race")
	} else {
		args = append(args, "-gcflags=tcpworkbook/work/...=-N -l") // not optimized: compiling is most of a check
	}
	if len(t.replace) > 0 {
		text, err := json.Marshal(map[string]any{"Replace": t.replace})
		if err != nil {
			return err
		}
		overlay := filepath.Join(dir, "overlay.json")
		if err := os.WriteFile(overlay, text, 0o666); err != nil {
			return err
		}
		args = append(args, "-overlay", overlay)
	}
	return place{root: t.root}.compile(ctx, append(args, "./"+t.step.Work())...)
}

// A selection says which scripts to run: those that match run and not skip, as
// go test has it, all of them or up to the first failure.
type selection struct {
	run, skip string
	all       bool
}

// of selects scripts by what their names begin with.
func of(milestones []course.Milestone) selection {
	var ids []string
	for _, m := range milestones {
		ids = append(ids, regexp.QuoteMeta(m.ID()+"-"))
	}
	return selection{run: "^(" + strings.Join(ids, "|") + ")", skip: "^$"}
}

// andDuels adds the scripts that duel has saved.
func (s selection) andDuels() selection {
	s.run = strings.TrimSuffix(s.run, ")") + "|duel-)"
	return s
}

// replays leaves out the live scripts, live leaves only these.
func (s selection) replays() selection { s.skip = "-live$"; return s }
func (s selection) live() selection    { s.run += ".*-live$"; return s }

// run runs scripts.
func (t *tester) run(ctx context.Context, s selection) (results []course.Result, err error) {
	dir, err := os.MkdirTemp("", "workbook")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir) // with what a test leaves that is stopped
	report := filepath.Join(dir, "report.json")
	args := []string{"-test.run=^TestStep$/" + s.run, "-test.skip=^TestStep$/" + s.skip}
	if !s.all {
		args = append(args, "-test.failfast")
	}
	cmd := exec.CommandContext(ctx, t.program, args...)
	cmd.Dir = filepath.Join(t.root, "work", t.step.Folder)
	cmd.Env = append(os.Environ(), steptest.ReportVar+"="+report, "WORKBOOK_UPDATE=", "TMPDIR="+dir, "TMP="+dir)
	if t.together {
		cmd.Env = append(cmd.Env, steptest.TogetherVar+"=1")
	}
	if t.limit != "" {
		cmd.Env = append(cmd.Env, "STEPTEST_LIMIT="+t.limit)
	}
	out, _ := cmd.CombinedOutput()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	text, err := os.ReadFile(report)
	if err == nil {
		err = json.Unmarshal(text, &results)
	}
	if err != nil { // the test itself came to grief
		return nil, fmt.Errorf("the tests ended before their scripts: %s\n%s", cmd.ProcessState, out)
	}
	if t.leaves {
		err = t.leave(filepath.Join(dir, steptest.LeftFolder))
	}
	return results, err
}

// leave leaves the packets of a failure, if there is one, in work/.last.
func (t *tester) leave(from string) error {
	to := filepath.Join(t.root, "work", steptest.LeftFolder)
	if _, err := os.Stat(from); err != nil {
		return nil
	}
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	return os.CopyFS(to, os.DirFS(from))
}

// firstFailure returns the first script that failed.
func firstFailure(results []course.Result) (r course.Result, failed bool) {
	for _, r := range results {
		if r.Verdict == course.Fail {
			return r, true
		}
	}
	return r, false
}
