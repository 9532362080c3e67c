package tcp

import "time"

// SYN cookies (RFC 4987 §3.6): when too many connections are half-open, mostly
// because somebody sends SYNs and never goes on, we answer SYNs without keeping
// anything. What we would have to remember is put into the number of our own
// SYN, and who is really there sends it back, one higher.

// cookieMSS are the sizes, in bytes, that the two low bits of a cookie tell. A
// smaller one than the first is lost.
var cookieMSS = [4]uint16{536, 1220, 1440, 1460}

// cookiePeriod is how long cookies stay the same. One is good for its own
// period and the next.
const cookiePeriod = time.Minute

// cookie returns the number that answers a SYN of the number irs.
func (s *Stack) cookie(e ends, irs Seq, period uint64, size Seq) Seq {
	return pseudorandom(s.Secret, 'c', e, period<<32|uint64(irs))&^3 | size
}

func period(now time.Time) uint64 { return uint64(now.UnixNano() / int64(cookiePeriod)) }

// sendCookie answers a SYN.
func (s *Stack) sendCookie(now time.Time, e ends, syn *Segment) {
	size := Seq(0)
	for int(size) < len(cookieMSS)-1 && cookieMSS[size+1] <= syn.Options.MSS {
		size++
	}
	s.cookies = now
	s.reply(e, Segment{
		Seq: s.cookie(e, syn.Seq, period(now), size), Ack: syn.Seq.Add(1), Flags: SYN | ACK,
		Window:  uint16(min(s.Limits.ReceiveBuffer, maxUnscaled)),
		Options: Options{MSS: uint16(s.Limits.MTU - headers)},
	})
}

// takeCookie reports whether seg, a pure ACK, brings back a cookie: one that we may have sent
// in this period or the one before, to who acknowledges it now. If so, it opens a
// connection; where there is no room, the segment is as good as lost, and the
// report is true all the same. Long after the latest cookie, none is believed.
//
//exercise:4.10
func (l *Listener) takeCookie(now time.Time, e ends, seg Segment) bool {
	s := l.stack
	if now.Sub(s.cookies) > 2*cookiePeriod || seg.Flags&(SYN|ACK|RST) != ACK {
		return false
	}
	irs, iss := seg.Seq.Add(-1), seg.Ack.Add(-1)
	size := iss & 3
	p := period(now)
	if iss != s.cookie(e, irs, p, size) && iss != s.cookie(e, irs, p-1, size) {
		return false
	}
	if !l.full() {
		l.repeatHandshake(now, e, seg, cookieMSS[size])
	}
	return true
}

// repeatHandshake plays the handshake that seg, its third segment, completes.
func (l *Listener) repeatHandshake(now time.Time, e ends, seg Segment, mss uint16) {
	c := OpenPassive(seg.Ack.Add(-1), l.stack.Limits)
	c.ends = e
	c.Input(now, Segment{Seq: seg.Seq.Add(-1), Flags: SYN, Window: seg.Window, Options: Options{MSS: mss}})
	c.Output(now) // what the peer has already
	// Since when that is on its way, nobody knows.
	c.timing = false
	c.Input(now, seg)
	l.halfOpen++
	c.inStack.listener = l
	l.stack.add(c)
}
