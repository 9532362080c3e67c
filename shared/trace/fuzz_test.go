package trace

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Whatever the bytes: the line parses, and parsed it gives the same line; bytes built from it too.
func FuzzDecode(f *testing.F) {
	for _, c := range slices.Concat(whole, broken) {
		f.Add(unhex(f, c.hex))
	}
	f.Fuzz(func(t *testing.T, packet []byte) {
		if len(packet) >= 1<<countBits {
			t.Skip("longer than a line can say")
		}
		p := Decode(packet)
		line := p.Text(In)
		q, err := ParsePacket(In, line)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if got := q.Text(In); got != line {
			t.Fatalf("got  %s\nwant %s", got, line)
		}
		b, err := q.Bytes()
		if err != nil {
			return
		}
		if got := Decode(b).Text(In); got != line {
			t.Fatalf("built again:\ngot  %s\nwant %s", got, line)
		}
	})
}

// Whatever the line: it does not parse, or what it says is said again by the packet's own line.
func FuzzParse(f *testing.F) {
	for _, c := range slices.Concat(whole, broken) {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, line string) {
		p, err := ParsePacket(In, line)
		if err != nil {
			if !strings.Contains(err.Error(), "want ") {
				t.Fatalf("%q: the error does not say what was expected: %v", line, err)
			}
			return
		}
		q, err := ParsePacket(In, p.Text(In))
		if err != nil {
			t.Fatalf("%s: %v", p.Text(In), err)
		}
		if p.TTL > 1 {
			p.TTL = q.TTL // not printed
		}
		if diff := cmp.Diff(q, p, packets...); diff != "" {
			t.Fatalf("%s parsed (-) differs from %s (+):\n%s", p.Text(In), line, diff)
		}
		b, err := p.Bytes()
		if built := Decode(b); err == nil && built.Raw && !p.Raw {
			t.Fatalf("%s builds a packet that cannot be decoded: %s", line, built)
		}
	})
}
