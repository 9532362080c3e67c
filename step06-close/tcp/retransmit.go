package tcp

import "time"

// startTimer runs the retransmission timer if it does not run (RFC 6298 (5.1)),
// and with it the user's patience.
func (c *Conn) startTimer(now time.Time) {
	if c.timers[retransmission].IsZero() {
		c.timers[retransmission] = now.Add(c.rto())
	}
	if c.flight() > 0 && c.timers[userTimeout].IsZero() {
		c.patient(now)
	}
}

// acked notes that n more bytes, and perhaps a SYN or FIN, have been
// acknowledged.
func (c *Conn) acked(now time.Time, n int) {
	if c.timing && !c.snd.una.Before(c.timed) {
		c.rtt.measured(now.Sub(c.timedAt))
		c.timing = false
	}
	c.patient(now)
	switch {
	case c.flight() == 0:
		c.timers[retransmission], c.timers[userTimeout] = time.Time{}, time.Time{} // (5.2)
	case c.rec.partial && !c.sack.on && c.snd.una.Before(c.rec.point): // a long recovery: a time-out gets over it sooner (RFC 6582 §3.2 (3))
	default:
		c.timers[retransmission] = now.Add(c.rto()) // (5.3)
	}
	c.hole.pass(c.snd.una)
	if c.snd.limit > 0 {
		c.snd.limit += n
	}
	if !c.snd.una.Before(c.snd.recover) {
		c.snd.limit = 0
	}
	c.snd.recover = maxSeq(c.snd.recover, c.snd.una.Add(-1)) // left far behind, it would look ahead when numbers wrap
}

// retransmit is the RETRANSMISSION TIMEOUT of §3.10.8. If something is on the way,
// it is taken for lost (flightLost), so that the first segment that is not
// acknowledged goes out again, alone (RFC 6298 (5.4)), and the rest after it as
// acknowledgments come in. If not, it is the peer's window that text waits for:
// then it is time to probe it (§3.8.6.1), or to make do with a small one
// (§3.8.6.2.1).
//
// Either way the next segment is forced out (c.force), whatever the window says,
// and the timer runs again (5.6): twice as long as before (5.5), if something was
// on the way or the window is shut (SHLD-30).
//
//exercise:5.4 stub="return"
func (c *Conn) retransmit(now time.Time) {
	if c.flight() > 0 || c.snd.wnd == 0 {
		c.rtt.timedOut()
	}
	if c.flight() > 0 {
		c.flightLost()
	}
	c.force = true
	c.startTimer(now)
}

// timeRoundTrip notes that a segment goes out now that has the numbers from seq
// up to end. If it was sent before, in whole or in part, no round trip is measured
// any more: nobody could tell to which of the two an answer belongs (Karn, RFC 6298
// §3). Else one is measured from here, c.timing, until c.timed, the segment's end,
// is acknowledged; unless one is being measured already, or something was lost
// (recovering): then the acknowledgment may have to wait for a gap to be filled.
// That last one is ours: RFC 6298 leaves it open.
//
//exercise:5.4 stub="return"
func (c *Conn) timeRoundTrip(now time.Time, seq, end Seq) {
	switch {
	case seq != c.snd.nxt:
		c.timing = false
	case !c.timing && !c.recovering():
		c.timing, c.timed, c.timedAt = true, end, now
	}
}

// flightLost is told that nothing of what is on the way will be acknowledged.
func (c *Conn) flightLost() {
	if c.snd.wnd > 0 {
		c.cong.timedOut(c.flight(), c.snd.una == c.rec.timedOut)
		c.suspectHole()
	}
	c.rec = recovery{timedOut: c.snd.una} // the peer may have forgotten what it had (RFC 2018 §8)
	c.again()
}

// again goes back to the first segment that is not acknowledged.
func (c *Conn) again() {
	c.timing = false // Karn: an answer could be to either
	c.snd.ptr = c.snd.una
	c.forgetSendings()
	c.tail = tailProbe{}
	c.snd.recover, c.snd.limit = c.snd.nxt, c.snd.mss
}

// reopened goes on after the peer's window was shut: what has been sent there
// to probe it was not taken, and nothing was lost that we should be careful
// about.
func (c *Conn) reopened() {
	c.snd.ptr = c.snd.una
	c.forgetSendings()
	c.snd.limit = 0
	c.timing = false
	c.rtt.backoff = 0
	c.timers[retransmission] = time.Time{}
}
