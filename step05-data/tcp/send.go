package tcp

// This file is the event SEND, RFC 9293 §3.10.2.

// Write queues p to be sent, and returns how many bytes of it found room; the
// rest can be tried again when the peer has acknowledged some. What is written
// before the connection is established waits for that. Whatever is written is
// "pushed": it is never held back for more to come (MUST-60).
//
// The error is the one that the connection ended with, or ErrNotOpen.
func (c *Conn) Write(p []byte) (int, error) {
	switch {
	case c.state == Closed && c.err != nil:
		return 0, c.err
	case c.state == Closed, c.state == Listen:
		return 0, ErrNotOpen
	}
	n := min(len(p), max(0, c.limits.SendBuffer-c.out.n))
	c.out.write(p[:n])
	c.snd.end = c.snd.end.Add(n)
	return n, nil
}

// Room returns how many bytes Write would take.
func (c *Conn) Room() int {
	if c.state == Closed || c.state == Listen {
		return 0
	}
	return max(0, c.limits.SendBuffer-c.out.n)
}

// SetNoDelay turns Nagle's algorithm (RFC 9293 §3.7.4) off, or on again: with
// it, a segment that is not full waits while others are on the way (MUST-17).
func (c *Conn) SetNoDelay(off bool) { c.noDelay = off }
