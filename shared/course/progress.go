package course

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A Result is what came of one run of a script.
type Result struct {
	Script    string  `json:"script"`    // "3.2-refuse-malformed"
	Milestone string  `json:"milestone"` // "3.2"
	Title     string  `json:"title"`
	Verdict   Verdict `json:"verdict"`
	Seconds   float64 `json:"seconds"`
	Why       string  `json:"why,omitempty"`     // it was skipped
	Mistake   string  `json:"mistake,omitempty"` // the classic one that it looks like, "M-021"
	Name      string  `json:"name,omitempty"`    // what that is, in words
	Story     string  `json:"story,omitempty"`   // what a learner reads of a failure
	Replay    string  `json:"replay,omitempty"`  // the file that was replayed then, by its name in the script
	Flags     string  `json:"flags,omitempty"`   // of the program, besides
	Packet    int     `json:"packet,omitempty"`  // how many packets it had been fed when it went wrong
}

// A Verdict says how a script ended.
type Verdict string

// The verdicts.
const (
	Pass Verdict = "pass"
	Fail Verdict = "fail"
	Skip Verdict = "skip"
)

// A Record is what is known of the learner's copy of a step, as of the latest
// run: work/.progress/step03.json.
type Record struct {
	Scripts map[string]Verdict `json:"scripts"` // by name
	Sources string             `json:"sources"` // their sum then
}

func recordFile(root string, step int) string {
	return filepath.Join(root, "work", ".progress", fmt.Sprintf("step%02d.json", step))
}

// ReadRecord returns what is known of a step, which may be nothing.
func ReadRecord(root string, step int) (r Record, err error) {
	text, err := os.ReadFile(recordFile(root, step))
	if errors.Is(err, fs.ErrNotExist) {
		return Record{}, nil
	}
	if err == nil {
		err = json.Unmarshal(text, &r)
	}
	if err != nil {
		return r, fmt.Errorf("%s: %w; take that file away, and check again", recordFile(root, step), err)
	}
	return r, nil
}

// Note keeps results of the learner's copy of a step.
func Note(root string, step int, results []Result) error {
	return record(root, step, func(scripts map[string]Verdict) {
		for _, r := range results {
			if r.Verdict != Skip || scripts[r.Script] == "" {
				scripts[r.Script] = r.Verdict
			}
		}
	})
}

// forget forgets the results of scripts whose names begin with prefix.
func forget(root string, step int, prefix string) error {
	return record(root, step, func(scripts map[string]Verdict) {
		for name := range scripts {
			if strings.HasPrefix(name, prefix) {
				delete(scripts, name)
			}
		}
	})
}

// record changes the record of a step. It writes only where something has
// changed, or go test could never use its cache.
func record(root string, step int, change func(scripts map[string]Verdict)) error {
	r, err := ReadRecord(root, step)
	if err != nil {
		return err
	}
	if r.Scripts == nil {
		r.Scripts = make(map[string]Verdict)
	}
	change(r.Scripts)
	name, err := StepFolder(root, step)
	if err != nil {
		return err
	}
	if r.Sources, err = sourcesSum(filepath.Join(root, "work", name)); err != nil {
		return err
	}
	text, err := json.MarshalIndent(r, "", "\t")
	if err != nil {
		return err
	}
	text = append(text, '\n')
	file := recordFile(root, step)
	if old, err := os.ReadFile(file); err == nil && bytes.Equal(old, text) {
		return nil
	}
	if err := makeDir(filepath.Dir(file)); err != nil {
		return err
	}
	if err := writeFile(file+".half", text); err != nil {
		return err
	}
	return rename(file+".half", file)
}

// sourcesSum returns a sum over the Go files of a folder.
func sourcesSum(dir string) (string, error) {
	files, err := readFiles(dir, isGo)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	for _, name := range sortedNames(files) {
		fmt.Fprintf(h, "%s %d\n%s", name, len(files[name]), files[name])
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:8]), nil
}

// Passed reports whether a milestone has passed: its script has, and none of
// its live ones has failed.
func (r Record) Passed(m Milestone) bool {
	own := false
	for script, verdict := range r.Scripts {
		if !strings.HasPrefix(script, m.ID()+"-") {
			continue
		}
		if verdict == Fail {
			return false
		}
		own = own || script == m.ScriptName() && verdict == Pass
	}
	return own
}

// ScriptName returns the name of the milestone's script, without .txtar.
func (m Milestone) ScriptName() string {
	return strings.TrimSuffix(filepath.Base(m.Script), ".txtar")
}

// A Standing says how far a learner is with a step.
type Standing struct {
	Step       int
	Folder     string // of the reference, or "" if there is none yet
	Title      string // "Parse IPv4, answer ping"
	Milestones []Milestone
	Started    bool
	Changed    bool // the learner's files are not those that were checked
	Record     Record
}

// Next returns the first milestone that has not passed.
func (s Standing) Next() (m Milestone, ok bool) {
	i := slices.IndexFunc(s.Milestones, func(m Milestone) bool { return !s.Record.Passed(m) })
	if i < 0 {
		return m, false
	}
	return s.Milestones[i], true
}

// FellBack reports whether the next milestone failed when it was last checked,
// though a later one has passed.
func (s Standing) FellBack() bool {
	next, left := s.Next()
	failed, later := false, false
	for script, verdict := range s.Record.Scripts {
		failed = failed || verdict == Fail && strings.HasPrefix(script, next.ID()+"-")
	}
	for _, m := range s.Milestones {
		later = later || m.Number > next.Number && s.Record.Passed(m)
	}
	return left && failed && later
}

// Finished reports whether all milestones have passed.
func (s Standing) Finished() bool {
	_, left := s.Next()
	return s.Started && len(s.Milestones) > 0 && !left
}

// Work returns the learner's folder, from the root and with slashes.
func (s Standing) Work() string { return "work/" + s.Folder }

// Standings returns how far the learner is, step by step.
func Standings(root string) ([]Standing, error) {
	all, err := Milestones(root)
	if err != nil {
		return nil, err
	}
	standings := make([]Standing, 6)
	for i := range standings {
		s := &standings[i]
		s.Step = i + 1
		for _, m := range all {
			if m.Step == s.Step {
				s.Milestones = append(s.Milestones, m)
			}
		}
		if err := s.fill(root); err != nil {
			return nil, err
		}
	}
	return standings, nil
}

func (s *Standing) fill(root string) (err error) {
	if s.Folder, err = StepFolder(root, s.Step); err != nil {
		return nil // there is no such step yet
	}
	s.Title = stepTitle(root, s.Folder)
	work := filepath.Join(root, "work", s.Folder)
	if _, err := os.Stat(filepath.Join(work, "step_test.go")); err != nil {
		return nil
	}
	s.Started = true
	if s.Record, err = ReadRecord(root, s.Step); err != nil {
		return err
	}
	sum, err := sourcesSum(work)
	s.Changed = sum != s.Record.Sources && len(s.Record.Scripts) > 0
	return err
}

// stepTitle returns the title of a step's chapter: "# Step 3: Parse IPv4" has
// "Parse IPv4".
func stepTitle(root, folder string) string {
	text, err := os.ReadFile(filepath.Join(root, folder, "README.md"))
	if err == nil {
		line, _, _ := strings.Cut(string(text), "\n")
		if _, title, ok := strings.Cut(line, ": "); ok {
			return strings.TrimSpace(title)
		}
	}
	_, name, _ := strings.Cut(folder, "-")
	return strings.ReplaceAll(name, "-", " ")
}

// InHand returns the step that the learner is at: the furthest one started.
func InHand(all []Standing) (s Standing, ok bool) {
	for _, s := range slices.Backward(all) {
		if s.Started {
			return s, true
		}
	}
	return s, false
}
