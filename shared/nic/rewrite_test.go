package nic

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"tcpworkbook/shared/trace"
)

// sends makes the program send a packet; numbers are absolute.
func sends(t *testing.T, dev Device, line string) {
	t.Helper()
	p, err := trace.ParsePacket(trace.Out, line)
	if err != nil {
		t.Fatal(err)
	}
	b, err := p.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if err := dev.WritePacket(b); err != nil {
		t.Fatal(err)
	}
}

const none = -1

// isns are initial sequence numbers that the program may choose.
var isns = []uint32{0, 1, 1<<31 - 3, 1<<32 - 11, 1<<32 - 2, 1<<32 - 1}

// A text's acknowledgments, SACK blocks and echoed time stamps are made to fit
// the program, wherever they stand; everything else stays.
func TestReplayRewrites(t *testing.T) {
	const text = `
0 < 40000 > 7  S 0:0(0) win 1000 <mss 1460,TS val 1 ecr 0>
1 < 40000 > 7  . 1:1(0) ack 1 win 1000 <nop,nop,TS val 2 ecr 0>
2 < 40000 > 7  P. 1:4(3) ack 11 win 1000 <nop,nop,sack 21:31 41:51> "odd"
3 < 40000 > 7  . 4:4(0) ack 11 win 1000 <nop,sack 21:31,nop> [bad tcp checksum]
4 < 40001 > 7  . 1:1(0) ack 1 win 1000
5 < 192.168.0.1 > 192.168.0.2 udp 8b
6 < 40000 > 7  . 4:4(0) ack 11 win 1000 <nop,nop,TS val 3 ecr 100>
7 < 40000 > 7  . 4:4(0) ack 11 win 1000 <nop,nop,TS val 3 ecr 65536>`
	for _, isn := range isns {
		r := replay(t, []byte(text))
		start := r.Now()
		read{none, "40000 > 7  S 0:0(0) win 1000 <mss 1460,TS val 1 ecr 0,eol>", 0}.try(t, r, start)
		sends(t, r, fmt.Sprintf("7 > 40000  S. %d:%d(0) ack 1 win 9 <mss 1460,nop,nop,TS val 77 ecr 1>", isn, isn))
		read{none, fmt.Sprintf("40000 > 7  . 1:1(0) ack %d win 1000 <nop,nop,TS val 2 ecr 77>", isn+1), s}.try(t, r, start)
		sends(t, r, fmt.Sprintf("7 > 40000  P. %d:%d(10) ack 1 win 9", isn+1, isn+11))
		read{none, fmt.Sprintf("40000 > 7  P. 1:4(3) ack %d win 1000 <nop,nop,sack %d:%d %d:%d> \"odd\"", isn+11, isn+21, isn+31, isn+41, isn+51), 2 * s}.try(t, r, start)
		read{none, fmt.Sprintf("40000 > 7  . 4:4(0) ack %d win 1000 <nop,sack %d:%d,nop> [bad tcp checksum]", isn+11, isn+21, isn+31), 3 * s}.try(t, r, start)
		read{none, "40001 > 7  . 1:1(0) ack 1 win 1000", 4 * s}.try(t, r, start) // nobody has opened this one
		read{none, "192.168.0.1 > 192.168.0.2 udp 8b", 5 * s}.try(t, r, start)
		read{none, fmt.Sprintf("40000 > 7  . 4:4(0) ack %d win 1000 <nop,nop,TS val 3 ecr 177>", isn+11), 6 * s}.try(t, r, start)
		read{none, fmt.Sprintf("40000 > 7  . 4:4(0) ack %d win 1000 <nop,nop,TS val 3 ecr 77>", isn+11), 7 * s}.try(t, r, start)
	}
}

// A wrong checksum stays wrong by as much as it was.
func TestPutKeepsWhatIsWrong(t *testing.T) {
	good := ip("40000 > 7  . 1:1(0) ack 1 win 1000")
	for wrong := range 1 << 16 {
		p := append([]byte(nil), good...)
		p[36], p[37] = byte(wrong>>8), byte(wrong)
		seg, _, ok := tcpIn(p)
		if !ok {
			t.Fatal("not TCP")
		}
		seg.put(8, 0x12345678)
		seg.put(8, 1)
		if back := int(p[36])<<8 | int(p[37]); back%0xffff != wrong%0xffff {
			t.Fatalf("checksum %04x has become %04x", wrong, back)
		}
	}
}

// A packet waits for what it acknowledges while the program has something to
// do within a second, and no longer.
func TestReplayWaits(t *testing.T) {
	const syn, ack = "40000 > 7  S 0:0(0) win 1000", "40000 > 7  . 1:1(0) ack 1 win 1000"
	const text = "0 < " + syn + "\n1 < " + ack + "\n1 < " + request
	for _, c := range []struct {
		name  string
		reads []read
	}{
		{"the program has nothing to do", []read{{none, ack, s}, {none, request, s}}},
		{"not within a second", []read{{2 * s, ack, s}}},
		{"within a second, again and again", []read{{s / 2, timeout, s / 2}, {s + 1, timeout, s + 1},
			{2*s - 1, timeout, 2*s - 1}, {2 * s, ack, 2*s - 1}, {none, request, 2*s - 1}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := replay(t, []byte(text))
			start := r.Now()
			read{none, syn, 0}.try(t, r, start)
			for _, read := range c.reads {
				read.try(t, r, start)
			}
		})
	}
	t.Run("until it is there", func(t *testing.T) {
		r := replay(t, []byte(text))
		start := r.Now()
		read{none, syn, 0}.try(t, r, start)
		read{s + s/2, timeout, s + s/2}.try(t, r, start)
		sends(t, r, "7 > 40000  S. 100:100(0) ack 1 win 9")
		read{s + s/2 + 1, strings.Replace(ack, "ack 1 ", "ack 101 ", 1), s + s/2}.try(t, r, start)
	})
	// A packet that acknowledges nothing new does not wait.
	t.Run("old news", func(t *testing.T) {
		r := replay(t, []byte(text))
		start := r.Now()
		read{none, syn, 0}.try(t, r, start)
		sends(t, r, "7 > 40000  S. 100:100(0) ack 1 win 9")
		sends(t, r, "7 > 40000  P. 101:106(5) ack 1 win 9")
		read{s, strings.Replace(ack, "ack 1 ", "ack 101 ", 1), s}.try(t, r, start)
	})
}

// In a capture, acknowledgments count from what the host had sent then.
func TestReplayOfCaptureRewrites(t *testing.T) {
	out := func(line string) []byte {
		p, err := trace.ParsePacket(trace.Out, line)
		if err != nil {
			t.Fatal(err)
		}
		b, err := p.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	file := pcap(little, time.Microsecond, 101,
		record{0, 0, ip("40000 > 7  S 500:500(0) win 1000")},
		record{0, 0, out("7 > 40000  S. 4294967295:4294967295(0) ack 501 win 9")},
		record{s, 0, ip("40000 > 7  . 501:501(0) ack 0 win 1000")},
		record{s, 0, out("7 > 40000  P. 0:5(5) ack 501 win 9")},
		record{2 * s, 0, ip("40000 > 7  . 501:501(0) ack 5 win 1000")},
		record{3 * s, 0, ip("40001 > 7  . 501:501(0) ack 5 win 1000")}).bytes
	for _, isn := range isns {
		r := replay(t, file)
		start := r.Now()
		read{none, "40000 > 7  S 500:500(0) win 1000", 0}.try(t, r, start)
		sends(t, r, fmt.Sprintf("7 > 40000  S. %d:%d(0) ack 501 win 9", isn, isn))
		read{none, fmt.Sprintf("40000 > 7  . 501:501(0) ack %d win 1000", isn+1), s}.try(t, r, start)
		sends(t, r, fmt.Sprintf("7 > 40000  P. %d:%d(5) ack 501 win 9", isn+1, isn+6))
		read{none, fmt.Sprintf("40000 > 7  . 501:501(0) ack %d win 1000", isn+6), 2 * s}.try(t, r, start)
		read{none, "40001 > 7  . 501:501(0) ack 5 win 1000", 3 * s}.try(t, r, start)
	}
}

// What is remembered of connections has a bound.
func TestSidesAreBounded(t *testing.T) {
	var sides tcpSides
	p := ip("40000 > 7  S 0:0(0) win 1000")
	for i := range maxSides + 10 {
		p[12], p[13], p[14] = byte(i>>16), byte(i>>8), byte(i)
		sides.learn(p)
	}
	if len(sides.m) != maxSides || len(sides.order) != maxSides {
		t.Errorf("%d sides, in order %d, want %d", len(sides.m), len(sides.order), maxSides)
	}
}

// Rewriting never panics, whatever is fed and sent.
func FuzzRewrite(f *testing.F) {
	f.Add(ip("40000 > 7  . 1:1(0) ack 1 win 1000 <nop,nop,sack 21:31>"), ip("192.168.0.2:7 > 192.168.0.1:40000  S. 9:9(0) ack 1 win 9"))
	f.Fuzz(func(t *testing.T, fed, sent []byte) {
		var c conversation
		c.program.learn(sent)
		c.captured.learn(sent)
		c.waits(fed, true)
		c.rewrite(fed, true)
		c.rewrite(fed, false)
	})
}

func TestSidesLearn(t *testing.T) {
	var sides tcpSides
	for _, c := range []struct {
		line      string
		isn, sent uint32
	}{
		{"40000 > 7  S 4294967295:4294967295(0) win 9", 1<<32 - 1, 1},
		{"40000 > 7  P. 0:10(10) ack 1 win 9", 1<<32 - 1, 11},
		{"40000 > 7  P. 0:5(5) ack 1 win 9", 1<<32 - 1, 11}, // again, and less of it
		{"40000 > 7  S 4294967295:4294967295(0) win 9", 1<<32 - 1, 11},
		{"40000 > 7  F. 10:10(0) ack 1 win 9", 1<<32 - 1, 12},
		{"40000 > 7  S 500:500(0) win 9", 500, 1}, // another connection
	} {
		p := ip(c.line)
		sides.learn(p)
		_, f, _ := tcpIn(p)
		if side := sides.m[f]; side.isn != c.isn || side.sent != c.sent {
			t.Errorf("after %s: isn %d, sent %d, want %d, %d", c.line, side.isn, side.sent, c.isn, c.sent)
		}
	}
}
