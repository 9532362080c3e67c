package tcp

// Window scale (RFC 7323 §2). A header's 16 bits are too few for a long fat
// pipe: 64 KiB in a round trip of 100 ms are 5 Mbit/s, however fast the line
// is. So each side says in its SYN by how many bits it shifts its windows.

// maxShift is the largest shift: a window must stay below half of all numbers.
const maxShift = 14

// A scale is what the two sides have agreed on. The zero value is none.
type scale struct {
	on     bool
	theirs uint8 // by how many bits the windows that come in are shifted,
	ours   uint8 // and those that go out
}

// shiftFor returns the shift with which a window of n bytes fits into 16 bits, or
// the largest there is.
func shiftFor(n int) (shift uint8) {
	for n>>shift > maxUnscaled && shift < maxShift {
		shift++
	}
	return shift
}

// agreeOnScale takes what the peer's SYN says. Only if both want it windows are
// scaled, theirs by what they say, 14 at most (§2.3), ours as our buffer needs it;
// else ours must fit into 16 bits.
//
//exercise:5.8 stub="c.limits.ReceiveBuffer = min(c.limits.ReceiveBuffer, maxUnscaled)"
func (c *Conn) agreeOnScale(syn *Segment) {
	if c.has(WindowScale) && syn.Options.ScaleOffered {
		c.scale = scale{on: true, theirs: min(syn.Options.WindowScale, maxShift), ours: shiftFor(c.limits.ReceiveBuffer)}
		return
	}
	c.scale = scale{}
	c.limits.ReceiveBuffer = min(c.limits.ReceiveBuffer, maxUnscaled)
}

// slack is how many bytes beyond the buffer rounding may promise.
func (c *Conn) slack() int {
	if c.scale.ours == 0 {
		return 0
	}
	return c.limits.ReceiveBuffer / 8
}

// scaled is what the window field says of a window. What does not fit into it
// is rounded up where the buffer allows (opened and slack): so the right edge does
// not seem to go back (§2.4); c.rcv.edge moves with it, for that much is promised
// now. Where it does not, the peer sees less than what we would take.
//
//exercise:5.8 stub="return wnd"
func (c *Conn) scaled(wnd int) int {
	unit := 1 << c.scale.ours
	if up := (unit - wnd%unit) % unit; c.opened()+c.slack() >= up {
		c.rcv.edge = c.rcv.edge.Add(up)
		wnd += up
	}
	return wnd >> c.scale.ours
}
