package steptest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tcpworkbook/shared/course"
	"tcpworkbook/shared/mistakes"
	"tcpworkbook/shared/trace"
)

// What came of each script is left where a tool asks for it.
func TestReport(t *testing.T) {
	b := newBook(t)
	b.write("testdata/step06/6.1-a.txtar", head+"run hello\n")
	b.write("testdata/step06/6.2-b.txtar", head+"replay x -addr 10.0.0.1\ncmp stdout y\n-- x --\na\n-- y --\nb\n")
	b.write("testdata/step06/6.2-b-live.txtar", head+"needs lab\n")
	b.write("step06-fake/duels/duel-1.txtar", "# A duel\nrun hello\n")
	file := filepath.Join(t.TempDir(), "report")
	b.test("TestStep", ReportVar+"="+file, noLab())
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var got []course.Result
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	for i := range got {
		if (got[i].Story == "") == (got[i].Verdict == course.Fail) || got[i].Seconds < 0 {
			t.Errorf("%+v", got[i])
		}
		if (got[i].Why == "") == (got[i].Verdict == course.Skip) {
			t.Errorf("%+v", got[i])
		}
		got[i].Seconds, got[i].Story, got[i].Why = 0, "", ""
	}
	const title = "Say a and b"
	want := []course.Result{
		{Script: "6.1-a", Milestone: "6.1", Title: title, Verdict: course.Pass},
		{Script: "6.2-b", Milestone: "6.1", Title: title, Verdict: course.Fail, Replay: "x", Flags: "-addr 10.0.0.1"},
		{Script: "6.2-b-live", Milestone: "6.1", Title: title, Verdict: course.Skip},
		{Script: "duel-1", Title: "A duel", Verdict: course.Pass},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Which packets had passed when a line went wrong, its own included.
func TestCutAt(t *testing.T) {
	const whole = "0.000000 < a\nsays x\n0.100000 < b\n0.100000 > c\nsays y\n0.200000 < d\n"
	all := make([]mistakes.Packet, 4)
	for _, test := range []struct {
		got  []string
		at   int
		want int
	}{
		{[]string{"0.000000 < a", "says x", "0.100000 < b", "0.100000 > c", "says y", "0.200000 < d"}, 1, 1},
		{[]string{"0.000000 < a", "says x", "0.100000 < b", "0.100000 > c", "says y", "0.200000 < d"}, 3, 3},
		{[]string{"0.000000 < a", "0.100000 < b", "0.100000 > c", "0.200000 < d"}, 2, 3},
		{[]string{"0.100000 > c"}, 0, 3},
		{[]string{"says y"}, 0, 3},
		{[]string{"says y"}, 1, 4}, // nothing more
	} {
		out := slices.DeleteFunc(printoutOf(whole), func(l outLine) bool { return !slices.Contains(test.got, l.text) })
		before, after := session{whole: whole, out: out}.cutAt(all, test.at)
		if len(before) != test.want || len(before)+len(after) != len(all) {
			t.Errorf("%q, line %d: %d packets, want %d", test.got, test.at, len(before), test.want)
		}
	}
}

// A line that tells only the checksum of its data gets the data of a packet
// that has it.
func TestExpectedPackets(t *testing.T) {
	const asked = "0.000000 < 192.168.0.1 > 192.168.0.2 icmp echo request id 1 seq 1 8b hex 0001020304050607"
	const reply = "0.000000 > 192.168.0.2 > 192.168.0.1 icmp echo reply id 1 seq 1 8b crc 88aa689f"
	const dir = trace.In
	p, err := trace.ParsePacket(dir, asked[11:])
	if err != nil {
		t.Fatal(err)
	}
	b, err := p.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	passed := []mistakes.Packet{{Packet: trace.Decode(b), Dir: dir, Time: "0.000000", Text: asked, Bytes: b}}
	got := expectedPackets(passed, asked+"\nignoring weird packet\n"+reply+"\n0.100000 > 192.168.0.2 > 192.168.0.1 icmp echo reply id 1 seq 1 9b crc 00000000\n")
	if len(got) != 2 || string(got[0].Bytes) != string(b) {
		t.Fatalf("got %d packets", len(got))
	}
	if text := trace.Decode(got[1].Bytes).Text(trace.Out); text != "192.168.0.2 > 192.168.0.1 icmp echo reply id 1 seq 1 8b hex 0001020304050607" {
		t.Errorf("the reply is %s", text)
	}
}
