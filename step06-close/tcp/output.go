package tcp

import "time"

// Output returns the next segment to send. It is to be called after every
// other call, until it reports false. Ports are the caller's to fill in.
// The segment's text is valid until the next call.
func (c *Conn) Output(now time.Time) (Segment, bool) {
	seg, ok := c.output(now)
	if ok && (c.ts.on || !seg.Flags.Has(RST)) {
		c.stamp(now, &seg)
	}
	if ok && seg.Flags&(SYN|RST) == 0 {
		c.report(&seg.Options)
	}
	return seg, ok
}

// output makes it.
func (c *Conn) output(now time.Time) (Segment, bool) {
	if c.reply.Flags != 0 {
		seg := c.reply
		c.reply = Segment{}
		return seg, true
	}
	if c.state == Closed || c.state == Listen {
		return Segment{}, false
	}
	if c.snd.ptr == c.snd.iss {
		seg := c.syn()
		c.sent(now, &seg)
		return seg, true
	}
	if seg, ok := c.bareACK(); ok {
		return seg, true
	}
	if seg := c.nextSegment(); seg.Len() > 0 {
		c.sent(now, &seg)
		return seg, true
	}
	c.force = false
	c.awaitWindow(now)
	if !c.ackNow {
		c.watchRings(now)
		return Segment{}, false
	}
	return c.acknowledgment(c.ackSeq()), true
}

// bareACK returns the segments that go out without text even if there is some
// to send: each segment out of order has an acknowledgment of its own, which
// text would hide (RFC 5681 §3.2).
// And a keep-alive repeats a number that has been acknowledged.
func (c *Conn) bareACK() (Segment, bool) {
	if c.dupACKs > 0 {
		c.dupACKs--
		return c.acknowledgment(c.ackSeq()), true
	}
	if c.probe {
		c.probe = false
		return c.acknowledgment(c.snd.nxt.Add(-1)), true // SHLD-12
	}
	return Segment{}, false
}

// awaitWindow runs the retransmission timer if something waits that cannot be
// sent: it is the peer's window that it waits for, and when that opens, the
// segment that says so may be lost. So the wait must have an end (§3.8.6.1,
// MUST-36).
//
//exercise:5.5 stub="return"
func (c *Conn) awaitWindow(now time.Time) {
	if c.snd.ptr.Before(c.sendEnd()) {
		c.startTimer(now)
	}
}

// acknowledgment returns a segment without text.
func (c *Conn) acknowledgment(seq Seq) Segment {
	c.ackSent()
	return Segment{Seq: seq, Ack: c.rcv.nxt, Flags: ACK, Window: c.header(ACK)}
}

// ackSeq is the number of a segment without text: SND.NXT.
// But if the peer's window has shrunk, or was probed, no more than it will take.
func (c *Conn) ackSeq() Seq {
	if edge := c.snd.una.Add(c.snd.wnd); c.synchronized() && edge.Before(c.snd.nxt) {
		return edge
	}
	return c.snd.nxt
}

// nextSegment makes the segment that begins at snd.ptr. It has the length zero
// if there is nothing to send, or nothing may be.
func (c *Conn) nextSegment() Segment {
	if c.tail.due && c.snd.una.Before(c.snd.ptr) {
		return c.tailSegment()
	}
	if b, ok := c.lost(); ok {
		n := min(b.Right.Sub(b.Left), c.full(), c.snd.end.Sub(b.Left))
		seg := c.segment(b.Left, n)
		c.finish(&seg, c.closed && c.snd.end.Before(b.Right))
		return seg
	}
	if c.snd.ptr.Before(c.snd.nxt) { // after a time-out: pass over what has arrived
		b, _ := c.gap(c.snd.ptr, c.snd.nxt)
		c.snd.ptr = b.Left
	}
	n := c.sendable()
	seg := c.segment(c.snd.ptr, n)
	c.finish(&seg, c.mayFinish(n))
	return seg
}

// segment makes the segment with n bytes of text from seq on; its payload is
// a view of c.out, whose first byte has the number SND.UNA. If it is the last
// of what was written, it bears PSH (§3.9.1.2, MUST-61). n may be 0: then it
// has only its number, and no PSH. The acknowledgment and the window are
// added later (sent).
//
//exercise:5.2 stub="return Segment{Seq: seq}"
func (c *Conn) segment(seq Seq, n int) Segment {
	seg := Segment{Seq: seq}
	if n > 0 {
		seg.Payload = c.out.view(seq.Sub(c.snd.una), n)
	}
	if n > 0 && seq.Add(n) == c.snd.end {
		seg.Flags |= PSH
	}
	return seg
}

// finish adds our FIN to a segment, if that may follow and the text is the last.
func (c *Conn) finish(seg *Segment, may bool) {
	if may && seg.Seq.Add(len(seg.Payload)) == c.snd.end {
		seg.Flags |= FIN
	}
}

// syn makes our SYN, with an ACK if we have the peer's (sent).
// It offers what we can, or, in answer to an offer, what both can.
func (c *Conn) syn() Segment {
	seg := Segment{Seq: c.snd.iss, Flags: SYN}
	seg.Options.MSS = uint16(c.ourMSS())
	first := c.state == SynSent
	if c.scale.on || first && c.has(WindowScale) {
		seg.Options.ScaleOffered, seg.Options.WindowScale = true, shiftFor(c.limits.ReceiveBuffer)
	}
	seg.Options.SACKPermitted = c.sack.on || first && c.has(SACK)
	return seg
}

// header is the window field of the next segment.
func (c *Conn) header(flags Flags) uint16 {
	c.openWindow()
	wnd := c.rcvWnd()
	if !flags.Has(SYN) { // there it is never scaled (RFC 7323 §2.2)
		wnd = c.scaled(wnd)
	}
	return uint16(min(wnd, maxUnscaled))
}

// full is how much text makes a full segment: what fits beside its options.
// Where the peer never had a window for two of them it is half of that window, as
// in Linux: a single one on its way would be acknowledged late, and if it is a bit
// shorter for its options, what is left of the window is a sliver that the peer
// may keep to (§3.8.6.2).
func (c *Conn) full() int {
	most := c.snd.mss
	if half := c.snd.maxWnd / 2; half >= defaultMSS { // tiny windows are not worth halving
		most = min(most, half)
	}
	return most - c.reportLen()
}

// sendEnd is the number after the last that we have to send.
func (c *Conn) sendEnd() Seq {
	switch {
	case c.state == SynSent, c.state == SynReceived:
		return c.snd.iss.Add(1)
	case c.closed:
		return c.snd.end.Add(1)
	}
	return c.snd.end
}

// usable is how many numbers from snd.ptr on the peer's window still takes: the
// window ends at SND.UNA+SND.WND. It is less than 0 if the peer has moved that
// end back, over what we have sent already: no harm done (MUST-34).
//
//exercise:5.2 stub="return 0"
func (c *Conn) usable() int { return c.snd.wnd - c.snd.ptr.Sub(c.snd.una) }

// room is how many numbers from snd.ptr on may be sent now.
func (c *Conn) room() int {
	room := c.usable()
	if c.snd.limit > 0 {
		room = min(room, c.snd.limit-c.snd.ptr.Sub(c.snd.una))
	}
	return min(room, c.cong.cwnd-c.pipe())
}

// waiting is how many bytes of text wait to be sent, from snd.ptr on.
func (c *Conn) waiting() int { return max(0, c.snd.end.Sub(c.snd.ptr)) }

// allowed is how many bytes of text the next segment may carry: what waits, but
// no more than there is room for, nor than makes a full segment. Never less than
// 0.
//
//exercise:5.2 stub="return 0"
func (c *Conn) allowed() int { return max(0, min(c.waiting(), c.room(), c.full())) }

// sendable is how many bytes of text the next segment carries: as many as it
// may, if it is worth a segment. What is sent again always is; and if need be, a
// byte is sent that the peer's window does not take.
func (c *Conn) sendable() int {
	n := c.allowed()
	switch {
	case !c.synchronized():
		return 0
	case c.force:
		return min(c.waiting(), max(n, 1))
	case n > 0 && (c.snd.ptr.Before(c.snd.nxt) || c.worthwhile(n)):
		return n
	}
	return 0
}

// worthwhile reports whether n bytes, more than none, are worth a segment: the
// sender's silly window avoidance (§3.8.6.2.1, MUST-38). A full segment is. So is
// all that waits, if Nagle lets it go. What the window cuts off from the rest is
// only when nothing is on the way and it is at least half of the largest window
// that the peer has ever had.
//
//exercise:5.5 stub="return true"
func (c *Conn) worthwhile(n int) bool {
	switch n {
	case c.full():
		return true
	case c.waiting():
		return c.nagle()
	default:
		return c.flight() == 0 && n >= c.snd.maxWnd/2
	}
}

// nagle reports whether a segment that is not full may go: not while others are
// on the way, unless the user has asked for no delay (§3.7.4, SHLD-7, MUST-17).
//
//exercise:5.6 stub="return true"
func (c *Conn) nagle() bool { return c.flight() == 0 || c.noDelay }

// mayFinish reports whether our FIN goes with the next n bytes, if those are the
// last: CLOSE was called, the state is not SYN-RECEIVED any more, and the FIN's
// own number fits, too, behind the n (room). It needs no room where a probe of the
// window is due (c.force) and there is no text for it (n is 0): then the FIN is the
// probe. It does not wait for the text to be acknowledged.
//
//exercise:6.1 stub="return false"
func (c *Conn) mayFinish(n int) bool {
	return c.closed && c.state != SynReceived && (c.room() > n || c.force && n == 0)
}

// sent completes seg and notes that it goes out.
func (c *Conn) sent(now time.Time, seg *Segment) {
	if c.state != SynSent {
		seg.Flags |= ACK
		seg.Ack = c.rcv.nxt
	}
	seg.Window = c.header(seg.Flags)
	c.ackSent()
	c.rest(now)
	c.force = false
	end := seg.Seq.Add(seg.Len())
	c.timeRoundTrip(now, seg.Seq, end)
	if c.flight() == 0 {
		c.timers[retransmission] = time.Time{} // it ran for the window
	}
	if c.rec.on && seg.Seq.Before(c.snd.ptr) {
		c.rec.high, c.rec.first, c.rec.mark = end, false, c.snd.nxt
	}
	c.noteSending(now, seg.Seq, end)
	c.tryFull(len(seg.Payload), end)
	c.snd.ptr = maxSeq(c.snd.ptr, end)
	c.snd.nxt = maxSeq(c.snd.nxt, end)
	c.startTimer(now)
	c.armProbe(now)
}
