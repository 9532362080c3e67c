package duel

import (
	"errors"
	"io"
	"strings"
	"testing"

	"tcpworkbook/shared/trace"
)

// Random sessions can be written down and read again, are the same for the same
// seed, and hold what they are made for.
func TestSessions(t *testing.T) {
	for step := 4; step <= 6; step++ {
		seen := make(map[string]bool)
		for seed := range uint64(40) {
			s := Random(step, seed, 1, 100)
			if again := Random(step, seed, 1, 100); again.String() != s.String() {
				t.Fatalf("step %d, seed %d: not the same twice", step, seed)
			}
			if len(s.Lines) < 100 {
				t.Errorf("step %d, seed %d: %d packets", step, seed, len(s.Lines))
			}
			seen["isn"] = seen["isn"] || s.ISN != 0
			seen["dial"] = seen["dial"] || s.Flags != nil
			in := trace.NewReader(strings.NewReader(s.String()), "session")
			for {
				l, err := in.Next()
				if errors.Is(err, io.EOF) {
					break
				}
				if err != nil {
					t.Fatalf("step %d, seed %d: %v", step, seed, err)
				}
				noteKinds(t, seen, l.Packet)
			}
		}
		for _, what := range []string{"isn", "S", "R", "R.", "text", "damaged", "raw", "options"} {
			if !seen[what] {
				t.Errorf("step %d: no %s", step, what)
			}
		}
		if seen["dial"] != (step < 6) {
			t.Errorf("step %d: dialled: %v", step, seen["dial"])
		}
	}
}

// noteKinds notes what a packet is good for.
func noteKinds(t *testing.T, seen map[string]bool, p trace.Packet) {
	t.Helper()
	switch {
	case p.Raw:
		seen["raw"] = true
		if q := trace.Decode(p.Data); q.BadSum || q.BadIPSum {
			t.Errorf("a checksum is wrong: %v", p)
		}
	case p.TCP != nil:
		seen[p.TCP.Flags.String()] = true
		seen["text"] = seen["text"] || p.Len > 0
		seen["damaged"] = seen["damaged"] || p.BadSum
		seen["options"] = seen["options"] || len(p.TCP.Options) > 0
	}
}

// Where the printed trace has lost sight of where a program's numbers begin,
// there is nothing to compare.
func TestComparable(t *testing.T) {
	var s Session
	for _, line := range []string{"< 7 > 4  S. 0:0(0) ack 2 win 9", "< 7 > 4  . 1:1(0) ack 1073741824 win 9"} {
		p, err := trace.ParsePacket(trace.In, line[2:])
		if err != nil {
			t.Fatal(err)
		}
		s.Lines = append(s.Lines, trace.Line{Dir: trace.In, Packet: p})
	}
	for answers, want := range map[string]bool{
		"* > 4 > 7  S 0:0(0)\n* > 4 > 7  R 2:2(0)\n":    true,
		"* > 4 > 7  . 4294967295:0(1) ack 1\n":          true, // a keep-alive
		"* > 4 > 7  R 1073741824:1073741824(0)\n":       true, // a number that was fed
		"* > 4 > 7  . 1294116579:1294116579(0) ack 1\n": false,
		"* < 7 > 4  . 1:1(0) ack 1294116579 win 9\n":    false,
	} {
		if got := s.Comparable(answers); got != want {
			t.Errorf("%q: %v", answers, got)
		}
	}
}

// A session goes on after its last packet, or what may wait would not be seen;
// and no text is more than half of a small window.
func TestRest(t *testing.T) {
	for seed := range uint64(40) {
		s := Random(5, seed, 0, 100)
		if !strings.HasSuffix(s.String(), " end\n") {
			t.Fatalf("seed %d: it ends with its last packet", seed)
		}
		if s.Flags != nil {
			continue
		}
		for _, l := range s.Lines {
			if tcp := l.Packet.TCP; tcp != nil && tcp.Win == 2000 && l.Packet.Len > 1000 {
				t.Errorf("seed %d: %v", seed, l)
			}
		}
	}
}

// A difference has a kind, whatever its numbers are, and the first one counts.
func TestFirstDifference(t *testing.T) {
	const (
		fed   = "- < 40000 > 7  S 0:0(0) win 65535\n"
		ack   = "- > 7 > 40000  . 1:1(0) ack 1 win 65535\n"
		other = "- > 7 > 40000  . 1:1(0) ack 2 win 65535\n"
		rst   = "- > 7 > 40000  R 1:1(0)\n"
		pong  = "- > 192.168.0.2 > 192.168.0.1 icmp echo reply id 1 seq 1 8b\n"
	)
	for _, test := range []struct{ yours, reference, want string }{
		{fed + ack, fed + ack, ""},
		{fed + ack, fed + other, ". for ."},
		{fed + rst, fed + ack, "R for ."},
		{fed, fed + ack, "nothing for ."},
		{fed + rst + ack, fed + ack, "R for ."},
		{fed + ack + fed, fed + fed, ". for nothing"},
		{pong, ack, "ICMP 0 for ."},
	} {
		if got := firstDifference(test.yours, test.reference); got != test.want {
			t.Errorf("%q for %q is %q, want %q", test.yours, test.reference, got, test.want)
		}
	}
}
