package tcp

import "time"

// Output returns the next segment to send. It is to be called after every
// other call, until it reports false. Ports are the caller's to fill in.
func (c *Conn) Output(now time.Time) (Segment, bool) {
	seg, ok := c.output(now)
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
	if !c.ackNow {
		return Segment{}, false
	}
	return c.acknowledgment(c.ackSeq()), true
}

// acknowledgment returns a segment without text.
func (c *Conn) acknowledgment(seq Seq) Segment {
	c.ackSent()
	return Segment{Seq: seq, Ack: c.rcv.nxt, Flags: ACK, Window: c.header(ACK)}
}

// ackSeq is the number of a segment without text: SND.NXT.
func (c *Conn) ackSeq() Seq {
	return c.snd.nxt
}

// syn makes our SYN, with an ACK if we have the peer's (sent).
func (c *Conn) syn() Segment {
	seg := Segment{Seq: c.snd.iss, Flags: SYN}
	seg.Options.MSS = uint16(c.ourMSS())
	return seg
}

// header is the window field of the next segment.
func (c *Conn) header(flags Flags) uint16 {
	wnd := c.rcvWnd()
	return uint16(min(wnd, maxUnscaled))
}

// sent completes seg and notes that it goes out.
func (c *Conn) sent(now time.Time, seg *Segment) {
	if c.state != SynSent {
		seg.Flags |= ACK
		seg.Ack = c.rcv.nxt
	}
	seg.Window = c.header(seg.Flags)
	c.ackSent()
	end := seg.Seq.Add(seg.Len())
	c.snd.ptr = maxSeq(c.snd.ptr, end)
	c.snd.nxt = maxSeq(c.snd.nxt, end)
}
