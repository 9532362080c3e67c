package tcp

import (
	"bytes"
	"net/netip"
	"testing"
	"time"

	"tcpworkbook/shared/trace"
	"tcpworkbook/step03-parse-ipv4/ipv4"
)

var optionsStart = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// scaled returns a connection that a peer with the number 1 has opened, and
// whose windows are scaled both ways.
func scaled(t *testing.T, shift uint8, limits Limits) *Conn {
	t.Helper()
	c := OpenPassive(0, limits)
	c.Input(optionsStart, Segment{Flags: SYN, Window: 65535, Options: Options{MSS: 1460, ScaleOffered: true, WindowScale: shift}})
	flush(c)
	c.Input(optionsStart, Segment{Seq: 1, Ack: 1, Flags: ACK, Window: 65535})
	if c.State() != Established || !c.scale.on {
		t.Fatalf("%v, scale %+v; want both to scale", c.State(), c.scale)
	}
	return c
}

// flush takes what c has to say, and returns the last of it.
func flush(c *Conn) (last Segment) {
	for {
		seg, ok := c.Output(optionsStart)
		if !ok {
			return last
		}
		last = seg
	}
}

// told is the right edge that a segment tells, in bytes.
func told(c *Conn, seg Segment) Seq { return seg.Ack.Add(int(seg.Window) << c.scale.ours) }

// A peer that sends byte by byte to a user who does not read has the window
// rounded up each time. That ends before the buffer has grown by a quarter.
// Then the edge goes back, but by less than a unit (RFC 7323 §2.4), and
// whatever was promised before is taken.
//
// ids: WS-7, M-157
func TestByteByByte(t *testing.T) {
	for _, buffer := range []int{1 << 17, 200_003, 1 << 20} {
		c := scaled(t, 0, Limits{MTU: 1500, SendBuffer: 1, ReceiveBuffer: buffer, Without: SACK | Timestamps})
		unit := 1 << c.scale.ours
		edge, sent := c.rcv.nxt, 0
		for window := -1; window != 0; {
			sent++
			c.Input(optionsStart, Segment{Seq: Seq(sent), Ack: 1, Flags: ACK, Window: 1, Payload: []byte{byte(sent)}})
			c.ackNow = true
			seg := flush(c)
			if back := edge.Sub(told(c, seg)); back >= unit || back > 0 && sent < c.slack() {
				t.Fatalf("buffer %d: after %d bytes the right edge goes back by %d, of units of %d", buffer, sent, back, unit)
			}
			edge, window = maxSeq(edge, told(c, seg)), int(seg.Window)
			if c.Buffered() > buffer+buffer/4 {
				t.Fatalf("buffer %d: %d bytes are held, and the window is %d", buffer, c.Buffered(), window)
			}
		}
		promised := edge.Sub(1)
		for range unit + 2*buffer/8 { // beyond all that was promised, it does not count
			sent++
			c.Input(optionsStart, Segment{Seq: Seq(sent), Ack: 1, Flags: ACK, Window: 1, Payload: []byte{byte(sent)}})
			flush(c)
		}
		if got := c.Buffered(); got < promised || got > buffer+buffer/4 {
			t.Errorf("buffer %d: %d bytes are held; %d were promised", buffer, got, promised)
		}
		text := make([]byte, c.Buffered())
		c.Read(text)
		for i, b := range text {
			if b != byte(i+1) {
				t.Fatalf("buffer %d: byte %d is %d", buffer, i, b)
			}
		}
	}
}

// However the user reads and the peer sends, the right edge does not go back by
// a unit, and by nothing at all while rounding has room.
//
// ids: WS-7, M-157
func TestSmallReads(t *testing.T) {
	c := scaled(t, 0, Limits{MTU: 1500, SendBuffer: 1, ReceiveBuffer: 1 << 22, Without: SACK | Timestamps})
	edge, seq := c.rcv.nxt, Seq(1)
	for i := range 20_000 {
		n := 1 + i*7919%1460
		c.Input(optionsStart, Segment{Seq: seq, Ack: 1, Flags: ACK, Window: 1, Payload: make([]byte, n)})
		seq = seq.Add(n)
		c.Read(make([]byte, 1+i*104729%1460))
		c.ackNow = true
		seg := flush(c)
		if back := edge.Sub(told(c, seg)); back > 0 {
			t.Fatalf("after %d segments the right edge goes back by %d", i, back)
		}
		edge = told(c, seg)
	}
}

// Windows are numbers of 32 bits: more than 65,535 bytes may be on the way, and
// are, both ways.
//
// ids: REC-1, WS-8, WS-3
func TestMoreThan16Bits(t *testing.T) {
	for _, shift := range []uint8{1, 7, 14} {
		c := scaled(t, shift, Limits{MTU: 1500, SendBuffer: 1 << 20, ReceiveBuffer: 1 << 20, Without: SACK | Timestamps})
		if got := c.Status().SendWindow; got != 65535<<shift {
			t.Errorf("shift %d: the peer's window is %d, want %d", shift, got, 65535<<shift)
		}
		most := 0
		for range 200 { // every second segment is acknowledged
			c.Write(make([]byte, c.Room()))
			flush(c)
			most = max(most, c.flight())
			c.Input(optionsStart, Segment{Seq: 1, Ack: c.snd.una.Add(2920), Flags: ACK, Window: 65535})
		}
		if most <= 100_000 || most > 65535<<shift {
			t.Errorf("shift %d: %d bytes are on the way at most, of %d", shift, most, 65535<<shift)
		}
	}
}

// ids: REC-1, WS-8, WS-4
func TestWindowBeyond16Bits(t *testing.T) {
	c := scaled(t, 2, Limits{MTU: 1500, SendBuffer: 1, ReceiveBuffer: 1 << 20, Without: SACK | Timestamps})
	for seq := Seq(1); seq < 200_000; seq = seq.Add(1000) {
		c.Input(optionsStart, Segment{Seq: seq, Ack: 1, Flags: ACK, Window: 1, Payload: make([]byte, 1000)})
		seg := flush(c)
		free := 1<<20 - c.Buffered()
		if got := int(seg.Window) << 5; seg.Flags != 0 && (got < free || got > free+c.slack()) {
			t.Fatalf("with %d bytes unread the window is %d, want %d to %d", c.Buffered(), got, free, free+c.slack())
		}
	}
	if c.Buffered() != 200_000 {
		t.Errorf("%d bytes are to be read, want 200000", c.Buffered())
	}
}

// The clock of timestamps takes a millisecond for one, never goes back, and
// wraps.
//
// ids: TS-11
func TestTimestampClock(t *testing.T) {
	ts := timestamps{offset: 1<<32 - 5}
	last := ts.clock(optionsStart)
	for i := range 100_000 {
		d := time.Duration(i) * 100 * time.Microsecond
		now := ts.clock(optionsStart.Add(d))
		if got := now - last; got > 1 {
			t.Fatalf("after %v the clock moves by %d", d, int32(got))
		}
		last = now
	}
	if got := last - ts.clock(optionsStart); got != 9999 {
		t.Errorf("in 9.9999 seconds the clock moves by %d, want 9999", got)
	}
}

// A SYN cookie has nothing to remember options in, so it takes none: the
// connection works without them.
//
// ids: WS-1, TS-1
func TestCookieWithoutOptions(t *testing.T) {
	s := NewStack(Config{Addrs: []netip.Addr{trace.Host}})
	if _, err := s.Listen(netip.AddrPortFrom(trace.Host, 7), 1); err != nil {
		t.Fatal(err)
	}
	offer := Options{MSS: 1460, ScaleOffered: true, WindowScale: 7, SACKPermitted: true, Timestamps: true, TSVal: 1}
	var answer Segment
	for port := range uint16(maxHalfOpen + 1) {
		answer = exchange(t, s, Segment{SrcPort: 1000 + port, DstPort: 7, Flags: SYN, Window: 9, Options: offer})
	}
	if want := (Options{MSS: 1460}); answer.Options != want {
		t.Fatalf("the cookie has the options %+v, want %+v", answer.Options, want)
	}
	text := Segment{SrcPort: 1000 + maxHalfOpen, DstPort: 7, Seq: 1, Ack: answer.Seq.Add(1), Flags: ACK, Window: 9, Payload: bytes.Repeat([]byte("x"), 1000)}
	exchange(t, s, text)
	text.Seq = 1001
	answer = exchange(t, s, text)
	if answer.Options != (Options{}) || answer.Ack != 2001 || answer.Window != 65535-2000 {
		t.Errorf("sent ack %d window %d options %+v, want ack 2001 window 63535 and none", answer.Ack, answer.Window, answer.Options)
	}
	for _, c := range s.conns {
		if c.state == Established && c.Status().SendWindow != 9 {
			t.Errorf("the peer's window is %d, want 9", c.Status().SendWindow)
		}
	}
}

// exchange hands a segment of the peer's to a stack, and returns the last answer.
func exchange(t *testing.T, s *Stack, seg Segment) (answer Segment) {
	t.Helper()
	header := ipv4.Header{TTL: 64, Protocol: ipv4.TCP, Src: trace.Peer, Dst: trace.Host}
	b := seg.Append(nil, trace.Peer, trace.Host)
	if err := s.Input(optionsStart, append(header.Append(nil, len(b)), b...)); err != nil {
		t.Fatal(err)
	}
	for {
		p, ok := s.Output(optionsStart, nil)
		if !ok {
			return answer
		}
		h, payload, _ := ipv4.Parse(p)
		answer, _ = Parse(payload, h.Src, h.Dst)
	}
}

// After a time-out an echo tells which of two sendings was answered, and so
// measures a round trip (RFC 7323 §4.1).
func TestEchoAfterTimeout(t *testing.T) {
	c := OpenActive(0, Limits{MTU: 1500, SendBuffer: 1 << 16, ReceiveBuffer: 65535})
	syn := flush(c)
	now := optionsStart.Add(time.Second)
	c.Tick(now)
	again, _ := c.Output(now)
	if got := again.Options.TSVal - syn.Options.TSVal; got != 1000 {
		t.Fatalf("the SYN goes out again with a timestamp that is %d later, want 1000", got)
	}
	now = now.Add(100 * time.Millisecond)
	c.Input(now, Segment{Ack: 1, Flags: SYN | ACK, Window: 9, Options: Options{MSS: 1460, Timestamps: true, TSVal: 5, TSEcr: again.Options.TSVal}})
	if got := c.Status(); got.SRTT != 100*time.Millisecond || got.Backoff != 0 {
		t.Errorf("SRTT is %v, want 100ms; the time-out is doubled %d times, want 0", got.SRTT, got.Backoff)
	}
}

// What is listed can be read back, in any order and however it is written.
func TestFeatureSet(t *testing.T) {
	for f := Feature(1); f < 1<<len(featureList); f++ {
		var got Feature
		if err := got.Set(f.String()); err != nil || got != f {
			t.Fatalf("Set(%q): %v, %v", f, got, err)
		}
	}
	f := Timestamps
	if err := f.Set("cubic,newreno , SACK"); err != nil || f != Timestamps|Cubic|NewReno|SACK {
		t.Errorf("got %v, %v", f, err)
	}
	for _, list := range []string{"", "SACK,", "sak"} {
		if err := f.Set(list); err == nil {
			t.Errorf("Set(%q): want an error", list)
		}
	}
}

// No buffer makes the shift larger than 14: the peer would take that for 14.
func TestShiftFor(t *testing.T) {
	for n, want := range map[int]uint8{1: 0, 65535: 0, 65536: 1, 1 << 19: 4, maxWindow - 1<<14: 14, maxWindow: 14} {
		if got := shiftFor(n); got != want {
			t.Errorf("the shift for %d bytes is %d, want %d", n, got, want)
		}
	}
}
