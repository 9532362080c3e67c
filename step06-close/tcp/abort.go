package tcp

// This file is the event ABORT, RFC 9293 §3.10.5.

// Abort ends the connection at once. What was written and is not acknowledged
// is lost, and so is what was not read: c.in is empty, and there is no end of
// text (c.rcv.ended) to be read either. The connection dies of ErrAborted. In
// the states SYN-RECEIVED, ESTABLISHED, FIN-WAIT-1, FIN-WAIT-2 and CLOSE-WAIT
// the peer is told, by a reset with the number that any segment without text
// would have (ackSeq), and no flag but RST: it is put into c.reply. On a
// connection that is CLOSED nothing happens (§3.10.5).
//
//exercise:6.6 stub="c.die(ErrAborted)"
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
