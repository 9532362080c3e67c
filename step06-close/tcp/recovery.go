package tcp

import "time"

// Loss recovery without waiting for a time-out. A segment that arrives beyond a
// gap is acknowledged at once (RFC 5681 §3.2). Three such acknowledgments, or
// SACK blocks that tell as much, mean that the gap was lost: it is sent again,
// and all that is lost in the same flight after it (RFC 6582 NewReno without
// SACK, RFC 6675 with it). Both count what is on its way (pipe), and send as
// much as the congestion window then has room for.

// dupThresh is how many segments must have arrived beyond a gap, until it is no
// mere reordering.
const dupThresh = 3

// A recovery is what the sender knows of a flight with gaps. The zero value is
// one without.
type recovery struct {
	on       bool
	first    bool   // nothing has been sent again yet
	partial  bool   // some, but not all, of the flight has been acknowledged since
	bare     bool   // the segment that is judged just now came without text, SYN and FIN
	point    Seq    // RecoveryPoint: SND.NXT when it began; it ends when that is acknowledged
	high     Seq    // HighRxt: lost text below it has been sent again
	mark     Seq    // SND.NXT when something was sent again last
	timedOut Seq    // SND.UNA at the last time-out
	dups     int    // duplicate acknowledgments; without SACK: segments that have arrived beyond the gap
	sacked   blocks // what the peer has, beyond SND.UNA
}

// assess draws conclusions from an acknowledgment that has been taken; moved
// says whether SND.UNA has moved.
func (c *Conn) assess(now time.Time, seg *Segment, moved bool) {
	if !c.has(FastRecovery) {
		return
	}
	news := c.takeBlocks(seg)
	c.judgeProbe(seg, moved)
	if !moved && (news || !c.sack.on && c.duplicate(seg)) {
		c.rec.dups++
	}
	if c.racking() {
		c.delivered(now, seg, moved || news)
		c.rackLosses(now)
		return
	}
	switch {
	case c.rec.on && c.lostAgain():
		c.rec.high, c.rec.mark = c.snd.una, c.snd.nxt
		c.cong.lost(c.flight())
	case c.lossShows():
		c.beginRecovery(now)
	}
}

// lossShows reports whether it is time to begin recovery: there have been
// three duplicates, or SACK blocks tell as much (lostEdge is beyond SND.UNA).
// But not while recovering, nor after a time-out until all is acknowledged
// that was sent before it: that is sent again anyway. Nor, without SACK, if
// just that has been acknowledged and nothing more, so that SND.UNA is
// snd.recover: what was sent again needlessly has duplicates for an answer,
// too (RFC 6582 §3.2 (2)).
//
//exercise:5.7 stub="return false"
func (c *Conn) lossShows() bool {
	switch {
	case c.recovering():
		return false
	case !c.sack.on && !c.snd.recover.Before(c.snd.una):
		return false
	}
	return c.rec.dups >= dupThresh || c.snd.una.Before(c.lostEdge())
}

// lostAgain reports whether what recovery has sent again was lost too: so much
// that was sent after it has arrived.
func (c *Conn) lostAgain() bool {
	bytes := 0
	for _, b := range c.rec.sacked[c.rec.sacked.after(c.rec.mark):] {
		bytes += b.Right.Sub(maxSeq(b.Left, c.rec.mark))
	}
	return bytes > (dupThresh-1)*c.snd.mss && !c.rec.first && c.snd.una.Before(c.rec.high)
}

// duplicate reports whether a segment is a duplicate acknowledgment: one that
// says nothing but that something has arrived beyond the gap (RFC 5681 §2).
// Something is on the way, the segment acknowledges what has been acknowledged
// already, has nothing in it that takes numbers (rec.bare), and offers the window
// that we know.
//
//exercise:5.7 stub="return false"
func (c *Conn) duplicate(seg *Segment) bool {
	return c.flight() > 0 && seg.Ack == c.snd.una && c.rec.bare && c.offered(seg) == c.snd.wnd
}

// takeBlocks takes what a SACK option tells, and reports whether it was new.
func (c *Conn) takeBlocks(seg *Segment) bool {
	if !c.sack.on {
		return false
	}
	had := c.rec.sacked.bytes()
	for _, b := range seg.Options.SACK[:seg.Options.Blocks] {
		ahead, n := b.Left.Sub(c.snd.una), b.Right.Sub(b.Left)
		if ahead > 0 && n > 0 && ahead+n <= c.flight() && c.rec.sacked.fits(b) {
			c.rec.sacked.add(b)
			c.rack.lost.remove(b)
		}
	}
	return c.rec.sacked.bytes() > had
}

func (c *Conn) beginRecovery(now time.Time) {
	c.rec.on, c.rec.first, c.rec.partial = true, true, false
	c.rec.point, c.rec.high = c.snd.nxt, c.snd.una
	c.tail.due, c.tail.counted = false, true
	if c.has(NewReno) {
		c.snd.recover = c.snd.nxt
	}
	c.cong.lost(c.flight())
	c.timing = false
	c.timers[retransmission] = now.Add(c.rto())
}

// progress takes note that n bytes more have been acknowledged. If that is not
// all of the flight, more of it was lost (a partial acknowledgment).
func (c *Conn) progress(n int) {
	c.rec.sacked.forget(c.snd.una)
	c.tail.due = false
	switch {
	case !c.rec.on:
		c.rec.dups = 0
	case c.snd.una.Before(c.rec.point) && c.has(NewReno):
		c.rec.partial = true
		segments := (n + c.snd.mss - 1) / c.snd.mss
		c.rec.dups = max(0, c.rec.dups-segments+1) // one of them filled the gap
		c.rec.high = maxSeq(c.rec.high, c.snd.una)
		c.rec.first = c.rec.first || !c.sack.on // "retransmit the first unacknowledged segment"
	default:
		c.rec.on, c.rec.partial, c.rec.dups = false, false, 0
		c.rack.recovered()
	}
}

// recovering reports whether something of the flight was lost, and is not
// acknowledged yet.
func (c *Conn) recovering() bool { return c.rec.on || c.snd.una.Before(c.snd.recover) }

// lostEdge is the number below which all that has not arrived is lost (IsLost,
// RFC 6675 §4): three blocks, or more than two segments, have arrived beyond.
func (c *Conn) lostEdge() Seq {
	if !c.sack.on {
		if c.rec.on {
			return c.snd.una.Add(min(c.snd.mss, c.flight()))
		}
		return c.snd.una
	}
	edge := c.snd.una
	if c.probed() {
		edge = c.tail.end.Add(-1)
	}
	return maxSeq(edge, c.passedEdge())
}

// passedEdge is the beginning of the last block that has, with those beyond it,
// dupThresh blocks, or more than dupThresh-1 segments of bytes: what lies before
// it has been passed by so much that it is lost. If there is none, SND.UNA.
//
//exercise:5.10 stub="return c.snd.una"
func (c *Conn) passedEdge() Seq {
	bytes := 0
	for i := len(c.rec.sacked) - 1; i >= 0; i-- {
		b := c.rec.sacked[i]
		bytes += b.Right.Sub(b.Left)
		if len(c.rec.sacked)-i >= dupThresh || bytes > (dupThresh-1)*c.snd.mss {
			return b.Left
		}
	}
	return c.snd.una
}

// gap returns the first piece from seq on, and before edge, that has not
// arrived: up to the next block, or to edge. If there is none it reports false,
// and the piece is empty or less, but begins where the block ends in which seq
// lies.
//
//exercise:5.10 stub="return Block{seq, edge}, seq.Before(edge)"
func (c *Conn) gap(seq, edge Seq) (Block, bool) {
	has := c.rec.sacked
	i := has.after(seq)
	if i < len(has) && !seq.Before(has[i].Left) {
		seq, i = has[i].Right, i+1
	}
	if i < len(has) && has[i].Left.Before(edge) {
		edge = has[i].Left
	}
	return Block{seq, edge}, seq.Before(edge)
}

// lost returns what recovery sends next, if it may: the first that is lost and
// has not been sent again; or, if there is nothing new either, what may be lost
// (NextSeg, RFC 6675 §4, (1) to (3)).
func (c *Conn) lost() (Block, bool) {
	if c.racking() {
		if len(c.rack.lost) > 0 && (c.rec.on && c.rec.first || c.cong.cwnd-c.pipe() >= c.snd.mss) {
			return c.rack.lost[0], true
		}
		return Block{}, false
	}
	if !c.rec.on {
		return Block{}, false
	}
	edge := c.lostEdge()
	if c.rec.first { // whatever the blocks say
		edge = maxSeq(edge, c.snd.una.Add(min(c.snd.mss, c.flight())))
	} else if c.cong.cwnd-c.pipe() < c.snd.mss {
		return Block{}, false
	}
	from := maxSeq(c.rec.high, c.snd.una)
	b, ok := c.gap(from, edge)
	if n := len(c.rec.sacked); !ok && n > 0 && c.sendable() == 0 {
		return c.gap(from, c.rec.sacked[n-1].Left)
	}
	return b, ok
}

// pipe is how many bytes are on their way (SetPipe, RFC 6675 §4): what was sent
// and has not arrived, less what is lost, and what was sent again once more.
func (c *Conn) pipe() int {
	n := c.missing(c.snd.ptr)
	if c.racking() {
		return n - c.rack.lost.bytes()
	}
	switch {
	case c.sack.on:
	case c.rec.on:
		n -= c.rec.dups * c.snd.mss
	default:
		n -= min(c.rec.dups, dupThresh-1) * c.snd.mss // limited transmit (RFC 3042)
	}
	if c.rec.on {
		n += c.missing(maxSeq(c.rec.high, c.snd.una)) - c.missing(c.lostEdge())
	}
	return max(0, n)
}

// missing is how many bytes up to seq have not arrived.
func (c *Conn) missing(seq Seq) int {
	n := seq.Sub(c.snd.una)
	for _, b := range c.rec.sacked {
		if b.Left.Before(seq) {
			n -= min(b.Right.Sub(b.Left), seq.Sub(b.Left))
		}
	}
	return n
}
