package tcp

import "time"

// RACK (RFC 8985 §6), recent acknowledgment: what was sent before something that
// has arrived, and has not arrived itself a little later, is lost. "A little" is
// for text that is overtaken on the way. Counting duplicates (recovery.go) does
// not find the loss of text that was sent again, nor one at the end of a small
// flight, and takes for lost what has only been overtaken.

const (
	maxMarks   = 1024             // of a flight; beyond that several segments share one
	reoMost    = 100              // so often a reordering window may grow; SRTT bounds it anyway
	reoPersist = 16               // for so many recoveries it stays wide
	minRTTLife = 10 * time.Second // for so long, or twice that, a round trip is a recent one
)

// A mark is text on its way: a segment, or several that went out at the same
// time.
type mark struct {
	left, right Seq // of what has not arrived and is not lost
	again       bool
	at          time.Time // when it was sent
	early       bool      // it came back too soon: it is the first sending that has arrived
}

// A rack is what the sender knows of when it sent what. The zero value is
// nothing.
type rack struct {
	marks []mark // in the order in which they were sent; those before head are done with
	head  int
	last  int    // marks[last-1] was sent last of all that has arrived; head or less: it is done with
	cut   int    // marks before it were sent before the congestion window was closed last
	from  int    // marks before it are of new text,
	to    int    // and those from this one on
	lost  blocks // what is to be sent again: before snd.ptr, and not in rec.sacked

	end     Seq              // RACK.end_seq: up to where marks[last-1] has arrived
	rtt     time.Duration    // RACK.rtt: how long that took
	minRTTs [2]time.Duration // the shortest of late, and of the time before that; 0: none yet
	since   time.Time        // when "of late" began

	round     Seq   // the reordering window has grown: not again until this is acknowledged
	wide      uint8 // how often it has,
	persist   uint8 // and for how many more recoveries it stays so
	reordered bool  // text has been overtaken
}

// racking reports whether the times of sending decide what is lost.
func (c *Conn) racking() bool { return c.has(RACK) && c.has(FastRecovery) && c.sack.on }

// noteSending remembers when text goes out (§6.1).
func (c *Conn) noteSending(now time.Time, seq, end Seq) {
	r := &c.rack
	if !c.racking() || !c.synchronized() {
		return
	}
	again, n := seq != c.snd.nxt, len(r.marks)
	r.lost.remove(Block{seq, end})
	if n > r.head {
		last := &r.marks[n-1]
		if last.right == seq && last.again == again && (last.at.Equal(now) || n-r.head >= maxMarks) {
			last.right, last.at = end, now
			return
		}
	}
	if n == cap(r.marks) && r.head > n/2 { // rather than grow
		r.compact()
	}
	if again {
		if r.to <= r.head {
			r.from = len(r.marks)
		}
		r.to = len(r.marks) + 1
	}
	r.marks = append(r.marks, mark{left: seq, right: end, again: again, at: now})
}

// compact forgets the marks that are done with.
func (r *rack) compact() {
	n := copy(r.marks, r.marks[r.head:])
	r.marks = r.marks[:n]
	for _, i := range []*int{&r.last, &r.cut, &r.from, &r.to} {
		*i -= r.head
	}
	r.head = 0
}

// forgetSendings begins anew: everything is sent again.
func (c *Conn) forgetSendings() {
	r := &c.rack
	r.marks, r.lost = r.marks[:0], r.lost[:0]
	r.head, r.last, r.cut, r.from, r.to = 0, 0, 0, 0, 0
}

// overtaken reports whether something has arrived that was sent after the first
// text of a mark (RACK_sent_after: at the same time, the order still counts).
func (r *rack) overtaken(i int) bool {
	return i < r.last-1 || i == r.last-1 && r.marks[i].left.Before(r.end)
}

// delivered takes note of what has arrived (§6.2, steps 1 to 4).
func (c *Conn) delivered(now time.Time, seg *Segment, news bool) {
	r := &c.rack
	if r.head < len(r.marks) {
		first := r.marks[r.head]
		r.reordered = r.reordered || !first.again && first.left.Before(c.snd.una) && r.overtaken(r.head)
	}
	if seg.twice() && !c.snd.una.Before(r.round) {
		r.wide, r.persist, r.round = min(r.wide+1, reoMost), reoPersist, c.snd.nxt // sent again needlessly: wait longer
	}
	r.round = maxSeq(r.round, c.snd.una.Add(-1)) // as with snd.recover
	if news {
		c.findLast(now)
	}
	r.lost.forget(c.snd.una)
}

// findLast finds what was sent last of all that has arrived (step 2). What was
// sent again, and came back too soon, proves nothing, now or later: it is the
// first one that has arrived.
func (c *Conn) findLast(now time.Time) {
	r := &c.rack
	if r.minRTTs[0] == 0 {
		r.minRTTs[0], r.since = c.rtt.smoothed, now // of the SYN
	}
	before, high := r.last, c.snd.una
	if n := len(c.rec.sacked); n > 0 {
		high = c.rec.sacked[n-1].Right
	}
	for i := max(r.last-1, r.head); i < len(r.marks); i++ {
		m := r.marks[i]
		if !m.again && !m.left.Before(high) { // neither this has arrived nor any new text after it
			if i >= r.to {
				break
			}
			i = max(i, r.from-1)
			continue
		}
		end := c.arrivedOf(m)
		if !m.left.Before(end) {
			continue
		}
		rtt := now.Sub(m.at)
		if m.early || m.again && rtt < r.minRTT() {
			r.marks[i].early = true
			continue
		}
		r.last, r.end, r.rtt = i+1, end, rtt
	}
	if r.last > before {
		r.noteRTT(now)
	}
}

// arrivedOf returns where the last of a mark ends that has arrived.
func (c *Conn) arrivedOf(m mark) Seq {
	has := c.rec.sacked
	i := has.after(m.right.Add(-1))
	if !c.snd.una.Before(m.right) || i < len(has) && has[i].Left.Before(m.right) {
		return m.right
	}
	end := maxSeq(m.left, c.snd.una)
	if i > 0 {
		end = maxSeq(end, has[i-1].Right)
	}
	return end
}

// minRTT is the shortest round trip of late (step 1).
func (r *rack) minRTT() time.Duration {
	if r.minRTTs[1] == 0 {
		return r.minRTTs[0]
	}
	return min(r.minRTTs[0], r.minRTTs[1])
}

func (r *rack) noteRTT(now time.Time) {
	if r.minRTTs[0] == 0 || now.Sub(r.since) > minRTTLife {
		r.minRTTs[0], r.minRTTs[1], r.since = r.rtt, r.minRTTs[0], now
	}
	r.minRTTs[0] = min(r.minRTTs[0], r.rtt)
}

// reoWindow is how much later than others text may arrive (step 4).
func (c *Conn) reoWindow() time.Duration {
	r := &c.rack
	if !r.reordered && (c.recovering() || c.rec.dups >= dupThresh || c.rec.sacked.bytes() > (dupThresh-1)*c.snd.mss) {
		return 0
	}
	return min(time.Duration(1+int(r.wide))*r.minRTT()/4, c.rtt.smoothed)
}

// recovered ends a recovery: some of those without needless sending, and the
// reordering window is as it was.
func (r *rack) recovered() {
	if r.persist = max(r.persist, 1) - 1; r.persist == 0 {
		r.wide = 0
	}
}

// rackLosses sends again what is lost. The first time, that is a loss like any
// other. When something is lost that was sent since, that was another one (RFC
// 5681 §4.3, RFC 8985 §9.3).
func (c *Conn) rackLosses(now time.Time) {
	switch {
	case !c.detect(now):
	case c.recovering():
		c.cong.lost(c.flight())
		c.tail.counted = true
		c.timers[retransmission] = now.Add(c.rto())
		c.rack.cut = len(c.rack.marks)
	default:
		c.beginRecovery(now)
		c.rack.cut = len(c.rack.marks)
	}
}

// detect finds out what is lost by now, and when more may be (step 5). It
// reports whether any of it was sent since the congestion window was closed.
func (c *Conn) detect(now time.Time) (news bool) {
	r := &c.rack
	wait := r.rtt + c.reoWindow()
	c.timers[reordering] = time.Time{}
	for ; r.head < len(r.marks); r.head++ {
		m := &r.marks[r.head]
		for b, ok := c.gap(maxSeq(m.left, c.snd.una), m.right); ok; b, ok = c.gap(m.left, m.right) {
			m.left = b.Left
			late := m.at.Add(wait)
			if r.overtaken(r.head) && late.After(now) {
				c.timers[reordering] = late
			}
			if r.head == r.last-1 && r.end.Before(b.Right) {
				b.Right = r.end
			}
			if !r.overtaken(r.head) || late.After(now) || !r.lost.fits(b) {
				return news
			}
			r.lost.add(b)
			m.left = b.Right
			news = news || r.head >= r.cut
		}
	}
	return news
}
