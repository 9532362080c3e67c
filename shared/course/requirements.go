package course

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// A Requirement is something that an RFC asks for: a row of
// testdata/requirements.csv.
type Requirement struct {
	ID        string // "MUST-8", "EV-26"; the first kind is RFC 9293's own
	Level     string // "MUST", "SHOULD NOT"; "rule" where the RFC has no such word
	Source    string // "RFC 9293 §3.4.1"
	Text      string // what it asks for, in short
	Milestone string // which teaches it, "4.5", or ""
	Answer    string // why no test proves it, "later: …", or not all of it, "in part: …", or ""
}

// Requirements reads all requirements, in the table's order.
func Requirements(root string) ([]Requirement, error) {
	rows, err := readTable(root, "requirements.csv", "id,level,source,requirement,milestone,answer")
	if err != nil {
		return nil, err
	}
	var all []Requirement
	for _, row := range rows {
		r := Requirement{row[0], row[1], row[2], row[3], row[4], row[5]}
		if err := r.check(); err != nil {
			return nil, fmt.Errorf("testdata/requirements.csv: %w", err)
		}
		all = append(all, r)
	}
	return all, nil
}

var (
	idForm        = regexp.MustCompile(`^[A-Z]+-\d+$`)
	milestoneForm = regexp.MustCompile(`^([1-6]\.\d+)?$`)
	answerForm    = regexp.MustCompile(`^((not supported|a rule for applications|later|in part): .+)?$`)
)

func (r Requirement) check() error {
	switch {
	case !idForm.MatchString(r.ID):
		return fmt.Errorf("%q: want an id such as MUST-8, got %q", r.Text, r.ID)
	case r.Level == "" || r.Source == "" || r.Text == "":
		return fmt.Errorf("%s lacks its level, source or requirement", r.ID)
	case !milestoneForm.MatchString(r.Milestone):
		return fmt.Errorf("%s: want a milestone such as 4.5, or none, got %q", r.ID, r.Milestone)
	case !answerForm.MatchString(r.Answer):
		return fmt.Errorf(`%s: want an answer "not supported: …", "a rule for applications: …", "later: …" or "in part: …", or none, got %q`, r.ID, r.Answer)
	}
	return nil
}

// Verdict says where r stands: "open" if a proof is lacking, "proven", or what
// its answer begins with, such as "later".
func (r Requirement) Verdict(proofs []Proof) string {
	verdict, _, _ := strings.Cut(r.Answer, ":")
	switch {
	case len(proofs) == 0 && (verdict == "" || verdict == "in part"):
		return "open"
	case verdict == "":
		return "proven"
	}
	return verdict
}

// readTable returns the rows of a table in testdata, except for the first, which
// must be head. No two rows begin with the same id.
func readTable(root, name, head string) ([][]string, error) {
	file, err := os.Open(filepath.Join(root, "testdata", name))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("testdata/%s: %w", name, err)
	}
	if len(rows) == 0 || strings.Join(rows[0], ",") != head {
		return nil, fmt.Errorf("testdata/%s:1: want the columns %s", name, head)
	}
	seen := make(map[string]bool)
	for _, row := range rows[1:] {
		if seen[row[0]] {
			return nil, fmt.Errorf("testdata/%s: %s stands twice: take one away", name, row[0])
		}
		seen[row[0]] = true
	}
	return rows[1:], nil
}
