package trace

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// printed sends lines with absolute numbers through a Printer, and returns what it writes.
func printed(t *testing.T, text string) string {
	t.Helper()
	var b strings.Builder
	p := NewPrinter(&b)
	for i, s := range strings.Split(strings.TrimSpace(text), "\n") {
		dir := Direction(s[0])
		q, err := ParsePacket(dir, s[1:])
		if err != nil {
			t.Fatal(err)
		}
		packet, err := q.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Print(time.Duration(i)*time.Millisecond, dir, packet); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

func TestPrinter(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"relative to each side's ISN, across 2^32", `
< 1 > 2  S 4294967290:4294967290(0) win 9
> 2 > 1  S. 4294967295:4294967295(0) ack 4294967291 win 9
< 1 > 2  . 4294967291:5(10) ack 0 win 9
> 2 > 1  . 0:0(0) ack 4294967291 win 9 <nop,nop,sack 4294967295:5>
> 2 > 1  R 0:0(0) win 9`, `
0.000000 < 1 > 2  S 0:0(0) win 9
0.001000 > 2 > 1  S. 0:0(0) ack 1 win 9
0.002000 < 1 > 2  . 1:11(10) ack 1 win 9
0.003000 > 2 > 1  . 1:1(0) ack 1 win 9 <nop,nop,sack 5:11>
0.004000 > 2 > 1  R 1:1(0) win 9`},

		{"no SYN seen: absolute", `
< 1 > 2  . 1000:1000(0) ack 2000 win 9
> 2 > 1  R. 0:0(0) ack 1000 win 0`, `
0.000000 < 1 > 2  . 1000:1000(0) ack 2000 win 9
0.001000 > 2 > 1  R. 0:0(0) ack 1000 win 0`},

		{"connections apart", `
< 1 > 2  S 1000:1000(0) win 9
< 3 > 2  S 3000:3000(0) win 9
< 1 > 2  . 1001:1001(0) ack 7 win 9
< 192.168.0.9:1 > 192.168.0.2:2  S 5000:5000(0) win 9`, `
0.000000 < 1 > 2  S 0:0(0) win 9
0.001000 < 3 > 2  S 0:0(0) win 9
0.002000 < 1 > 2  . 1:1(0) ack 7 win 9
0.003000 < 192.168.0.9:1 > 192.168.0.2:2  S 0:0(0) win 9`},

		{"refused, then tried anew", `
< 1 > 2  S 1000:1000(0) win 9
> 2 > 1  R. 0:0(0) ack 1001 win 0
< 1 > 2  S 9000:9000(0) win 9
> 2 > 1  R. 0:0(0) ack 9001 win 0`, `
0.000000 < 1 > 2  S 0:0(0) win 9
0.001000 > 2 > 1  R. 0:0(0) ack 1 win 0
0.002000 < 1 > 2  S 0:0(0) win 9
0.003000 > 2 > 1  R. 0:0(0) ack 1 win 0`},

		{"closed, then opened anew", `
< 1 > 2  S 1000:1000(0) win 9
> 2 > 1  S. 2000:2000(0) ack 1001 win 9
< 1 > 2  F. 1001:1001(0) ack 2001 win 9
> 2 > 1  F. 2001:2001(0) ack 1002 win 9
< 1 > 2  S 9000:9000(0) win 9
> 2 > 1  S. 7000:7000(0) ack 9001 win 9
< 1 > 2  . 9001:9001(0) ack 7001 win 9`, `
0.000000 < 1 > 2  S 0:0(0) win 9
0.001000 > 2 > 1  S. 0:0(0) ack 1 win 9
0.002000 < 1 > 2  F. 1:1(0) ack 1 win 9
0.003000 > 2 > 1  F. 1:1(0) ack 2 win 9
0.004000 < 1 > 2  S 0:0(0) win 9
0.005000 > 2 > 1  S. 0:0(0) ack 1 win 9
0.006000 < 1 > 2  . 1:1(0) ack 1 win 9`},

		{"half-open: RFC 9293 figure 9, line 3 to 6", `
< 1 > 2  S 100:100(0) win 9
> 2 > 1  S. 300:300(0) ack 101 win 9
< 1 > 2  S 400:400(0) win 9
> 2 > 1  . 301:301(0) ack 101 win 9
< 1 > 2  R 101:101(0) win 9
< 1 > 2  S 400:400(0) win 9`, `
0.000000 < 1 > 2  S 0:0(0) win 9
0.001000 > 2 > 1  S. 0:0(0) ack 1 win 9
0.002000 < 1 > 2  S 300:300(0) win 9
0.003000 > 2 > 1  . 1:1(0) ack 1 win 9
0.004000 < 1 > 2  R 1:1(0) win 9
0.005000 < 1 > 2  S 0:0(0) win 9`},

		{"edges without an acknowledgment", `
< 1 > 2  S 1000:1000(0) win 9
> 2 > 1  R 0:0(0) win 0 <sack 1001:1005,nop,nop>`, `
0.000000 < 1 > 2  S 0:0(0) win 9
0.001000 > 2 > 1  R 0:0(0) win 0 <sack 1:5,nop,nop>`},

		{"both open at once", `
< 1 > 2  S 1000:1000(0) win 9
> 2 > 1  S 2000:2000(0) win 9
< 1 > 2  S. 1000:1000(0) ack 2001 win 9
> 2 > 1  S. 2000:2000(0) ack 1001 win 9`, `
0.000000 < 1 > 2  S 0:0(0) win 9
0.001000 > 2 > 1  S 0:0(0) win 9
0.002000 < 1 > 2  S. 0:0(0) ack 1 win 9
0.003000 > 2 > 1  S. 0:0(0) ack 1 win 9`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := printed(t, c.text); got != c.want[1:]+"\n" {
				t.Errorf("got\n%swant%s", got, c.want)
			}
		})
	}
}

// A SYN flood costs a bounded amount of memory, and only the oldest connections.
func TestPrinterFlood(t *testing.T) {
	p := NewPrinter(&strings.Builder{})
	q := Packet{Src: Peer, Dst: Host}
	for i := range 3 * maxSides {
		q.TCP = &TCP{SrcPort: uint16(i), DstPort: uint16(i >> 16), Flags: SYN, Seq: 1000}
		p.relative(q)
		if q.TCP.Seq != 0 {
			t.Fatalf("SYN %d: got Seq %d, want 0", i, q.TCP.Seq)
		}
	}
	if len(p.sides) > maxSides || len(p.order) > maxSides {
		t.Errorf("got %d sides, %d in order, want at most %d", len(p.sides), len(p.order), maxSides)
	}
}

type brokenPipe struct{}

var errPipe = errors.New("broken pipe")

func (brokenPipe) Write([]byte) (int, error) { return 0, errPipe }

func TestPrinterError(t *testing.T) {
	if err := NewPrinter(brokenPipe{}).Print(0, In, nil); err != errPipe {
		t.Errorf("got %v, want %v", err, errPipe)
	}
}

func BenchmarkPrint(b *testing.B) {
	q, err := ParsePacket(In, "40000 > 7  . 1:1461(1460) ack 1 win 64240 <nop,nop,TS val 1 ecr 2>")
	if err != nil {
		b.Fatal(err)
	}
	packet, err := q.Bytes()
	if err != nil {
		b.Fatal(err)
	}
	var out strings.Builder
	p := NewPrinter(&out)
	for b.Loop() {
		out.Reset()
		if err := p.Print(0, In, packet); err != nil {
			b.Fatal(err)
		}
	}
}
