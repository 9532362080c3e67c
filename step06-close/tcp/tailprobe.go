package tcp

import "time"

// Tail loss probe (RFC 8985 §7). If the last segments of a flight are lost, or
// all acknowledgments of it, nothing comes that would tell, and only the time-out
// would help, a second later. So after two round trips of silence the last
// segment is sent once more: its acknowledgment shows what has arrived.
//
// The RFC would rather send a new segment, and none while recovering. But a
// single new one may wait for the peer's delayed acknowledgment, some 40 ms: what
// comes twice is acknowledged at once. And while recovering, acknowledgments are
// lost as well. On a short path with 1% of loss, both together double the goodput.

const (
	minProbeTime = 2 * time.Millisecond   // timers and peers are not more exact than that
	maxAckDelay  = 200 * time.Millisecond // that a peer may take to acknowledge a single segment
)

// A tailProbe is what is known of a probe. The zero value is none.
type tailProbe struct {
	due     bool // it is to be sent
	out     bool // it is on its way, and ends at
	end     Seq
	counted bool // the congestion window has been closed for its flight
}

// armProbe starts to wait for the tail of a flight.
func (c *Conn) armProbe(now time.Time) {
	c.timers[tailLoss] = time.Time{}
	if !c.has(TailLossProbe) || !c.sack.on || c.recovering() && !c.racking() || c.tail.out || c.flight() == 0 || c.snd.wnd == 0 || c.rtt.smoothed == 0 || c.rtt.probed {
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
	if c.snd.una.Before(c.snd.ptr) {
		c.tail.due = true
		c.timers[retransmission] = now.Add(c.rto())
	}
}

// tailSegment makes the probe. After a time-out its place is before snd.ptr, not
// SND.NXT: what has not been sent again yet is still to come.
func (c *Conn) tailSegment() Segment {
	seq := maxSeq(c.snd.una, c.snd.ptr.Add(-c.full()))
	n := min(c.snd.end.Sub(seq), c.full(), c.snd.ptr.Sub(seq))
	end := seq.Add(n)
	c.tail = tailProbe{out: true, end: end, counted: c.rec.on && !c.rec.point.Before(end) || c.snd.ptr.Before(c.snd.nxt)}
	c.rtt.probed = true
	seg := c.segment(seq, n)
	c.finish(&seg, c.snd.end.Before(c.snd.ptr))
	return seg
}

// judgeProbe decides whether a probe has repaired a loss, which is one like any
// other then (§7.4.2): not if the peer says that it had that text already, by a
// block (RFC 2883) or a duplicate acknowledgment. It is certain only when more
// is acknowledged than the probe. A flight that is being recovered, or was timed
// out, has been counted (§7.1 forgets the probe then).
func (c *Conn) judgeProbe(seg *Segment, moved bool) {
	switch {
	case !c.tail.out || c.snd.una.Before(c.tail.end):
		return
	case seg.twice(), !moved && seg.Options.Blocks == 0:
	case !c.tail.end.Before(seg.Ack):
		return
	case !c.tail.counted:
		c.cong.lost(c.flight())
	}
	c.tail = tailProbe{}
}

// probed reports whether a probe has arrived, but not all that was sent before
// it: so that is lost.
func (c *Conn) probed() bool {
	_, arrived := c.rec.sacked.holding(c.tail.end.Add(-1))
	return c.tail.out && arrived
}
