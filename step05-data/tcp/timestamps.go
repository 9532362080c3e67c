package tcp

import "time"

// Timestamps (RFC 7323 §3 to §5). Each segment says when it was sent, and each
// answer repeats that. So it shows which of two sendings was answered; and an
// old duplicate shows, even where the sequence numbers have wrapped since
// (PAWS).

// tsTick is how long our clock takes for one (§5.4: 1 ms to 1 s).
const tsTick = time.Millisecond

// tsLife is for how long a peer's timestamp can be compared with later ones
// (§5.5): a faster clock may have gone half way round by then.
const tsLife = 24 * 24 * time.Hour

// timestampsLen is how many bytes of each segment they take, filled up.
const timestampsLen = 12

// A timestamps is what a connection knows of time. The zero value is off.
type timestamps struct {
	on       bool
	recent   uint32    // TS.Recent: what we echo
	recentAt time.Time // when it came
	acked    Seq       // Last.ACK.sent
	offset   uint32    // by how much our clock is off, so that it does not tell for how long we have been up
}

// clock is what our clock shows.
func (ts *timestamps) clock(now time.Time) uint32 {
	return ts.offset + uint32(now.UnixNano()/int64(tsTick))
}

// size is how many bytes of each segment they take.
func (ts *timestamps) size() int {
	if ts.on {
		return timestampsLen
	}
	return 0
}

// agreeOnTimestamps takes what the peer's SYN says. Only if both say it are
// there timestamps. What its SYN shows is the first that we echo (c.ts.recent,
// recentAt), and c.ts.acked is RCV.NXT.
//
//exercise:5.9 stub="return"
func (c *Conn) agreeOnTimestamps(now time.Time, syn *Segment) {
	c.ts.on = c.has(Timestamps) && syn.Options.Timestamps
	c.ts.recent, c.ts.recentAt = syn.Options.TSVal, now
	c.ts.acked = c.rcv.nxt
}

// stamp puts a timestamp on a segment that goes out (§3.2), unless it has one.
func (c *Conn) stamp(now time.Time, seg *Segment) {
	if seg.Flags.Has(ACK) {
		c.ts.acked = seg.Ack
	}
	if !seg.Options.Timestamps && (c.ts.on || c.state == SynSent && c.has(Timestamps)) {
		seg.Options.Timestamps = true
		seg.Options.TSVal = c.ts.clock(now)
		seg.Options.TSEcr = c.ts.recent // 0 in a SYN without ACK
	}
}

// checkTimestamp drops a segment that is older than others that have come: an
// old duplicate (§5.3, R1). A reset is never judged by that; nor is a SYN without
// a timestamp: a peer that has forgotten the connection must be told (RFC 5961 §4).
// Other segments without one are dropped without a word (§3.2). Timestamps are
// compared as sequence numbers are; one that is older than tsLife proves nothing.
// Who sends what is too old is told where we are: at once if there is text, else
// with a challenge.
//
//exercise:5.9 stub="return next"
func (c *Conn) checkTimestamp(now time.Time, seg *Segment) verdict {
	switch {
	case !c.ts.on, seg.Flags.Has(RST), seg.Flags.Has(SYN) && !seg.Options.Timestamps:
		return next
	case !seg.Options.Timestamps: // §3.2: without a word
		return stop
	case int32(seg.Options.TSVal-c.ts.recent) >= 0, now.Sub(c.ts.recentAt) > tsLife:
		return next
	case len(seg.Payload) > 0:
		c.ackNow = true
	default:
		c.challenge(now)
	}
	return stop
}

// noteTimestamp remembers what to echo: of the segments that our next
// acknowledgment covers, the timestamp of the first (§4.3), which is the one
// that begins at c.ts.acked, or before. So the peer measures a round trip
// with our delay in it, and with what it took to fill a gap. What a reset says
// must not count (§5.2), and cannot: one that begins there ends the connection.
//
//exercise:5.9 stub="return next"
func (c *Conn) noteTimestamp(now time.Time, seg *Segment) verdict {
	if c.ts.on && seg.Options.Timestamps && !c.ts.acked.Before(seg.Seq) {
		c.ts.recent, c.ts.recentAt = seg.Options.TSVal, now
	}
	return next
}

// measureEcho measures a round trip after a time-out (rtt.backoff), when
// nothing else can: the echo shows which of several sendings was
// acknowledged, so Karn's algorithm is not needed, and the time-out need not
// stay long (§4.1). An echo of the future measures nothing. If the segment says that
// text came twice (twice), the echo may be that of the first sending, whose
// acknowledgment was lost: then all that it shows is that the way is open, and only
// the back-off ends (RFC 7323 would allow to measure from the first, which is far too
// long).
//
//exercise:5.9 stub="return"
func (c *Conn) measureEcho(now time.Time, seg *Segment) {
	ticks := int32(c.ts.clock(now) - seg.Options.TSEcr)
	switch {
	case !c.ts.on, !seg.Options.Timestamps, c.rtt.backoff == 0, ticks < 0:
	case seg.twice():
		c.rtt.backoff = 0
	default:
		c.rtt.measured(time.Duration(ticks) * tsTick)
	}
}
