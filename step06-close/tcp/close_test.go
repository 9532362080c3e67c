package tcp

import (
	"errors"
	"fmt"
	"io"
	"net/netip"
	"testing"
	"time"
)

// closeStart is when the tests of this file begin.
var closeStart = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// say takes all that c has to say.
func say(c *Conn, now time.Time) (said []Segment) {
	for {
		seg, ok := c.Output(now)
		if !ok {
			return said
		}
		said = append(said, seg)
	}
}

// inState returns a connection that has come into a state by calls and
// segments, with nothing left to say. The peer's SYN is 300, ours 100.
func inState(t *testing.T, state State) *Conn {
	t.Helper()
	fin, ack := Segment{Seq: 301, Ack: 101, Flags: FIN | ACK}, Segment{Seq: 301, Ack: 102, Flags: ACK}
	finAck := Segment{Seq: 301, Ack: 102, Flags: FIN | ACK}
	way := map[State][]any{
		Closed:      {"abort"},
		Listen:      {},
		SynSent:     {},
		SynReceived: {Segment{Seq: 300, Flags: SYN}},
		Established: {},
		FinWait1:    {"close"},
		FinWait2:    {"close", ack},
		CloseWait:   {fin},
		Closing:     {"close", fin},
		LastAck:     {fin, "close"},
		TimeWait:    {"close", finAck},
	}[state]
	c := OpenPassive(100, DefaultLimits)
	if state == SynSent {
		c = OpenActive(100, DefaultLimits)
	}
	if state >= Established {
		way = append([]any{Segment{Seq: 300, Flags: SYN}, Segment{Seq: 301, Ack: 101, Flags: ACK}}, way...)
	}
	say(c, closeStart)
	for _, what := range way {
		switch what := what.(type) {
		case Segment:
			what.Window = 65535
			c.Input(closeStart, what)
		case string:
			map[string]func(){"close": func() { c.Close() }, "abort": c.Abort}[what]()
		}
		say(c, closeStart)
	}
	if c.State() != state {
		t.Fatalf("the way to %v leads to %v", state, c.State())
	}
	return c
}

// answer is what a user call leads to.
type answer struct {
	err   error
	then  State
	sends string // what is sent at once: flags, separated by blanks
}

func (a answer) String() string {
	return fmt.Sprintf("error %v, then %v, sends %q", a.err, a.then, a.sends)
}

// Every user call in every state: what it returns, where it leads, and what is
// sent (§3.10.2 to §3.10.5). What the RFC would have wait ("queue the request")
// returns at once, with nothing.
//
// ids: EV-33, EV-34
func TestUserCalls(t *testing.T) {
	write := func(c *Conn) error { _, err := c.Write([]byte("x")); return err }
	read := func(c *Conn) error { _, err := c.Read(make([]byte, 1)); return err }
	closeRead := func(c *Conn) error { c.CloseRead(closeStart); return nil }
	abort := func(c *Conn) error { c.Abort(); return nil }
	keepAlive := func(c *Conn) error { c.SetKeepAlive(closeStart, time.Hour); return nil }
	calls := []struct {
		name string
		call func(*Conn) error
		want [TimeWait + 1]answer
	}{
		{"Write", write, [...]answer{
			Closed:      {ErrAborted, Closed, ""}, // "connection does not exist": because it was aborted
			Listen:      {ErrNotOpen, Listen, ""}, // "remote socket unspecified"
			SynSent:     {nil, SynSent, ""},       // "Queue the data for transmission after entering ESTABLISHED"
			SynReceived: {nil, SynReceived, ""},
			Established: {nil, Established, "PSH,ACK"},
			FinWait1:    {ErrClosing, FinWait1, ""}, // "connection closing", here and below
			FinWait2:    {ErrClosing, FinWait2, ""},
			CloseWait:   {nil, CloseWait, "PSH,ACK"},
			Closing:     {ErrClosing, Closing, ""},
			LastAck:     {ErrClosing, LastAck, ""},
			TimeWait:    {ErrClosing, TimeWait, ""},
		}},
		{"Read", read, [...]answer{
			Closed:      {ErrAborted, Closed, ""},
			Listen:      {nil, Listen, ""}, // "Queue for processing after entering ESTABLISHED"
			SynSent:     {nil, SynSent, ""},
			SynReceived: {nil, SynReceived, ""},
			Established: {nil, Established, ""},
			FinWait1:    {nil, FinWait1, ""},
			FinWait2:    {nil, FinWait2, ""},
			CloseWait:   {io.EOF, CloseWait, ""}, // "connection closing", here and below
			Closing:     {io.EOF, Closing, ""},
			LastAck:     {io.EOF, LastAck, ""},
			TimeWait:    {io.EOF, TimeWait, ""},
		}},
		{"Close", (*Conn).Close, [...]answer{
			Closed:      {ErrNotOpen, Closed, ""}, // "connection does not exist"
			Listen:      {nil, Closed, ""},
			SynSent:     {nil, Closed, ""},
			SynReceived: {nil, FinWait1, "FIN,ACK"},
			Established: {nil, FinWait1, "FIN,ACK"},
			FinWait1:    {ErrClosing, FinWait1, ""},
			FinWait2:    {ErrClosing, FinWait2, ""},
			CloseWait:   {nil, LastAck, "FIN,ACK"},
			Closing:     {ErrClosing, Closing, ""},
			LastAck:     {ErrClosing, LastAck, ""},
			TimeWait:    {ErrClosing, TimeWait, ""},
		}},
		{"CloseRead", closeRead, stay("")},
		{"Abort", abort, [...]answer{
			SynReceived: {nil, Closed, "RST"},
			Established: {nil, Closed, "RST"},
			FinWait1:    {nil, Closed, "RST"},
			FinWait2:    {nil, Closed, "RST"},
			CloseWait:   {nil, Closed, "RST"},
			TimeWait:    {nil, Closed, ""}, // and in all others, too: nothing is sent
		}},
		{"SetKeepAlive", keepAlive, stay("")},
	}
	for _, call := range calls {
		for state := Closed; state <= TimeWait; state++ {
			c := inState(t, state)
			got := answer{err: call.call(c)}
			said := say(c, closeStart)
			for i, seg := range said {
				got.sends += seg.Flags.String()
				if i < len(said)-1 {
					got.sends += " "
				}
			}
			got.then = c.State()
			if want := call.want[state]; !errors.Is(got.err, want.err) || got.then != want.then || got.sends != want.sends {
				t.Errorf("%s in %v: %v, want %v", call.name, state, got, want)
			}
		}
	}
}

// stay are the answers of a call that never fails and changes no state.
func stay(sends string) (all [TimeWait + 1]answer) {
	for state := range all {
		all[state] = answer{nil, State(state), sends}
	}
	return all
}

// Whatever way a connection has died, nothing of it is ever sent, whatever the
// user does: at most one reset, at once.
//
// ids: M-201
func TestDeadSaysNothing(t *testing.T) {
	ways := map[string]func(*Conn){
		"reset":   func(c *Conn) { c.Input(closeStart, Segment{Seq: c.rcv.nxt, Flags: RST}) },
		"abort":   (*Conn).Abort,
		"timeout": func(c *Conn) { c.giveUp(closeStart) },
		"text that nobody reads": func(c *Conn) {
			c.CloseRead(closeStart)
			c.Input(closeStart, Segment{Seq: c.rcv.nxt, Ack: 101, Flags: ACK, Payload: []byte("x")})
		},
	}
	deaths := 0
	for name, die := range ways {
		for _, state := range []State{SynSent, SynReceived, Established, FinWait1, FinWait2, CloseWait, Closing, LastAck, TimeWait} {
			c := inState(t, state)
			c.SetKeepAlive(closeStart, time.Second)
			c.Write([]byte("hello")) // where it is possible, there is something on the way, and an ACK is due
			if c.synchronized() {
				c.Input(closeStart, Segment{Seq: 305, Ack: 101, Flags: ACK, Payload: []byte("early")})
			}
			if die(c); c.State() != Closed {
				continue // that does not end this state
			}
			deaths++
			if said := say(c, closeStart); len(said) > 1 || len(said) == 1 && !said[0].Flags.Has(RST) {
				t.Errorf("%s in %v: %v", name, state, said)
			}
			if c.Write([]byte("x")); !c.Deadline().IsZero() {
				t.Errorf("%s in %v: a timer runs, to %v", name, state, c.Deadline().Sub(closeStart))
			}
			c.Read(make([]byte, 10))
			c.Close()
			c.CloseRead(closeStart)
			c.SetKeepAlive(closeStart, time.Second)
			c.SetUserTimeout(time.Second)
			c.Tick(closeStart.Add(time.Hour))
			c.Abort()
			if said := say(c, closeStart.Add(time.Hour)); len(said) > 0 || !c.Deadline().IsZero() {
				t.Errorf("%s in %v: says %v, a timer runs to %v", name, state, said, c.Deadline())
			}
		}
	}
	if want := 9 + 9 + 7 + 4; deaths != want { // such a reset does not end SYN-SENT and SYN-RECEIVED; text does where it is taken
		t.Errorf("%d connections have died, want %d", deaths, want)
	}
}

// roundTrip writes a byte that the peer acknowledges after d, and returns when
// that is. It must not be sent again before.
func roundTrip(t *testing.T, c *Conn, now time.Time, d time.Duration) time.Time {
	t.Helper()
	c.Write([]byte("x"))
	said := say(c, now)
	if len(said) != 1 {
		t.Fatalf("%d segments, want one", len(said))
	}
	now = now.Add(d)
	if c.Tick(now); len(say(c, now)) > 0 {
		t.Fatalf("sent again before a round trip of %v was over", d)
	}
	c.Input(now, Segment{Seq: 301, Ack: said[0].Seq.Add(1), Flags: ACK, Window: 65535})
	return now
}

// Each round trip is a sample: when round trips grow from one second to five,
// the timeout follows, and nothing is sent twice (RFC 6298 §3: "at least one
// RTT measurement per RTT").
//
// ids: RTO-7, MUST-18
func TestRTOFollows(t *testing.T) {
	c, now := inState(t, Established), closeStart
	c.rtt = rtt{} // as if there had been
	c.rtt.measured(time.Second)
	for i := range 20 {
		now = roundTrip(t, c, now, time.Second+time.Duration(i)*200*time.Millisecond)
	}
	if got := c.Status().RTO; got < 5*time.Second || got > 10*time.Second {
		t.Errorf("RTO %v after round trips of up to 4.8 s", got)
	}
	for range 40 {
		now = roundTrip(t, c, now, 5*time.Second)
	}
	if got := c.Status().SRTT; got < 4900*time.Millisecond || got > 5*time.Second {
		t.Errorf("SRTT %v after 40 more of 5 s", got)
	}
}

// Round trips of just three seconds, for so long that RTTVAR is zero: the
// timeout is a bit more, and nothing is sent again at exactly three seconds
// (RFC 6298 §4: "the variance term MUST be rounded to G seconds").
//
// ids: RTO-8
func TestRTOSteady(t *testing.T) {
	c, now := inState(t, Established), closeStart
	c.rtt = rtt{} // as if there had been
	c.rtt.measured(3 * time.Second)
	for range 200 {
		now = roundTrip(t, c, now, 3*time.Second)
	}
	if got, want := c.Status().RTO, 3*time.Second+granularity; got < want-time.Microsecond || got > want+time.Microsecond {
		t.Errorf("RTO %v, want %v", got, want)
	}
}

// Who gives no interval of their own asks for the default, which is two hours
// at least.
//
// ids: MUST-28
func TestKeepAliveDefault(t *testing.T) {
	c := inState(t, Established)
	c.SetKeepAlive(closeStart, DefaultKeepAlive)
	almost := closeStart.Add(7200*time.Second - 1)
	c.Tick(almost)
	if said := say(c, almost); len(said) > 0 {
		t.Errorf("asked after less than two hours: %v", said)
	}
	c.Tick(closeStart.Add(DefaultKeepAlive))
	if said := say(c, closeStart.Add(DefaultKeepAlive)); len(said) != 1 || said[0].Seq != 100 || len(said[0].Payload) > 0 {
		t.Errorf("asked with %v, want one ACK with the number 100", said)
	}
}

// A connection that is opened again between the same ends begins beyond the
// numbers of the one before: by the clock, if that one is forgotten.
//
// ids: ISN-4
func TestReopenedLater(t *testing.T) {
	s := NewStack(Config{Addrs: []netip.Addr{netip.MustParseAddr("192.168.0.1")}})
	local, remote := netip.MustParseAddrPort("192.168.0.1:4000"), netip.MustParseAddrPort("192.168.0.2:7")
	now := closeStart
	first, err := s.Dial(now, local, remote)
	if err != nil {
		t.Fatal(err)
	}
	for range 20000 { // through all places on the circle: 20,000 s are more than one round of 4.55 h
		first.Abort()
		s.Touch(first)
		now = now.Add(time.Second)
		second, err := s.Dial(now, local, remote)
		if err != nil {
			t.Fatal(err)
		}
		if got := second.snd.iss.Sub(first.snd.nxt); got < 200_000 || got > 250_000 {
			t.Fatalf("%d numbers beyond after a second, want 250,000", got)
		}
		first = second
	}
}

// Out of TIME-WAIT, the new connection begins beyond the old one even if that
// has been faster than the clock of initial sequence numbers (§3.6.1 (1)).
//
// ids: MAY-2, ISN-4
func TestReopenedFromTimeWait(t *testing.T) {
	p := newPair(t, 1, faults{delay: time.Millisecond})
	a, b := p.connect()
	var l *Listener
	for _, l = range p.ends[1].listeners {
	}
	send := &sender{p.ends[1], b, randomText(1, 1<<22)}
	take := &receiver{s: p.ends[0], c: a, most: 1 << 20}
	p.user = func() { send.act(p); take.act(p) }
	p.run(time.Hour, func() bool { return take.done() })
	a.Close()
	p.ends[0].Touch(a)
	p.run(time.Hour, func() bool { return a.State() == Closed && b.State() == TimeWait })
	last := b.snd.nxt
	p.user = nil
	if clock := p.ends[1].iss(p.now, b.ends); !clock.Before(last) {
		t.Fatalf("the clock is at %d, beyond the old connection's %d: nothing is shown", clock, last)
	}
	again, err := p.ends[0].Dial(p.now, a.Local(), a.Remote())
	if err != nil {
		t.Fatal(err)
	}
	var second *Conn
	p.run(time.Hour, func() bool { second = l.Accept(); return second != nil })
	if again.State() != Established || b.State() != Closed {
		t.Errorf("the new one is in %v, the old one in %v, want ESTABLISHED and CLOSED", again.State(), b.State())
	}
	if !last.Before(second.snd.iss) {
		t.Errorf("the new connection begins at %d, the old one ended at %d", second.snd.iss, last)
	}
}
