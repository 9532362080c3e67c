package tcp

import "time"

// A connection that has carried much, and is idle then, gives the memory of its
// rings back: not when they become empty, as they do again and again while text
// flows, but a while later, if they are empty then too.

// spareTime is how long a large ring may stay when it is empty.
const spareTime = time.Minute

// spare reports whether the ring holds nothing, in more memory than it begins with.
func (r *ring) spare() bool { return r.n == 0 && len(r.buf) > minRing }

// spareIn is the same of the text received, of which some may be ahead.
func (c *Conn) spareIn() bool { return c.in.spare() && len(c.rcv.islands) == 0 }

// watchRings starts to wait.
func (c *Conn) watchRings(now time.Time) {
	if c.timers[spareRings].IsZero() && (c.out.spare() || c.spareIn()) {
		c.timers[spareRings] = now.Add(spareTime)
	}
}

// giveBack is the end of the wait.
func (c *Conn) giveBack(time.Time) {
	if c.out.spare() {
		c.out = ring{}
	}
	if c.spareIn() {
		c.in = ring{}
	}
}
