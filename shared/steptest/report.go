package steptest

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tcpworkbook/shared/course"
)

// ReportVar names the file into which a test process writes what came of each
// script, as JSON, instead of keeping it in work/.progress.
const ReportVar = "WORKBOOK_REPORT"

// report notes what came of a script.
func (r *reporter) report() {
	if r.results == nil {
		return
	}
	name := strings.TrimSuffix(filepath.Base(r.path), ".txtar")
	result := course.Result{Script: name, Verdict: course.Pass, Seconds: time.Since(r.began).Seconds()}
	m, title, err := r.head()
	result.Title = title
	if err == nil && !r.plain {
		result.Milestone, result.Title = m.ID(), m.Title
	}
	switch {
	case r.Failed():
		result.Verdict = course.Fail
		result.Story, result.Packet = r.failure.story, r.failure.packet
		result.Mistake, result.Name = r.failure.mistake.ID, r.failure.mistake.Name
		if len(r.session.args) > 0 {
			result.Replay, result.Flags = r.session.args[0], strings.Join(r.session.args[1:], " ")
		}
	case r.Skipped():
		result.Verdict, result.Why = course.Skip, r.why
	}
	*r.results = append(*r.results, result)
}

// skip skips a script, and notes why.
func (r *reporter) skip(args ...any) {
	r.T.Helper()
	r.why = strings.TrimSpace(fmt.Sprintln(args...))
	r.Skip(args...)
}

// record keeps the results: in the file that is asked for, or, of the learner's
// own copy, in work/.progress.
func record(t *testing.T, root string, step int, results []course.Result) {
	t.Helper()
	file := os.Getenv(ReportVar)
	var err error
	switch {
	case file != "":
		var text []byte
		if text, err = json.Marshal(results); err == nil {
			err = os.WriteFile(file, text, 0o666)
		}
	case inWork(root):
		err = course.Note(root, step, results)
	}
	if err != nil {
		t.Error(err)
	}
}

// inWork reports whether the test stands in the learner's own copy.
func inWork(root string) bool {
	dir, err := os.Getwd()
	if err != nil {
		return false
	}
	rel, err := filepath.Rel(filepath.Join(root, "work"), dir)
	return err == nil && !strings.HasPrefix(rel, "..")
}
