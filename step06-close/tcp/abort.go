package tcp

// This file is the event ABORT, RFC 9293 §3.10.5.

// Abort ends the connection at once. What was written and is not acknowledged
// is lost, and the peer is told by a reset.
func (c *Conn) Abort() {
	switch c.state {
	case SynReceived, Established, FinWait1, FinWait2, CloseWait:
		c.reply = Segment{Seq: c.ackSeq(), Flags: RST}
	}
	if c.state != Closed {
		c.in, c.rcv.ended = ring{}, false
		c.die(ErrAborted)
	}
}
