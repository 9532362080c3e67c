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
