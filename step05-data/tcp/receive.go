package tcp

// This file is the event RECEIVE, RFC 9293 §3.10.3.

// Read takes text that has been received, and returns how many bytes. It
// returns 0 and nil if there is none yet, and the error that the connection
// ended with (MUST-12).
func (c *Conn) Read(p []byte) (int, error) {
	n := c.in.read(p)
	switch {
	case n > 0:
		c.ackNow = c.ackNow || c.worthTelling()
		return n, nil
	case c.in.n > 0: // p is empty
		return 0, nil
	case c.err != nil:
		return 0, c.err
	case c.state == Closed:
		return 0, ErrNotOpen
	}
	return 0, nil
}

// openWindow moves the right edge of the window, by all that it could move
// (opened), if that is worth a word: by a full segment or half of the buffer
// (aLot). Else it stays: a window that opens byte by byte would be filled byte by
// byte (the receiver's silly window avoidance, §3.8.6.2.2, MUST-39). It never
// moves back (SHLD-14).
//
//exercise:5.5 stub="c.rcv.edge = c.rcv.edge.Add(max(0, c.opened()))"
func (c *Conn) openWindow() {
	if c.opened() >= c.aLot() {
		c.rcv.edge = c.rcv.edge.Add(c.opened())
	}
}

// opened is how far the right edge could move.
func (c *Conn) opened() int {
	free := c.limits.ReceiveBuffer - c.in.n
	return c.rcv.nxt.Add(free).Sub(c.rcv.edge)
}

func (c *Conn) aLot() int { return min(c.ourMSS(), c.limits.ReceiveBuffer/2) }

// worthTelling reports whether the user has read so much that the peer should
// know at once, as it may be waiting for that: half of the buffer, or enough
// for a segment where there was none.
func (c *Conn) worthTelling() bool {
	if !c.synchronized() {
		return false // not yet
	}
	return c.wide()
}

// wide reports whether the window could open by half of the buffer, or, where
// the window that the peer knows is smaller than a full segment (ourMSS), by what
// openWindow takes for a lot.
//
//exercise:5.5 stub="return false"
func (c *Conn) wide() bool {
	return c.opened() >= c.limits.ReceiveBuffer/2 || c.rcvWnd() < c.ourMSS() && c.opened() >= c.aLot()
}
