package course

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const columns = "id,level,source,requirement,milestone,answer\n"

func TestRequirementsTable(t *testing.T) {
	root := t.TempDir()
	write(t, filepath.Join(root, "testdata", "requirements.csv"), columns+
		"MUST-8,MUST,RFC 9293 §3.4.1,\"ISNs by the clock, of 4 µs\",4.10,\n"+
		"EV-1,rule,RFC 9293 §3.10,\"Say \"\"no\"\"\",,in part: x\n")
	got, err := Requirements(root)
	if err != nil {
		t.Fatal(err)
	}
	want := []Requirement{
		{"MUST-8", "MUST", "RFC 9293 §3.4.1", "ISNs by the clock, of 4 µs", "4.10", ""},
		{"EV-1", "rule", "RFC 9293 §3.10", `Say "no"`, "", "in part: x"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestRequirementsErrors(t *testing.T) {
	const answers = `want an answer "not supported: …", "a rule for applications: …", "later: …" or "in part: …", or none, got `
	for _, test := range []struct{ text, want string }{
		{"", ":1: want the columns id,level,source,requirement,milestone,answer"},
		{"id,level\n", ":1: want the columns id,level,source,requirement,milestone,answer"},
		{columns + "A-1,MUST,S,T,,\nA-2,MUST,S,T,\n", ": record on line 3: wrong number of fields"},
		{columns + "A-1,MUST,S,\"T\"x,,\n", ": parse error on line 2, column 14: extraneous or missing \" in quoted-field"},
		{columns + "A-1,MUST,S,T,,\nA-2,MUST,S,T,,\nA-1,MUST,S,U,,\n", ": A-1 stands twice: take one away"},
		{columns + ",MUST,S,T,,\n", `: "T": want an id such as MUST-8, got ""`},
		{columns + "A-1 ,MUST,S,T,,\n", `: "T": want an id such as MUST-8, got "A-1 "`},
		{columns + "A-1,,S,T,,\n", ": A-1 lacks its level, source or requirement"},
		{columns + "A-1,MUST,,T,,\n", ": A-1 lacks its level, source or requirement"},
		{columns + "A-1,MUST,S,,,\n", ": A-1 lacks its level, source or requirement"},
		{columns + "A-1,MUST,S,T,later,\n", `: A-1: want a milestone such as 4.5, or none, got "later"`},
		{columns + "A-1,MUST,S,T,,maybe\n", ": A-1: " + answers + `"maybe"`},
		{columns + "A-1,MUST,S,T,,later: \n", ": A-1: " + answers + `"later: "`},
	} {
		root := t.TempDir()
		write(t, filepath.Join(root, "testdata", "requirements.csv"), test.text)
		if _, err := Requirements(root); err == nil || err.Error() != "testdata/requirements.csv"+test.want {
			t.Errorf("%q: got %v, want %s", test.text, err, test.want)
		}
	}
	if _, err := Requirements(t.TempDir()); err == nil {
		t.Error("a table that is not there gets no error")
	}
}

func TestVerdict(t *testing.T) {
	for _, test := range []struct {
		answer string
		proofs int
		want   string
	}{
		{"", 0, "open"},
		{"", 2, "proven"},
		{"later: x: y", 0, "later"},
		{"a rule for applications: x", 0, "a rule for applications"},
		{"in part: x", 1, "in part"},
		{"in part: x", 0, "open"},
	} {
		if got := (Requirement{Answer: test.answer}).Verdict(make([]Proof, test.proofs)); got != test.want {
			t.Errorf("%q with %d proofs: got %s, want %s", test.answer, test.proofs, got, test.want)
		}
	}
}
