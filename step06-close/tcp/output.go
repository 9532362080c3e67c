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
	if c.snd.ptr.Before(c.sendEnd()) {
		c.startTimer(now) // something waits for the peer's window: do not wait for ever (MUST-36)
	}
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
	if c.tail.due && c.flight() > 0 {
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

// segment makes the segment with n bytes from seq on.
func (c *Conn) segment(seq Seq, n int) Segment {
	seg := Segment{Seq: seq}
	if n > 0 {
		seg.Payload = c.out.view(seq.Sub(c.snd.una), n)
	}
	if n > 0 && seq.Add(n) == c.snd.end {
		seg.Flags |= PSH // MUST-61
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

// full is how much text fits into a segment beside its options.
func (c *Conn) full() int { return c.snd.mss - c.reportLen() }

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

// room is how many numbers from snd.ptr on may be sent now.
func (c *Conn) room() int {
	allowed := c.snd.wnd
	if c.snd.limit > 0 {
		allowed = min(allowed, c.snd.limit)
	}
	allowed -= c.snd.ptr.Sub(c.snd.una) // less than 0 if the window has shrunk (MUST-34)
	return min(allowed, c.cong.cwnd-c.pipe())
}

// sendable is how many bytes of text the next segment carries. A full segment
// is always welcome. A small one is sent only if it will not be one of many:
// this is Nagle's algorithm (§3.7.4) and the sender's silly window avoidance
// (§3.8.6.2.1, MUST-38) in one.
func (c *Conn) sendable() int {
	if !c.synchronized() {
		return 0
	}
	waiting := max(0, c.snd.end.Sub(c.snd.ptr))
	n := min(waiting, c.room(), c.full())
	alone := c.flight() == 0
	switch {
	case c.force:
		return min(waiting, max(n, 1))
	case n <= 0:
		return 0
	case c.snd.ptr.Before(c.snd.nxt), // again
		n == c.full(),
		n == waiting && (alone || c.noDelay),
		alone && n >= c.snd.maxWnd/2:
		return n
	}
	return 0
}

// mayFinish reports whether our FIN goes with the n bytes that are the last.
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
	switch {
	case seg.Seq != c.snd.nxt:
		c.timing = false // it was sent before: Karn
	case !c.timing && !c.recovering(): // else its acknowledgment may have to wait for a gap to be filled
		c.timing, c.timed, c.timedAt = true, end, now
	}
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
