package tcp

import "time"

// This file is the event SEGMENT ARRIVES, RFC 9293 §3.10.7. The functions
// stand in the order of the section.

// A verdict says whether the checks go on with the next one.
type verdict bool

const (
	next verdict = true
	stop verdict = false
)

// Input gives the connection a segment that has arrived for it. The segment's
// text is copied, if it is wanted.
func (c *Conn) Input(now time.Time, seg Segment) {
	c.arrived = seg
	switch c.state {
	case Closed:
		c.arrivesClosed(&c.arrived)
	case Listen:
		c.arrivesListen(now, &c.arrived)
	case SynSent:
		c.arrivesSynSent(now, &c.arrived)
	default:
		c.arrivesOther(now, &c.arrived)
	}
	c.arrived.Payload = nil
}

// arrivesClosed refuses whatever comes for a connection that does not exist
// (§3.10.7.1).
func (c *Conn) arrivesClosed(seg *Segment) { c.reply = resetFor(seg) }

// resetFor returns the reset that answers seg. It has no flags if there is none.
func resetFor(seg *Segment) Segment {
	reset := refusal(seg)
	return reset
}

// refusal makes a reset that the peer will find acceptable, in one of two
// forms. If seg has an ACK, the reset has the number that the peer expects next.
// If not, the reset itself acknowledges all that seg takes of the sequence. A
// reset is never answered: then the segment has no flags.
//
//exercise:4.4 stub="return Segment{}"
func refusal(seg *Segment) Segment {
	switch {
	case seg.Flags.Has(RST):
		return Segment{}
	case seg.Flags.Has(ACK):
		return Segment{Seq: seg.Ack, Flags: RST}
	default:
		return Segment{Ack: seg.Seq.Add(seg.Len()), Flags: RST | ACK}
	}
}

// arrivesListen waits for a SYN (§3.10.7.2). Text that comes with it is not
// taken: the peer will send it again. Who has sent an ACK believes in a
// connection that is not there, and gets a reset.
//
//exercise:4.5 stub="return"
func (c *Conn) arrivesListen(now time.Time, seg *Segment) {
	switch {
	case seg.Flags.Has(RST): // first
	case seg.Flags.Has(ACK): // second
		c.reply = resetFor(seg)
	case seg.Flags.Has(SYN): // third
		c.synchronize(now, seg)
		c.state = SynReceived
	}
}

// arrivesSynSent waits for the peer's SYN (§3.10.7.3). An ACK that is not of our
// SYN gets a reset; a reset counts only with an ACK of our SYN. The peer's SYN
// with such an ACK completes the handshake, and is acknowledged. A SYN without ACK
// says that both sides have opened: our SYN goes out again, now with an ACK.
//
//exercise:4.9
func (c *Conn) arrivesSynSent(now time.Time, seg *Segment) {
	acked := seg.Flags.Has(ACK)
	if acked && !seg.Ack.In(c.snd.iss.Add(1), c.flight()) { // first: it is not our SYN that is acknowledged
		c.reply = resetFor(seg)
		return
	}
	if seg.Flags.Has(RST) { // second
		if acked {
			c.die(ErrRefused)
		}
		return
	}
	if !seg.Flags.Has(SYN) { // fourth and fifth; third is the security check: not supported
		return
	}
	c.synchronize(now, seg)
	if !acked { // both sides opened at the same time (MUST-10)
		c.state = SynReceived
		c.snd.ptr = c.snd.iss // our SYN again, now with an ACK
		return
	}
	c.ackNow = true
	c.advance(now, seg)
	c.establish(now)
}

// checks are those of §3.10.7.4, in the RFC's order.
var checks = [...]func(*Conn, time.Time, *Segment) verdict{
	(*Conn).checkRepeatedSYN,
	(*Conn).checkSequence, // first
	(*Conn).trim,
	(*Conn).checkReset, // second
	// third, security and compartment: not supported, see doc.go
	(*Conn).checkSYN, // fourth
	(*Conn).checkACK, // fifth
	// sixth, the urgent pointer: not supported, see doc.go
}

// arrivesOther runs the checks until one of them ends the matter (§3.10.7.4).
func (c *Conn) arrivesOther(now time.Time, seg *Segment) {
	for _, check := range checks {
		if check(c, now, seg) == stop {
			return
		}
	}
}

// checkRepeatedSYN takes the peer's SYN again, which stands before the window.
func (c *Conn) checkRepeatedSYN(_ time.Time, seg *Segment) verdict {
	if c.state != SynReceived || seg.Flags&(SYN|RST) != SYN || seg.Seq != c.rcv.irs {
		return next
	}
	if !seg.Flags.Has(ACK) {
		c.snd.ptr = c.snd.iss // our SYN-ACK was lost: it goes out again
		return stop
	}
	seg.Flags &^= SYN // both sides opened (figure 7): its SYN is old, its ACK is not (appendix A.2)
	seg.Seq = c.rcv.nxt
	return next
}

// checkSequence drops a segment that is outside of the window; what reaches over
// the window's edges is trim's. First check.
func (c *Conn) checkSequence(now time.Time, seg *Segment) verdict {
	if seg.Flags.Has(RST) { // a reset counts by its number alone (SHLD-2)
		seg.Flags, seg.Payload = seg.Flags&^(SYN|FIN), nil
	}
	if seg.Acceptable(c.rcv.nxt, c.rcvWnd()) {
		return next
	}
	c.refuse(now, seg)
	return stop
}

// refuse answers a segment that is outside of the window: the peer is told where
// we are.
func (c *Conn) refuse(now time.Time, seg *Segment) {
	switch {
	case seg.Flags.Has(RST):
	case len(seg.Payload) > 0:
		c.ackNow = true
	default:
		c.challenge(now)
	}
}

// Acceptable reports whether s has a part inside the window: the wnd numbers
// from nxt on. It is table 6 of §3.10.7.4, and accepts a bit more: also what
// begins before the window and ends behind it; and see below.
//
//	SEG.LEN  window
//	   0       0     the number of s is nxt
//	   0      >0     its number is in the window, or, if s is no reset, right behind it
//	  >0       0     nxt is one of its numbers
//	  >0      >0     one of its numbers is in the window
//
// Where the window is shut, the table refuses all text. But the ACK that comes
// with it must be heard, or two sides that fill each other's window never hear
// that one has opened again ("special allowance"): such a segment is accepted,
// and Trim takes all its text away. An ACK may also stand right behind the
// window: a peer that has filled the window sends its ACKs with that number. If
// some of its text was lost, we have not moved on, and must still hear them.
//
//exercise:4.6 stub="return true"
func (s *Segment) Acceptable(nxt Seq, wnd int) bool {
	n := s.Len()
	switch {
	case n == 0 && wnd == 0:
		return s.Seq == nxt
	case n == 0 && !s.Flags.Has(RST):
		return s.Seq.In(nxt, wnd+1)
	case n == 0:
		return s.Seq.In(nxt, wnd)
	case wnd == 0:
		return nxt.In(s.Seq, n)
	default:
		return s.Seq.Before(nxt.Add(wnd)) && nxt.Before(s.Seq.Add(n))
	}
}

// trim leaves of seg what is in the window. Who sends beyond it is told where it
// ends.
func (c *Conn) trim(_ time.Time, seg *Segment) verdict {
	if seg.Trim(c.rcv.nxt, c.rcv.edge) {
		c.ackNow = true
	}
	return next
}

// Trim makes of s the "idealized segment" of §3.10.7.4: it cuts off what is
// before nxt, which is old, so that s begins at nxt; and what is beyond the
// window, from the number edge on, a FIN there too. It reports whether something
// was beyond. A SYN counts as well, but is left for checkSYN to judge, even if its
// number is cut off.
//
//exercise:4.6 stub="return false"
func (s *Segment) Trim(nxt, edge Seq) (beyond bool) {
	text := s.Seq // where it begins
	if s.Flags.Has(SYN) {
		text = text.Add(1)
	}
	if old := nxt.Sub(text); old > 0 {
		s.Payload = s.Payload[min(old, len(s.Payload)):]
		text = nxt
	}
	if s.Seq.Before(nxt) {
		s.Seq = nxt
	}
	end := text.Add(len(s.Payload))
	if s.Flags.Has(FIN) {
		end = end.Add(1)
	}
	if !edge.Before(end) {
		return false
	}
	s.Flags &^= FIN
	s.Payload = s.Payload[:max(0, min(len(s.Payload), edge.Sub(text)))]
	return true
}

// checkReset ends the connection if a reset stands exactly at RCV.NXT. One
// that is merely inside the window could be a blind guess: it is challenged,
// and a peer that means it will send the right one (RFC 5961 §3). In
// SYN-RECEIVED, who came from LISTEN goes back there, and who has opened is
// refused. Second check.
//
//exercise:4.7 stub="return next"
func (c *Conn) checkReset(now time.Time, seg *Segment) verdict {
	switch {
	case !seg.Flags.Has(RST):
		return next
	case seg.Seq != c.rcv.nxt:
		c.challenge(now)
	case c.state == SynReceived && c.passive:
		c.backToListen()
	case c.state == SynReceived:
		c.die(ErrRefused)
	default:
		c.endByReset()
	}
	return stop
}

// endByReset ends a connection that was established.
func (c *Conn) endByReset() {
	c.die(ErrReset)
}

// backToListen forgets the peer; whoever waits for a connection goes on
// waiting.
func (c *Conn) backToListen() {
	c.die(nil)
	c.open(Listen, c.snd.iss, c.limits)
}

// checkSYN refuses a second SYN. It is challenged, wherever it stands: a peer
// that has forgotten the connection answers with a reset (RFC 5961 §4). Who came
// from LISTEN and is in SYN-RECEIVED goes back there. Fourth check.
//
//exercise:4.7 stub="return next"
func (c *Conn) checkSYN(now time.Time, seg *Segment) verdict {
	switch {
	case !seg.Flags.Has(SYN):
		return next
	case c.state == SynReceived && c.passive:
		c.backToListen()
	default:
		c.challenge(now)
	}
	return stop
}

// checkACK judges the acknowledgment; a segment without one is dropped. In
// SYN-RECEIVED, one of our SYN completes the handshake and brings a window
// (setWindow), and any other gets a reset. What acknowledges more than was ever
// sent, or less than the peer's largest window ago (RFC 5961 §5, MAY-12), is
// challenged. What is left is taken. Fifth check.
//
//exercise:4.8 stub="c.establish(now)\n\treturn stop"
func (c *Conn) checkACK(now time.Time, seg *Segment) verdict {
	if !seg.Flags.Has(ACK) {
		return stop
	}
	if c.state == SynReceived {
		if !seg.Ack.In(c.snd.una.Add(1), c.flight()) { // SND.UNA < SEG.ACK =< SND.NXT
			c.reply = resetFor(seg)
			return stop
		}
		c.establish(now)
		c.setWindow(seg)
	}
	if c.snd.nxt.Before(seg.Ack) || // it acknowledges what was never sent
		seg.Ack.Before(c.snd.una.Add(-c.snd.maxWnd)) { // or what is too old to be true
		c.challenge(now)
		return stop
	}
	c.takeACK(now, seg)
	return next
}

// takeACK takes the acknowledgment and the window.
func (c *Conn) takeACK(now time.Time, seg *Segment) {
	if c.snd.una.Before(seg.Ack) {
		c.advance(now, seg)
	}
}

// advance moves SND.UNA: what is acknowledged need not be kept any more.
func (c *Conn) advance(now time.Time, seg *Segment) {
	c.snd.una = seg.Ack
	c.snd.ptr = maxSeq(c.snd.ptr, seg.Ack)
}

func (c *Conn) setWindow(seg *Segment) {
	c.snd.wnd = c.offered(seg)
	c.snd.maxWnd = max(c.snd.maxWnd, c.snd.wnd)
	c.snd.wl1, c.snd.wl2 = seg.Seq, seg.Ack
}

// offered is the window that a segment offers, in bytes.
func (c *Conn) offered(seg *Segment) int {
	return int(seg.Window)
}
