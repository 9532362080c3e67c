package tcp

import "time"

// This file is the event CLOSE, RFC 9293 §3.10.4.

// msl is the Maximum Segment Lifetime: after it, a segment is gone from the
// network. RFC 9293 §3.4.2 takes two minutes; Linux's TIME-WAIT of one minute
// is what the Internet has lived with.
const msl = 30 * time.Second

// lingering is how long a connection stays in FIN-WAIT-2 when nobody would
// read what the peer still sends. The RFC has no such limit; a peer that
// vanishes there would stay for ever.
const lingering = 60 * time.Second

// Close says that there is no more to send. What has been written is sent,
// then a FIN; the peer may go on sending (half-close). The error is ErrClosing
// if Close was called before, or ErrNotOpen.
func (c *Conn) Close() error {
	switch {
	case c.closed:
		return ErrClosing
	case c.state == Closed:
		return ErrNotOpen
	}
	switch c.state {
	case Listen, SynSent:
		c.die(nil)
		return nil
	case SynReceived:
		if c.out.n == 0 { // else the FIN waits, with the text, for ESTABLISHED
			c.state = FinWait1
		}
	case Established:
		c.state = FinWait1
	case CloseWait:
		c.state = LastAck
	}
	c.closed = true
	c.noDelay = true // nothing will follow that the last of the text could wait for
	return nil
}

// CloseRead says that nobody will read any more (c.deaf): whatever has come
// and is not read (c.in) is thrown away. If there was any, and the connection
// is synchronized and not in TIME-WAIT, it is lost, and the peer is told so:
// ABORT, with a reset at ackSeq, in CLOSING and LAST-ACK too, where Abort has
// none (half-duplex close, §3.6.1, SHLD-3). For text that comes later
// takeText does the same. In FIN-WAIT-2 nobody waits for the peer's FIN any
// more: limitFinWait2.
//
//exercise:6.6 stub="return"
func (c *Conn) CloseRead(now time.Time) {
	c.deaf = true
	if c.in.n > 0 && c.synchronized() && c.state != TimeWait {
		reset := Segment{Seq: c.ackSeq(), Flags: RST}
		c.Abort()
		c.reply = reset // in CLOSING and LAST-ACK too, where ABORT has none (§3.10.5)
	}
	c.limitFinWait2(now)
	c.in = ring{}
}

// limitFinWait2 lets the connection stay in FIN-WAIT-2 for no longer than
// lingering from now on, if that is where it is and nobody reads (c.deaf): the
// timer is lifetime.
//
//exercise:6.7 stub="return"
func (c *Conn) limitFinWait2(now time.Time) {
	if c.state == FinWait2 && c.deaf {
		c.timers[lifetime] = now.Add(lingering)
	}
}

// finAcked reports whether the peer has acknowledged our FIN: CLOSE was called,
// and SND.UNA has passed the number of the FIN, which stands at snd.end. That
// all text is acknowledged is not enough, nor that none waits: the FIN itself
// may not have been sent yet.
//
//exercise:6.2 stub="return false"
func (c *Conn) finAcked() bool { return c.closed && c.snd.end.Before(c.snd.una) }

// bothClosed moves on when both sides have sent their FIN, and the peer's has
// been taken: "If our FIN has been ACKed (perhaps in this segment), then enter
// TIME-WAIT [...]; otherwise, enter the CLOSING state" (§3.10.7.4, eighth).
//
//exercise:6.3 stub="c.enterTimeWait(now)"
func (c *Conn) bothClosed(now time.Time) {
	if c.finAcked() {
		c.enterTimeWait(now)
	} else {
		c.state = Closing
	}
}

// enterTimeWait starts, or starts again, the wait for twice the MSL: so long,
// the peer's FIN may come again because our last ACK was lost, and old segments
// may be on their way (§3.6.1, MUST-13). All other timers are off, only lifetime
// runs; there is no text to send any more, nor marks of when it was sent (c.out
// and c.rack are empty).
//
//exercise:6.2
func (c *Conn) enterTimeWait(now time.Time) {
	c.state = TimeWait
	c.out, c.rack = ring{}, rack{}
	c.timers = [timerCount]time.Time{lifetime: now.Add(2 * msl)}
}

// repeatedFIN takes the peer's FIN again, in TIME-WAIT: our last ACK was lost.
// The wait starts anew, and an acknowledgment is due. It reports whether seg is
// that: its last number, the FIN's, is the one before RCV.NXT. The RFC has this
// among the fifth check and the eighth, but such a segment is old: the first check
// refuses it, so read to the letter nobody ever gets there.
//
//exercise:6.5 stub="return false"
func (c *Conn) repeatedFIN(now time.Time, seg *Segment) bool {
	if c.state != TimeWait || !seg.Flags.Has(FIN) || seg.Seq.Add(seg.Len()) != c.rcv.nxt {
		return false
	}
	c.enterTimeWait(now)
	c.ackNow = true
	return true
}
