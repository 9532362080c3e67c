package course

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// A Milestone is something that a learner's program can do, proven by a
// script.
type Milestone struct {
	Step, Number int
	Title        string
	RFC          string   // sections, as they are printed: "791 §3.1, 1122 §3.2.1"
	IDs          []string // requirements that the script shows: "IP-1"
	Minutes      int      // how long it takes to write
	Hints        []string // a question; the rule; what the packets show
	Learnt       string   // by who has passed, in one line
	Script       string   // path of the script
}

// ID returns the milestone's number, such as "3.2".
func (m Milestone) ID() string { return fmt.Sprintf("%d.%d", m.Step, m.Number) }

var titleLine = regexp.MustCompile(`^# (\d+)\.(\d+) (.+)$`)

// ParseHead reads the milestone from the head of a script: the comment lines
// at its start. The error names file and line.
//
//	# 3.2 Refuse what is malformed
//	# rfc: 791 §3.1; ids: IP-1, IP-2
//	# minutes: 20
//	# hint: What is the first thing that could go wrong?
//	# learnt: A length in a packet is a claim.
func ParseHead(script string, text []byte) (Milestone, error) {
	m := Milestone{Script: script}
	for i, line := range strings.Split(string(text), "\n") {
		if !strings.HasPrefix(line, "#") {
			break
		}
		if err := m.parseLine(i, line); err != nil {
			return m, fmt.Errorf("%s:%d: %w", script, i+1, err)
		}
	}
	if m.Title == "" {
		return m, fmt.Errorf("%s:1: want a title such as \"# 3.2 Refuse what is malformed\"", script)
	}
	return m, nil
}

func (m *Milestone) parseLine(i int, line string) (err error) {
	if i == 0 {
		t := titleLine.FindStringSubmatch(line)
		if t == nil {
			return errors.New(`want a title such as "# 3.2 Refuse what is malformed"`)
		}
		m.Step, _ = strconv.Atoi(t[1])
		m.Number, _ = strconv.Atoi(t[2])
		m.Title = t[3]
		return nil
	}
	key, value, _ := strings.Cut(strings.TrimPrefix(line, "# "), ": ")
	switch key {
	case "rfc":
		rfc, ids, _ := strings.Cut(value, "; ids: ")
		m.RFC = rfc
		m.IDs = splitIDs(ids)
	case "minutes":
		if m.Minutes, err = strconv.Atoi(value); err != nil {
			return fmt.Errorf("minutes: want a whole number, got %q", value)
		}
	case "hint":
		m.Hints = append(m.Hints, value)
	case "learnt":
		m.Learnt = value
	default:
		return fmt.Errorf("want rfc, minutes, hint or learnt, got %q", key)
	}
	return nil
}

// splitIDs returns the ids in a list such as "IP-1, IP-2".
func splitIDs(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' || unicode.IsSpace(r) })
}

// Scripts returns the paths of the scripts of a step, in the order of their
// milestones; live ones, which end in -live, come after the others of theirs.
func Scripts(root string, step int) ([]string, error) {
	names, err := fs.Glob(os.DirFS(root), fmt.Sprintf("testdata/step%02d/*.txtar", step))
	if err != nil {
		return nil, err
	}
	var files []string
	for _, name := range names {
		files = append(files, filepath.Join(root, filepath.FromSlash(name)))
	}
	slices.SortStableFunc(files, func(a, b string) int {
		return cmp.Or(cmp.Compare(number(a), number(b)), cmp.Compare(isLive(a), isLive(b)), cmp.Compare(a, b))
	})
	return files, nil
}

// number returns the 10 of step04/4.10-name.txtar.
func number(script string) int {
	_, rest, _ := strings.Cut(filepath.Base(script), ".")
	digits, _, _ := strings.Cut(rest, "-")
	n, _ := strconv.Atoi(digits)
	return n
}

func isLive(script string) int {
	if strings.HasSuffix(script, "-live.txtar") {
		return 1
	}
	return 0
}

// Milestones returns all milestones of the workbook at root, in order.
func Milestones(root string) ([]Milestone, error) {
	var all []Milestone
	for step := 1; step <= 6; step++ {
		scripts, err := Scripts(root, step)
		if err != nil {
			return nil, err
		}
		for _, script := range scripts {
			if isLive(script) == 1 {
				continue
			}
			text, err := os.ReadFile(script)
			if err != nil {
				return nil, err
			}
			m, err := ParseHead(script, text)
			if err != nil {
				return nil, err
			}
			all = append(all, m)
		}
	}
	return all, nil
}

// Find returns the milestone called id, such as "3.2".
func Find(root, id string) (Milestone, error) {
	all, err := Milestones(root)
	if err != nil {
		return Milestone{}, err
	}
	var ids []string
	for _, m := range all {
		if m.ID() == id {
			return m, nil
		}
		ids = append(ids, m.ID())
	}
	return Milestone{}, fmt.Errorf("there is no milestone %q; there are %s", id, strings.Join(ids, ", "))
}

// Root returns the workbook's folder: the one of go.mod, here or above.
func Root() (string, error) {
	start, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for dir := start; ; {
		text, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil && strings.HasPrefix(string(text), "module tcpworkbook\n") {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", fmt.Errorf("%s is not in the workbook: go to the folder that you cloned", start)
		}
		dir = parent
	}
}
