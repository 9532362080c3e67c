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

// CloseRead says that nobody will read any more. Text that is there already,
// or comes later, is then lost, and the peer is told so by a reset (half-duplex
// close, §3.6.1, SHLD-3).
func (c *Conn) CloseRead(now time.Time) {
	c.deaf = true
	if c.in.n > 0 && c.synchronized() && c.state != TimeWait {
		reset := Segment{Seq: c.ackSeq(), Flags: RST}
		c.Abort()
		c.reply = reset // in CLOSING and LAST-ACK too, where ABORT has none (§3.10.5)
	}
	if c.state == FinWait2 {
		c.timers[lifetime] = now.Add(lingering)
	}
	c.in = ring{}
}

// finAcked reports whether the peer has acknowledged our FIN.
func (c *Conn) finAcked() bool { return c.closed && c.snd.end.Before(c.snd.una) }

// enterTimeWait starts, or starts again, the wait for twice the MSL: so long,
// the peer's FIN may come again because our last ACK was lost, and old segments
// may be on their way (§3.6.1, MUST-13).
func (c *Conn) enterTimeWait(now time.Time) {
	c.state = TimeWait
	c.out, c.rack = ring{}, rack{}
	c.timers = [timerCount]time.Time{lifetime: now.Add(2 * msl)}
}
