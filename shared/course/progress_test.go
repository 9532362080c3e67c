package course

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestNote(t *testing.T) {
	root := carryBook(t)
	one, two := Milestone{Step: 4, Number: 1, Script: "4.1-open.txtar"}, Milestone{Step: 4, Number: 10, Script: "4.10-many.txtar"}
	for _, test := range []struct {
		script     string
		verdict    Verdict
		first, ten bool
	}{
		{"4.10-many", Pass, true, true},
		{"4.1-open-live", Skip, true, true},
		{"4.1-open-live", Fail, false, true},
		{"4.1-open-live", Skip, false, true}, // where it cannot run, the failure stands
		{"4.1-open-live", Pass, true, true},
		{"4.10-many", Fail, true, false},
	} {
		if err := Note(root, 4, []Result{{Script: test.script, Verdict: test.verdict}}); err != nil {
			t.Fatal(err)
		}
		r, err := ReadRecord(root, 4)
		if err != nil || r.Passed(one) != test.first || r.Passed(two) != test.ten {
			t.Errorf("after %s of %s: %v, %v", test.verdict, test.script, r, err)
		}
	}
}

// go test's cache knows of the record: what has not changed is not written.
func TestNoteWritesOnlyChanges(t *testing.T) {
	root := carryBook(t)
	before, err := os.Stat(recordFile(root, 4))
	if err != nil {
		t.Fatal(err)
	}
	finish4(t, root)
	if after, err := os.Stat(recordFile(root, 4)); err != nil || !os.SameFile(before, after) {
		t.Errorf("the record was written anew: %v", err)
	}
	write(t, filepath.Join(root, ownConn), "package tcp\n")
	all, err := Standings(root)
	if err != nil || !all[3].Changed {
		t.Errorf("a file has changed, and got %+v, %v", all[3], err)
	}
	finish4(t, root)
	if all, err = Standings(root); err != nil || all[3].Changed || !all[3].Finished() {
		t.Errorf("checked again, and got %+v, %v", all[3], err)
	}
}

func TestBrokenRecord(t *testing.T) {
	root := carryBook(t)
	write(t, recordFile(root, 4), "{")
	if _, err := Standings(root); err == nil || !strings.Contains(err.Error(), "step04.json: ") || !strings.Contains(err.Error(), "take that file away") {
		t.Errorf("got %v", err)
	}
}

func TestPairs(t *testing.T) {
	root := carryBook(t)
	own := strings.Replace(read(t, filepath.Join(root, ownConn)), "c.a--", "c.a -= 1", 1)
	own = strings.Replace(own, "func (c *Conn) first()", "func (c *Conn) one()", 1)
	write(t, filepath.Join(root, ownConn), own)
	pairs, err := Pairs(root, 4, func(f Func) bool { return f.File == "tcp/conn.go" })
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[string]string)
	for _, p := range pairs {
		switch {
		case p.Same():
			got[p.Name] = "same"
		case p.Yours == "":
			got[p.Name] = "missing"
		default:
			got[p.Name] = p.Yours
		}
	}
	want := map[string]string{"Open": "same", "Conn.input": "same", "Conn.first": "missing", "Conn.last": "func (c *Conn) last() { c.a -= 1 }\n"}
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s: got %q, want %q", name, got[name], want[name])
		}
	}
}

func TestWithReference(t *testing.T) {
	root := carryBook(t)
	own := "package tcp\n\nfunc (c *Conn) last() {}\n"
	write(t, filepath.Join(root, ownConn), own)
	files, err := WithReference(root, 4, []Func{{"tcp/conn.go", "Conn.last"}, {"tcp/conn.go", "Open"}})
	got := string(files[ownConn])
	if err != nil || len(files) != 1 || !strings.Contains(got, "c.a--") || !strings.Contains(got, `"tcpworkbook/work/step03-parse-ipv4/ipv4"`) {
		t.Errorf("got %v, %v", got, err)
	}
	if read(t, filepath.Join(root, ownConn)) != own {
		t.Error("the learner's file has changed")
	}
}
