package trace

import (
	"fmt"
	"io"
	"strings"
	"testing"
)

// readAll returns what a text says, a line each, with the numbers that the Reader made.
func readAll(t *testing.T, text string) string {
	t.Helper()
	var b strings.Builder
	r := NewReader(strings.NewReader(text), "test.trace")
	for {
		l, err := r.Next()
		if err == io.EOF {
			return b.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%d: %s", l.Number, l)
		if l.Packet.TCP != nil && l.Packet.TCP.AckRelative {
			b.WriteString(" (ack relative)")
		}
		b.WriteString("\n")
	}
}

func TestReader(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", ""},
		{"times", "# a trace\n\n0.5 < 1 > 2  S 0:0(0) # SYN\r\n+0.25\t< 1 > 2  P 1:4(3) \"#\\\"#\" # \"text\"\n+60 end",
			"3: 0.500000 < 1 > 2  S 0:0(0)\n4: 0.750000 < 1 > 2  P 1:4(3) \"#\\\"#\"\n5: 60.750000 end\n"},
		{"any time", "1 < 1 > 2  S 0:0(0)\n* > 2 > 1  S. 0:0(0) ack 1\n+1 end",
			"1: 1.000000 < 1 > 2  S 0:0(0)\n2: 1.000000 > 2 > 1  S. 0:0(0) ack 1\n3: 2.000000 end\n"},
		{"no isn", "0 < 1 > 2  . 1:1(0) ack 1 <sack 1:5>\n0 > 2 > 1  . 1:1(0) ack 1 <sack 1:5>",
			"1: 0.000000 < 1 > 2  . 1:1(0) ack 1 <sack 1:5> (ack relative)\n2: 0.000000 > 2 > 1  . 1:1(0) ack 1 <sack 1:5>\n"},
		{"isn of the fed side", "isn < 4294967295\n0 < 1 > 2  . 1:1(0) ack 1 <sack 1:5>\n0 > 2 > 1  . 1:1(0) ack 1 <sack 1:5>",
			"2: 0.000000 < 1 > 2  . 0:0(0) ack 1 <sack 1:5> (ack relative)\n3: 0.000000 > 2 > 1  . 1:1(0) ack 0 <sack 0:4>\n"},
		{"isn of the program", "isn > 4294967295\n0 < 1 > 2  . 1:1(0) ack 1 <sack 1:5>\n0 > 2 > 1  . 1:1(0) ack 1 <sack 1:5>",
			"2: 0.000000 < 1 > 2  . 1:1(0) ack 0 <sack 0:4>\n3: 0.000000 > 2 > 1  . 0:0(0) ack 1 <sack 1:5>\n"},
		{"others", "0 < raw 1b 50\n0 > 1.1.1.1 > 2.2.2.2 udp 3b",
			"1: 0.000000 < raw 1b 50 [IP version 5]\n2: 0.000000 > 1.1.1.1 > 2.2.2.2 udp 3b\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := readAll(t, c.text); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

// A segment without ACK acknowledges nothing: the program's ISN does not slip into its header.
func TestReaderWithoutAck(t *testing.T) {
	l, err := NewReader(strings.NewReader("isn > 1000\n0 < 1 > 2  S 0:0(0)"), "x").Next()
	if err != nil {
		t.Fatal(err)
	}
	if l.Packet.TCP.Ack != 0 || l.Packet.TCP.AckRelative {
		t.Errorf("got ack %d, relative %t, want 0, false", l.Packet.TCP.Ack, l.Packet.TCP.AckRelative)
	}
}
