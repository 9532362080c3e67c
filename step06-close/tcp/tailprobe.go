package tcp

import "time"

// Tail loss probe (RFC 8985 §7). If the last segments of a flight are lost,
// nothing comes after them that would tell, and only the time-out would help, a
// second later. So after two round trips of silence one more segment is sent:
// its SACK shows whether those before it have arrived.

const (
	minProbeTime = 10 * time.Millisecond  // timers and peers are not more exact than that
	maxAckDelay  = 200 * time.Millisecond // that a peer may take to acknowledge a single segment
)

// A tailProbe is what is known of a probe. The zero value is none.
type tailProbe struct {
	due bool // it is to be sent
	out bool // it is on its way, and ends at
	end Seq
}

// armProbe starts to wait for the tail of a flight.
func (c *Conn) armProbe(now time.Time) {
	c.timers[tailLoss] = time.Time{}
	if !c.has(TailLossProbe) || !c.sack.on || c.recovering() || c.tail.out || c.flight() == 0 || c.snd.wnd == 0 || c.rtt.smoothed == 0 || c.rtt.probed {
		return
	}
	wait := max(2*c.rtt.smoothed, minProbeTime)
	if c.flight() <= c.snd.mss {
		wait += maxAckDelay
	}
	if at := now.Add(wait); at.Before(c.timers[retransmission]) {
		c.timers[tailLoss] = at
	}
}

// probeTail is the end of the wait. The time-out is the last resort, and has to
// wait for the probe now (§7.3).
func (c *Conn) probeTail(now time.Time) {
	if c.flight() > 0 && !c.recovering() {
		c.tail.due = true
		c.timers[retransmission] = now.Add(c.rto())
	}
}

// tailSegment makes the probe: a new segment if the peer's window has room for
// one, or else the last one again.
func (c *Conn) tailSegment() Segment {
	seq := c.snd.ptr
	edge := c.snd.una.Add(c.snd.wnd)
	n := min(c.snd.end.Sub(seq), c.full(), edge.Sub(seq))
	fin := c.closed && seq.Add(n).Before(edge)
	if n <= 0 {
		seq = maxSeq(c.snd.una, c.snd.nxt.Add(-c.full()))
		n = min(c.snd.end.Sub(seq), c.full(), c.snd.nxt.Sub(seq))
		fin = c.snd.end.Before(c.snd.nxt)
	}
	c.tail = tailProbe{out: true, end: seq.Add(n)}
	c.rtt.probed = true
	seg := c.segment(seq, n)
	c.finish(&seg, fin)
	return seg
}

// probed reports whether a probe has arrived, but not all that was sent before
// it: so that is lost.
func (c *Conn) probed() bool {
	_, arrived := c.rec.sacked.holding(c.tail.end.Add(-1))
	return c.tail.out && arrived
}
