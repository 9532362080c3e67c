package tcp

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"tcpworkbook/shared/trace"
)

var startTime = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// peerISNs are numbers of a peer's SYN: a window of 12 after it lies near 0,
// where the sign of a signed number changes, and where numbers wrap.
var peerISNs = []Seq{0, 0x7ffffff9, 0xfffffff9}

// established returns a connection that a peer has opened with the number irs.
func established(irs Seq, receiveBuffer int) *Conn {
	c := OpenPassive(irs+1000, Limits{MTU: 1500, SendBuffer: 1 << 16, ReceiveBuffer: receiveBuffer})
	c.Input(startTime, Segment{Seq: irs, Flags: SYN, Window: 1000})
	drainConn(c)
	c.Input(startTime, Segment{Seq: irs + 1, Ack: irs + 1001, Flags: ACK, Window: 1000})
	return c
}

// drainConn returns what c has to say.
func drainConn(c *Conn) (said []Segment) {
	for {
		seg, ok := c.Output(startTime)
		if !ok {
			return said
		}
		said = append(said, seg)
	}
}

// readAll returns all text that can be read now.
func readAll(c *Conn) []byte {
	b := make([]byte, c.Buffered())
	n, _ := c.Read(b)
	return b[:n]
}

// Table 6 of RFC 9293 §3.10.7.4. A segment is accepted if its window counts,
// else it gets an acknowledgment, <SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>, and is
// dropped. There is no row for an empty segment at RCV.NXT+RCV.WND: the table
// refuses it, and Linux does not.
//
// ids: EV-11, M-091, M-092, M-096, M-102
func TestAcceptable(t *testing.T) {
	for _, row := range []struct {
		wnd, at, n int // RCV.WND, SEG.SEQ-RCV.NXT, SEG.LEN
		accepted   bool
		text       int // so much can be read after it
	}{
		{0, -1, 0, false, 0},
		{0, 0, 0, true, 0},
		{0, 1, 0, false, 0},

		{10, -1, 0, false, 0},
		{10, 0, 0, true, 0},
		{10, 9, 0, true, 0},
		{10, 11, 0, false, 0},
		{10, 1 << 30, 0, false, 0},
		{10, -1 << 30, 0, false, 0},

		{0, -1, 1, false, 0},
		{0, 0, 1, true, 0}, // not acceptable, but for its ACK and window: the "special allowance"
		{0, 1, 1, false, 0},
		{0, -5, 5, false, 0},
		{0, -4, 5, true, 0}, // the same
		{0, 1, 5, false, 0},

		{10, -1, 1, false, 0},
		{10, 0, 1, true, 1},
		{10, 9, 1, true, 0},
		{10, 10, 1, false, 0},
		{10, -5, 5, false, 0},
		{10, -4, 5, true, 1},
		{10, 0, 5, true, 5},
		{10, 0, 10, true, 10},
		{10, 0, 11, true, 10},
		{10, 9, 5, true, 0},
		{10, 10, 5, false, 0},
		{10, -5, 20, true, 10}, // neither its first nor its last number is in the window
		{10, 1 << 30, 5, false, 0},
		{10, -1 << 30, 5, false, 0},
	} {
		for _, irs := range peerISNs {
			t.Run(fmt.Sprintf("wnd=%d/at=%d/len=%d/%#x", row.wnd, row.at, row.n, uint32(irs)), func(t *testing.T) {
				c := established(irs, 10)
				c.Write([]byte("five!"))
				c.Input(startTime, Segment{Seq: irs + 1, Ack: irs + 1001, Flags: ACK, Window: 1000, Payload: make([]byte, 10-row.wnd)})
				drainConn(c)
				unread := c.Buffered()
				nxt := irs.Add(1 + 10 - row.wnd)
				c.Input(startTime, Segment{Seq: nxt.Add(row.at), Ack: irs + 1001, Flags: ACK, Window: 900, Payload: make([]byte, row.n)})
				if got := c.Status().SendWindow == 900; got != row.accepted {
					t.Errorf("accepted: %v, want %v", got, row.accepted)
				}
				if got := c.Buffered() - unread; got != row.text {
					t.Errorf("%d bytes of text taken, want %d", got, row.text)
				}
				said := drainConn(c)
				want := Segment{Seq: irs + 1006, Ack: nxt, Flags: ACK}
				if !row.accepted && (len(said) != 1 || said[0].Seq != want.Seq || said[0].Ack != want.Ack || said[0].Flags != want.Flags || said[0].Len() > 0) {
					t.Errorf("answered by %v, want %v", said, &want)
				}
			})
		}
	}
}

// Four segments from 12 bytes come in, in each order, each overlap and each
// repetition that there is when they begin and end at even places: always,
// what can be read is what has come in without a gap. Each out of order is
// acknowledged at once, none of them twice.
//
// ids: SHLD-31, EV-13, CC-10, CC-24, M-090, M-095, M-096, M-097, M-101
func TestReassembly(t *testing.T) {
	var pieces []piece
	for from := 0; from < 12; from += 2 {
		for to := from + 2; to <= 12; to += 2 {
			pieces = append(pieces, piece{from, to})
		}
	}
	for i := range len(pieces) * len(pieces) * len(pieces) * len(pieces) {
		var four [4]piece
		for j, k := 0, i; j < len(four); j, k = j+1, k/len(pieces) {
			four[j] = pieces[k%len(pieces)]
		}
		irs, mode := peerISNs[i%3], i/3%3
		if err := reassemble(irs, four, mode); err != nil {
			t.Fatalf("ISN %#x, segments %v, read in mode %d: %v", uint32(irs), four, mode, err)
		}
	}
}

// A piece is bytes of a text, from one place up to another.
type piece struct{ from, to int }

// reassemble hands pieces of a text to a connection, and then all of it. In
// mode 0 it reads at the end, in mode 1 after each piece, in mode 2 after each
// second one.
func reassemble(irs Seq, pieces [4]piece, mode int) error {
	const text = "abcdefghijkl"
	c := established(irs, len(text))
	c.in = ring{buf: small.Get().(*[minRing]byte)[:], start: minRing - 5} // so that the text goes round its end
	var here [len(text) + 1]bool
	var got []byte
	have := 0
	for i, p := range append(pieces[:], piece{0, len(text)}) {
		gap := p.from > have
		for at := p.from; at < p.to; at++ {
			here[at] = true
		}
		for here[have] {
			have++
		}
		c.Input(startTime, Segment{Seq: irs.Add(1 + p.from), Ack: irs + 1001, Flags: ACK, Window: 1000, Payload: []byte(text[p.from:p.to])})
		if err := invariants(c); err != nil {
			return err
		}
		said := drainConn(c)
		if len(said) > 1 || gap && len(said) == 0 || len(said) == 1 && said[0].Ack != irs.Add(1+have) {
			return fmt.Errorf("piece %d is answered by %v, want ACK %d", i, said, irs.Add(1+have))
		}
		if mode == 1 || mode == 2 && i%2 == 1 || i == len(pieces) {
			got = append(got, readAll(c)...)
			if string(got) != text[:have] {
				return fmt.Errorf("after piece %d %q was read, want %q", i, got, text[:have])
			}
			drainConn(c) // perhaps a window update
		}
	}
	return nil
}

// A peer that scatters its text over more islands than we keep makes us keep no
// more than these; it sends the rest again, and nothing is lost.
//
// ids: M-100, SHLD-31
func TestManyIslands(t *testing.T) {
	text := randomText(1, 4*maxIslands)
	for _, irs := range peerISNs {
		c := established(irs, 1<<15)
		send := func(from, to, acks int) {
			c.Input(startTime, Segment{Seq: irs.Add(1 + from), Ack: irs + 1001, Flags: ACK, Window: 1000, Payload: text[from:to]})
			if err := invariants(c); err != nil {
				t.Fatal(err)
			}
			if said := drainConn(c); len(said) != acks {
				t.Fatalf("%d to %d are answered by %v, want %d segments", from, to, said, acks)
			}
		}
		for from := 1; from < len(text); from += 2 {
			send(from, from+1, 1)
		}
		if got := len(c.rcv.islands); got != maxIslands {
			t.Fatalf("%d islands are kept, want %d", got, maxIslands)
		}
		send(2*maxIslands, 2*maxIslands+1, 1) // one of them grows: that is no new one
		send(0, 1, 1)
		if got, want := c.Buffered(), 2; got != want {
			t.Fatalf("%d bytes can be read, want %d", got, want)
		}
		for from := 2; from < 2*maxIslands; from += 2 {
			send(from, from+1, 1)
		}
		if got, want := c.Buffered(), 2*maxIslands+1; got != want {
			t.Fatalf("%d bytes can be read, want %d", got, want)
		}
		send(2*maxIslands+1, len(text), 1) // in order, and soon after a gap
		if got := readAll(c); !bytes.Equal(got, text) {
			t.Fatalf("%d bytes were read, and not those that were sent, %d", len(got), len(text))
		}
	}
}

// Every other segment of a window of 4 MiB is lost, as when slow start has
// overshot. All others are kept, and none of them is needed again.
func TestEveryOtherSegment(t *testing.T) {
	const mss = 1448
	c := OpenActive(0, Limits{MTU: 1500, SendBuffer: 1, ReceiveBuffer: 4 << 20})
	now := startTime
	c.Output(now)
	c.Input(now, Segment{Seq: 0, Ack: 1, Flags: SYN | ACK, Window: 65535, Options: Options{MSS: 1460, ScaleOffered: true}})
	c.Output(now)
	n := 4 << 20 / mss
	text := randomText(1, n*mss)
	for _, first := range []int{1, 0} {
		for i := first; i < n; i += 2 {
			c.Input(now, Segment{Seq: Seq(1 + i*mss), Ack: 1, Flags: ACK, Window: 65535, Payload: text[i*mss:][:mss]})
		}
	}
	if got := readAll(c); !bytes.Equal(got, text) {
		t.Errorf("%d bytes of %d are there, or not the same", len(got), len(text))
	}
}

// After text out of order, so many segments are acknowledged one by one; the
// next has to wait.
func TestQuickACKs(t *testing.T) {
	c := established(0, 1<<15)
	seq := Seq(2)
	take := func() int {
		c.Input(startTime, Segment{Seq: seq, Ack: 1001, Flags: ACK, Window: 1000, Payload: []byte{0}})
		seq = seq.Add(1)
		return len(drainConn(c))
	}
	take()
	seq = 1
	take()
	seq = 3
	for i := range quickACKs {
		if n := take(); n != 1 {
			t.Fatalf("segment %d after the gap is answered by %d segments, want 1", i, n)
		}
	}
	if n := take(); n != 0 {
		t.Fatalf("after those, %d segments come at once, want a delay", n)
	}
}

// Two ends fill each other's buffers, so that both windows are shut: an echo
// whose answers nobody reads. When they are read, all goes on, also if the
// bare ACK that says so is lost.
//
// ids: MUST-36, MUST-37, M-115, M-116, M-121
func TestEchoThroughShutWindows(t *testing.T) {
	limits := Limits{MTU: 1500, SendBuffer: 4000, ReceiveBuffer: 4000}
	for _, lose := range []float64{0, 1} {
		for wait := 0; wait <= 80; wait += 10 { // in seconds: on different sides of their probes
			t.Run(fmt.Sprintf("lose=%v/wait=%d", lose, wait), func(t *testing.T) {
				p := newPair(t, uint64(wait), faults{delay: 5 * time.Millisecond}, Config{Limits: limits}, Config{Limits: limits})
				a, b := p.connect()
				text := randomText(1, 40000)
				left := text
				writeAndEcho := func() {
					n, _ := a.Write(left)
					left = left[n:]
					p.ends[0].Touch(a)
					echo(b)
					p.ends[1].Touch(b)
				}
				r := &receiver{s: p.ends[0], c: a, most: 4000}
				p.user = writeAndEcho
				p.run(time.Minute, func() bool { return a.Status().SendWindow == 0 && b.Status().SendWindow == 0 })
				shut := p.now
				p.run(5*time.Minute, func() bool { return p.now.Sub(shut) >= time.Duration(wait)*time.Second })
				p.link.lose = lose
				r.act(p)
				p.drain()
				p.link.lose = 0
				p.user = func() { writeAndEcho(); r.act(p) }
				p.run(10*time.Minute, func() bool { return len(r.got) >= len(text) })
				if !bytes.Equal(r.got, text) {
					p.fatalf("%d bytes came back changed", len(r.got))
				}
			})
		}
	}
}

// echo writes what it can read, as far as there is room.
func echo(c *Conn) {
	buf := make([]byte, c.Room())
	n, _ := c.Read(buf)
	c.Write(buf[:n])
}

// A user reads little, and now and then nothing: on the wire the right
// edge of the window never moves back, and nobody sends beyond it, but for the
// byte of a probe.
//
// ids: SHLD-14, M-111, M-112
func TestRightEdge(t *testing.T) {
	for seed := range uint64(5) {
		p := newPair(t, seed, faults{lose: 0.05, duplicate: 0.05, reorder: 0.1, delay: 5 * time.Millisecond},
			Config{}, Config{Limits: Limits{MTU: 1500, SendBuffer: 1 << 16, ReceiveBuffer: 5000}})
		var edge Seq // as far as b has told
		p.check = func(from int, packet []byte) {
			s := trace.Decode(packet).TCP
			told, end := Seq(s.Ack).Add(s.Win), Seq(s.Seq).Add(trace.Decode(packet).Len)
			switch {
			case s.Flags&trace.SYN != 0:
				edge = told // the client's means nothing: b's comes after it
			case from == 1 && told.Before(edge):
				p.fatalf("the right edge went back by %d", edge.Sub(told))
			case from == 1:
				edge = told
			case edge.Add(1).Before(end):
				p.fatalf("%d bytes were sent beyond the window", end.Sub(edge))
			}
		}
		a, b := p.connect()
		w := &sender{p.ends[0], a, randomText(seed, 60000)}
		text := w.text
		r := &receiver{s: p.ends[1], c: b}
		p.user = func() {
			w.act(p)
			r.most = max(0, p.rng.IntN(1000)-300)
			if b.State() == CloseWait { // nothing more will happen: read the rest
				r.most = 5000
			}
			r.act(p)
		}
		p.run(time.Hour, func() bool { return r.eof })
		if !bytes.Equal(r.got, text) {
			t.Fatalf("seed %d: %d bytes were read, and not those that were sent", seed, len(r.got))
		}
	}
}

// After 4 GiB of text its numbers come round to that of the SYN. They mean text all
// the same: no other SYN is sent, and none is acknowledged.
func TestNumbersComeRound(t *testing.T) {
	const most = 65535
	c := OpenActive(0, Limits{MTU: most, SendBuffer: most, ReceiveBuffer: most})
	drainConn(c)
	c.Input(startTime, Segment{Seq: 0, Ack: 1, Flags: SYN | ACK, Window: most, Options: Options{MSS: most}})
	drainConn(c)
	c.SetNoDelay(true)
	text := make([]byte, most)
	for left := 1<<32 - 1; left > -2; { // the byte before the last has the number of the SYN
		n, _ := c.Write(text[:min(most, max(left, 1))])
		left -= n
		for c.out.n > 0 {
			for _, seg := range drainConn(c) {
				if seg.Flags.Has(SYN) || seg.Len() == 0 {
					t.Fatalf("%d bytes before the numbers have come round: %v", left, &seg)
				}
			}
			c.Input(startTime, Segment{Seq: 1, Ack: c.snd.nxt, Flags: ACK, Window: most})
		}
		if c.snd.una != c.snd.end {
			t.Fatalf("%d bytes before the numbers have come round: %d are acknowledged that nobody has sent", left, c.snd.una.Sub(c.snd.end))
		}
	}
}

// However large the buffer may be, what waits in it is less than half of all
// numbers: more could not be told from less.
func TestSendBufferBelowHalfOfAllNumbers(t *testing.T) {
	c := OpenActive(0, Limits{MTU: 1500, SendBuffer: 1 << 31, ReceiveBuffer: 1})
	if room := c.Room(); room != maxWindow {
		t.Errorf("there is room for %d bytes, want %d", room, maxWindow)
	}
}
