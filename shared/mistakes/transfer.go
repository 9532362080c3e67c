package mistakes

import (
	"bytes"
	"encoding/binary"
	"math"

	"tcpworkbook/shared/trace"
)

// byTransfer are the mistakes of carrying text: of taking it, of sending it, and
// of sending it again.
var byTransfer = []segmentRecogniser{
	{Mistake{"M-072", "the segment that completes the handshake brings text, and that is lost: go on with the later checks after the change to ESTABLISHED."},
		func(d difference) bool {
			return d.wanted && d.to.Len > 0 && d.want.TCP.Ack == end(d.to.Packet) && !d.established() && !d.opened() && count(d.sentOut(), trace.SYN) > 0 && (!d.sent || d.got.ack() == d.to.seq())
		}},
	{Mistake{"M-097", "text beyond a gap is taken as if it were next: what is missing before it would never be asked for."},
		func(d difference) bool {
			_, next := d.acked()
			return d.bad() && d.to.Len > 0 && after(d.to.TCP.Seq, next) && d.got.TCP.Ack == end(d.to.Packet) && (!d.wanted || after(d.got.TCP.Ack, d.want.TCP.Ack))
		}},
	{Mistake{"M-095", "what overlaps is taken twice: cut off what you have, up to RCV.NXT, before you take the rest."},
		func(d difference) bool {
			_, next := d.acked()
			old := next - d.to.seq()
			return d.wrong() && d.to.Len > 0 && after(next, d.to.seq()) && d.got.TCP.Ack-d.want.TCP.Ack == old && d.got.TCP.Ack-next == uint32(d.to.Len)
		}},
	{Mistake{"M-090", "text out of order is sorted by its number as it is: beyond 4294967295 the small numbers come later. Compare as RFC 9293 §3.4 does."},
		func(d difference) bool { return d.leftBehind() && d.wraps() }},
	{Mistake{"M-101", "text out of order waits for ever: it is taken only if it begins exactly at RCV.NXT. What has run over its beginning leaves the rest of it."},
		func(d difference) bool { return d.leftBehind() && !d.wraps() }},
	{Mistake{"M-100", "text beyond the window is kept: cut off what you have not offered room for, whatever its beginning is."},
		func(d difference) bool {
			edge, ok := d.edge()
			return d.wrong() && ok && d.want.TCP.Ack == edge && after(d.got.TCP.Ack, edge) && !d.got.has(trace.FIN) && !d.finReceived()
		}},
	{Mistake{"M-324", "the acknowledgment is the sequence number of what came: it is the next number that you expect, behind the text (RFC 9293 §3.4)."},
		func(d difference) bool {
			_, next := d.acked()
			return d.tooMuch() && pureACK(d.got.Packet) && d.to.Len > 0 && d.to.seq() == next && d.got.TCP.Ack == next && d.inOrderAgain() && !option(*d.got.TCP, ts)
		}},
	{Mistake{"M-166", "text is kept back until PSH is set: the flag says nothing to the receiver, whose user may read whatever is there."},
		func(d difference) bool {
			return d.bad() && d.got.TCP.Win == 0 && d.got.has(trace.ACK) && d.to.Len > 0 &&
				!anyOf(d.received(), func(s seen) bool { return s.Len > 0 && s.has(trace.PSH) })
		}},
	{Mistake{"M-105", "an acknowledgment of what was never sent is taken: above SND.NXT nothing can have arrived. Answer with an ACK, and drop the segment."},
		func(d difference) bool {
			return d.to.has(trace.ACK) && d.established() && d.sentEnd() != 0 && after(d.to.TCP.Ack, d.sentEnd()) &&
				(d.missing(pureACK) || d.wrong() && d.got.TCP.Ack == end(d.to.Packet) && d.to.Len > 0)
		}},
	{Mistake{"M-107", "a segment with an old acknowledgment is dropped with its text: the ACK is a duplicate and ignored, the text is new."},
		func(d difference) bool {
			_, next := d.acked()
			return d.wanted && !d.sent && d.to.Len > 0 && d.to.seq() == next && d.want.TCP.Ack == end(d.to.Packet) && d.toOldACK()
		}},
	{Mistake{"M-106", "an old acknowledgment moves SND.UNA back: it only goes forward."},
		func(d difference) bool {
			acked, _ := d.acked()
			changed := d.wrong() && d.got.Len > 0 && d.got.seq() == d.want.TCP.Seq && d.got.Len == d.want.Len && !bytes.Equal(d.shown.Data, d.want.Data)
			return d.oldACKs() && (changed || d.bad() && d.got.Len > 0 && after(acked, d.got.seq()) && d.toOldACK())
		}},
	{Mistake{"M-077", "windows are scaled although the peer has not offered it: both sides must, or neither does (RFC 7323 §2.2)."},
		func(d difference) bool {
			return d.bad() && d.got.has(trace.SYN) && option(*d.got.TCP, wscale) && !d.opened() && d.wanted && !option(*d.want.TCP, wscale)
		}},
	{Mistake{"M-156", "the peer's window is shifted by your own shift: SEG.WND is shifted by what the peer has offered, your own window by what you have."},
		func(d difference) bool {
			theirs, ours, ok := d.shifts()
			return d.wrong() && ok && theirs != ours && d.got.Len > 0 && d.got.Len == d.offered()<<ours && d.got.Len != d.want.Len
		}},
	{Mistake{"M-076", "the window of a SYN is shifted: in a SYN it is never scaled (RFC 7323 §2.2)."},
		func(d difference) bool {
			theirs, _, ok := d.shifts()
			syn, _ := firstWith(d.received(), trace.SYN)
			return ok && theirs > 0 && d.missing(func(p trace.Packet) bool { return p.Len > 0 && p.Len == d.offered()<<theirs }) &&
				2*d.want.Len >= syn.TCP.Win && 2*d.want.Len < syn.TCP.Win<<theirs
		}},
	{Mistake{"M-157", "the window is rounded down when it is shifted, so that its right edge goes back: what has been offered stays offered (RFC 7323 §2.4)."},
		func(d difference) bool {
			_, ours, ok := d.shifts()
			return d.wrong() && ok && ours > 0 && sameBut(*d.got.TCP, *d.want.TCP) && d.want.TCP.Win-d.got.TCP.Win == 1
		}},
	{Mistake{"M-080", "a tiny maximum segment size is believed: the header alone is many times as long. Take none below some bound."},
		func(d difference) bool {
			mss := d.peerMSS()
			return d.wrong() && mss < 40 && d.got.Len > 0 && d.got.Len <= mss && d.got.Len < d.want.Len
		}},
	{Mistake{"M-126", "the segment is longer than the peer's MSS, or than 536 bytes if it has named none: whatever the MTU here is (RFC 9293 §3.7.1)."},
		func(d difference) bool {
			return d.bad() && d.got.Len > d.peerMSS() && (!d.wanted || d.want.Len < d.got.Len)
		}},
	{Mistake{"M-127", "the bytes of the options are not taken off: MSS counts text and options, so each byte of options is one less of text (RFC 6691)."},
		func(d difference) bool {
			n := (optionLen(*d.got.tcp()) + 3) / 4 * 4
			return d.wrong() && n > 0 && d.got.Len > 0 && d.got.Len-d.want.Len == n && d.got.Len+n > d.peerMSS()
		}},
	{Mistake{"M-160", "a SACK block ends behind its last byte: the right edge is the next number, as in all of TCP (RFC 2018 §3)."},
		func(d difference) bool {
			got, want := sackEdges(d.shown), sackEdges(d.want)
			return d.wrong() && len(got) > 1 && len(want) > 1 && got[0] == want[0] && want[1]-got[1] == 1
		}},
	{Mistake{"M-112", "the window is always the same, whatever has not been read: it says how much room is left, and 0 if there is none."},
		func(d difference) bool {
			return d.wrong() && sameBut(*d.got.TCP, *d.want.TCP) && d.want.TCP.Win == 0 && d.got.TCP.Win > 0 && !d.got.has(trace.RST) &&
				anyOf(d.sentOut(), func(s seen) bool { return s.TCP.Flags == trace.ACK }) && !anyOf(d.sentOut(), func(s seen) bool { return s.TCP.Flags == trace.ACK && s.TCP.Win != d.got.TCP.Win })
		}},
	{Mistake{"M-115", "nobody tells the peer that the window is open again: when the user has read, an ACK with the new window goes out, or the peer waits."},
		func(d difference) bool {
			out := d.sentOut()
			return d.missing(func(p trace.Packet) bool { return pureACK(p) && p.TCP.Win != 0 }) && len(out) > 0 && out[len(out)-1].TCP.Win == 0 && (d.due() || pureACK(d.to.Packet))
		}},
	{Mistake{"M-117", "the probe of a shut window is empty, so the peer need not answer it: send one byte beyond the window (RFC 9293 §3.8.6.1)."},
		func(d difference) bool {
			return d.wrong() && pureACK(d.got.Packet) && d.want.Len > 0 && d.offered() == 0 && len(d.received()) > 0
		}},
	{Mistake{"M-116", "a shut window is not probed: if the peer's word that it is open again is lost, both sides wait for ever (RFC 9293 §3.8.6.1)."},
		func(d difference) bool {
			edge, ok := d.peerEdge()
			return ok && d.missing(func(p trace.Packet) bool {
				return p.Len > 0 && p.TCP.Seq == edge && d.offered() == 0 && len(d.again(p)) == 0
			}) && d.due()
		}},
	{Mistake{"M-120", "with the window shut, a probe is dropped without a word: it is answered by an ACK with the window, so that the peer knows that you are there."},
		func(d difference) bool {
			edge, ok := d.edge()
			return ok && d.missing(pureACK) && d.to.Len > 0 && d.to.seq() == edge && d.want.TCP.Ack == edge
		}},
	{Mistake{"M-155", "one segment is acknowledged twice: the peer counts duplicate ACKs, and takes them for a loss. Make one segment of ACK and window."},
		func(d difference) bool {
			n := len(d.past)
			return d.tooMuch() && pureACK(d.got.Packet) && n > 0 && d.past[n-1].dir == trace.Out && d.past[n-1].at == d.got.at && d.past[n-1].ack() == d.got.ack() && d.past[n-1].has(trace.ACK)
		}},
	{Mistake{"M-110", "the usable window is counted without sign: when the peer's window has shrunk below what is on its way, it is negative, and nothing may be sent."},
		func(d difference) bool {
			edge, ok := d.peerEdge()
			return ok && d.tooMuch() && d.newText() && after(d.sentEnd(), edge)
		}},
	{Mistake{"M-111", "more is sent than the peer's window takes: SND.UNA+SND.WND is the end of it."},
		func(d difference) bool {
			edge, ok := d.peerEdge()
			return ok && d.sent && d.newText() && after(end(d.got.Packet), edge) && d.got.Len > 1 && (!d.wanted || after(end(d.got.Packet), end(d.want)))
		}},
	{Mistake{"M-131", "what is sent again has the acknowledgment of the first time: make the segment anew, with today's."},
		func(d difference) bool {
			return d.wrong() && d.isAgain() && d.got.seq() == d.want.TCP.Seq && d.got.Len == d.want.Len && after(d.want.TCP.Ack, d.got.TCP.Ack) &&
				anyOf(d.sentOut(), func(s seen) bool { return s.seq() == d.got.seq() && s.Len > 0 && s.TCP.Ack == d.got.TCP.Ack })
		}},
	{Mistake{"M-130", "text is freed only in whole: the peer has acknowledged a part of the segment, and what goes out again begins there."},
		func(d difference) bool {
			acked, _ := d.acked()
			return d.bad() && d.isAgain() && after(acked, d.got.seq()) && after(end(d.got.Packet), acked)
		}},
	{Mistake{"M-336", "blocks begin a recovery although a time-out has done that already: not until all is acknowledged that was sent before it (RFC 6675 §5.1)."},
		func(d difference) bool {
			return d.tooMuch() && d.isAgain() && len(sackEdges(d.to.Packet)) > 0 && d.got.at == d.to.at && d.got.seq() == d.to.ack()
		}},
	{Mistake{"M-334", "a segment counts as a duplicate ACK that is none: a duplicate has no text, the window that you know, and comes while something is on its way (RFC 5681 §2)."},
		func(d difference) bool {
			return d.tooMuch() && d.isAgain() && d.to.Len > 0 && d.got.at == d.to.at && d.got.seq() == d.to.ack()
		}},
	{Mistake{"M-344", "an old acknowledgment counts as a duplicate ACK: a duplicate has the largest number that has come (RFC 5681 §2)."},
		func(d difference) bool {
			return d.tooMuch() && d.got.Len > 0 && pureACK(d.to.Packet) && d.toOldACK() && d.got.at == d.to.at
		}},
	{Mistake{"M-141", "all that was sent goes out again at once: on a time-out only the first segment does, the rest as acknowledgments come in (RFC 5681 §3.1)."},
		func(d difference) bool {
			n := len(d.past)
			return d.tooMuch() && d.isAgain() && n > 0 && d.past[n-1].dir == trace.Out && d.past[n-1].at == d.got.at && len(d.again(d.past[n-1].Packet)) > 1
		}},
	{Mistake{"M-142", "it is sent again for ever: after a while (R2, 100 seconds at least) the peer is given up, and the connection and its timers end (RFC 9293 §3.8.3)."},
		func(d difference) bool {
			return d.tooMuch() && d.isAgain() && len(d.again(d.got.Packet)) > 5 && d.sinceLastSent() > 20
		}},
	{Mistake{"M-150", "each further duplicate ACK sends the segment again: only the third does (RFC 5681 §3.2)."},
		func(d difference) bool {
			return d.tooMuch() && d.isAgain() && pureACK(d.to.Packet) && d.to.TCP.Ack == d.got.seq() && len(d.again(d.got.Packet)) > 1 && d.sinceLastSent() < 0.2
		}},
	{Mistake{"M-332", "a SYN was lost, or its ACK, and the time to wait is a second all the same: it begins with three then (RFC 6298 §5.7)."},
		func(d difference) bool {
			again := d.again(d.got.Packet)
			return d.bad() && len(again) == 1 && !d.got.has(trace.SYN) && count(d.sentOut(), trace.SYN) > 1 && near(d.sinceLastSent(), 1) && near(d.wantAt-again[0], 3)
		}},
	{Mistake{"M-333", "a shut window is probed at the same pace, as if each answer were an acknowledgment: each time, wait twice as long (RFC 9293 §3.8.6.1, SHLD-30)."},
		func(d difference) bool {
			edge, ok := d.peerEdge()
			return ok && d.bad() && d.isAgain() && d.offered() == 0 && d.got.seq() == edge && d.wantAt > d.got.at
		}},
	{Mistake{"M-335", "an echo of the future is measured: it is a lie, and nothing has been measured, so the time to wait stays doubled (RFC 6298 §5.5)."},
		func(d difference) bool { return d.bad() && d.isAgain() && d.futureEcho() }},
	{Mistake{"M-132", "the time to wait is not doubled, or forgets that it was: each time-out doubles it, until something is acknowledged that was sent only once (RFC 6298 §5.5)."}, doublingLost},
	{Mistake{"M-122", "the first time to wait is one second at least: nothing is known of the path yet (RFC 6298 §2.1)."},
		func(d difference) bool { return d.early() && d.got.has(trace.SYN) }},
	{Mistake{"M-135", "RTTVAR is made with the new SRTT: it takes the old one, so it comes first (RFC 6298 §2.3)."}, srttFirst},
	{Mistake{"M-136", "the time to wait has no floor: whatever the round trip is, it is one second at least (RFC 6298 §2.4)."},
		func(d difference) bool { return d.early() && d.sinceLastSent() < 0.2 }},
	{Mistake{"M-060", "the SYN, or the SYN-ACK, is not sent again: it takes a number, so something is on its way, and the timer runs for it."},
		func(d difference) bool {
			return d.missing(func(p trace.Packet) bool { return p.TCP.Flags&trace.SYN != 0 && len(d.again(p)) > 0 }) && d.due()
		}},
	{Mistake{"M-152", "an ACK of a part ends recovery: while it is not over, each such ACK tells of the next loss, which goes out at once (RFC 6582 §3.2)."},
		func(d difference) bool {
			return d.missing(func(p trace.Packet) bool { return p.Len > 0 && p.TCP.Seq == d.to.ack() && len(d.again(p)) == 1 }) && d.toAdvances() > 0 && d.retransmitted()
		}},
	{Mistake{"M-337", "what blocks show to be lost is not sent: when three of them, or more than two segments, have arrived beyond a gap, it is (RFC 6675 §4)."},
		func(d difference) bool {
			return d.missing(func(p trace.Packet) bool { return p.Len > 0 && len(d.again(p)) > 0 }) && len(sackEdges(d.to.Packet)) > 0 && !d.due()
		}},
	{Mistake{"M-140", "an ACK of a part stops the timer: something is still on its way, so it starts anew (RFC 6298 §5.3)."},
		func(d difference) bool {
			acked, _ := d.acked()
			return d.missing(func(p trace.Packet) bool { return p.Len > 0 && p.TCP.Seq == acked && after(d.sentEnd(), acked) }) && d.due() &&
				anyOf(d.sentOut(), func(s seen) bool { return after(acked, s.seq()) && after(end(s.Packet), acked) })
		}},
	{Mistake{"M-137", "each segment sent starts the timer anew: it runs from the first that is not acknowledged (RFC 6298 §5.1)."},
		func(d difference) bool {
			at := math.Inf(1)
			if d.wanted {
				if again := d.again(d.want); len(again) == 1 {
					at = again[0]
				}
			}
			return d.missing(func(p trace.Packet) bool { return p.Len > 0 }) && d.due() && anyOf(d.sentOut(), func(s seen) bool { return s.Len > 0 && s.at > at+0.01 })
		}},
	{Mistake{"M-338", "what the window cuts off goes out while something is on its way: its acknowledgment may open the window for more (RFC 9293 §3.8.6.2.1)."},
		func(d difference) bool {
			edge, ok := d.peerEdge()
			acked, _ := d.acked()
			return ok && d.bad() && d.newText() && end(d.got.Packet) == edge && d.got.Len < d.peerMSS() && after(d.sentEnd(), acked) && (!d.wanted || d.want.Len > d.got.Len)
		}},
	{Mistake{"M-341", "what was promised by rounding up is not taken: the window that the peer knows ends there (RFC 7323 §2.4)."},
		func(d difference) bool {
			_, ours, ok := d.shifts()
			return ok && d.to.has(trace.ACK) && d.missing(func(p trace.Packet) bool {
				left := p.TCP.Ack - end(d.to.Packet) // of what had come before
				return pureACK(p) && d.to.Len > 0 && 0 < left && left < 1<<ours
			})
		}},
	{Mistake{"M-342", "a reset's timestamp is remembered: nothing that a reset says of time counts (RFC 7323 §5.2)."},
		func(d difference) bool {
			_, ecr, ok := times(d.got.Packet)
			return ok && d.bad() && anyOf(d.received(), func(s seen) bool { val, _, ok := times(s.Packet); return ok && s.has(trace.RST) && val == ecr })
		}},
	{Mistake{"M-145", "the congestion window grows by a segment for each ACK, whatever that acknowledges: by no more than what it does (RFC 5681 §3.1)."},
		func(d difference) bool {
			return d.tooMuch() && d.newText() && pureACK(d.to.Packet) && 0 < d.toAdvances() && int(d.toAdvances()) < d.got.Len
		}},
	{Mistake{"M-151", "after recovery the window is too large: it is ssthresh then, half of what was on its way before the duplicate ACKs let out more (RFC 5681 §3.2)."},
		func(d difference) bool {
			return d.tooMuch() && d.newText() && pureACK(d.to.Packet) && d.toAdvances() == 0 && d.retransmitted() && d.duplicates() > 3
		}},
}

// Option kinds.
const (
	mssKind = 2
	wscale  = 3
	sack    = 5
	ts      = 8
)

func (s seen) seq() uint32 {
	if s.TCP == nil {
		return 0
	}
	return s.TCP.Seq
}

func (s seen) ack() uint32 {
	if s.TCP == nil {
		return 0
	}
	return s.TCP.Ack
}

func (s seen) tcp() *trace.TCP {
	if s.TCP == nil {
		return &trace.TCP{}
	}
	return s.TCP
}

// firstWith returns the first of these segments that has a flag.
func firstWith(all []seen, f trace.Flags) (seen, bool) {
	for _, s := range all {
		if s.has(f) {
			return s, true
		}
	}
	return seen{Packet: trace.Packet{TCP: &trace.TCP{}}}, false
}

// leftBehind reports whether only the segment fed last was taken, and should
// have gone on into what had come before.
func (d difference) leftBehind() bool {
	if !d.wrong() || d.to.Len == 0 || d.got.ack() != end(d.to.Packet) || !after(d.want.TCP.Ack, d.got.ack()) {
		return false
	}
	return anyOf(d.received(), func(s seen) bool {
		return s.Len > 0 && after(end(s.Packet), end(d.to.Packet)) && !after(s.seq(), end(d.to.Packet))
	})
}

// wraps reports whether some text fed lies before number 2³², and some behind.
func (d difference) wraps() bool {
	low := anyOf(d.received(), func(s seen) bool { return s.full.TCP.Seq < 1<<30 })
	return low && anyOf(d.received(), func(s seen) bool { return s.full.TCP.Seq > 3<<30 })
}

// edge is the number behind the window that the program has offered.
func (d difference) edge() (n uint32, ok bool) {
	for _, s := range d.sentOut() {
		if s.has(trace.ACK) && !s.has(trace.RST) && s.TCP.Win >= 0 {
			_, ours, scaled := d.shifts()
			win := s.TCP.Win
			if scaled && !s.has(trace.SYN) {
				win <<= ours
			}
			if edge := s.TCP.Ack + uint32(win); !ok || after(edge, n) {
				n, ok = edge, true
			}
		}
	}
	return n, ok
}

// shifts returns the shifts of the windows, if both sides have offered one.
func (d difference) shifts() (theirs, ours int, ok bool) {
	a, ok1 := shift(d.received())
	b, ok2 := shift(d.sentOut())
	return a, b, ok1 && ok2
}

func shift(all []seen) (n int, ok bool) {
	syn, found := firstWith(all, trace.SYN)
	for _, o := range syn.TCP.Options {
		if found && o.Kind == wscale && len(o.Data) == 1 {
			return int(o.Data[0]), true
		}
	}
	return 0, false
}

// offered is the window of the peer's latest segment, as the header has it.
func (d difference) offered() int {
	in := d.received()
	if len(in) == 0 {
		return 0
	}
	return in[len(in)-1].TCP.Win
}

// peerEdge is the number behind the window that the peer has offered last.
func (d difference) peerEdge() (uint32, bool) {
	in := d.received()
	if len(in) == 0 || !in[len(in)-1].has(trace.ACK) {
		return 0, false
	}
	theirs, _, ok := d.shifts()
	win := d.offered()
	if ok && !in[len(in)-1].has(trace.SYN) {
		win <<= theirs
	}
	return in[len(in)-1].TCP.Ack + uint32(win), true
}

// peerMSS is the maximum segment size that the peer has named, or 536.
func (d difference) peerMSS() int {
	syn, _ := firstWith(d.received(), trace.SYN)
	for _, o := range syn.TCP.Options {
		if o.Kind == mssKind && len(o.Data) == 2 {
			return int(o.Data[0])<<8 | int(o.Data[1])
		}
	}
	return 536
}

// sackEdges returns the edges of the SACK blocks, relative to each other.
func sackEdges(p trace.Packet) (edges []uint32) {
	if p.TCP == nil {
		return nil
	}
	for _, o := range p.TCP.Options {
		for b := o.Data; o.Kind == sack && len(b) >= 4; b = b[4:] {
			edges = append(edges, uint32(b[0])<<24|uint32(b[1])<<16|uint32(b[2])<<8|uint32(b[3]))
		}
	}
	return edges
}

// times returns a segment's timestamp and what it echoes.
func times(p trace.Packet) (val, ecr uint32, ok bool) {
	if p.TCP == nil {
		return 0, 0, false
	}
	for _, o := range p.TCP.Options {
		if o.Kind == ts && len(o.Data) == 8 {
			return binary.BigEndian.Uint32(o.Data), binary.BigEndian.Uint32(o.Data[4:]), true
		}
	}
	return 0, 0, false
}

// futureEcho reports whether a segment was fed that echoes what had not been sent.
func (d difference) futureEcho() bool {
	var latest uint32
	for _, s := range d.past {
		val, ecr, ok := times(s.Packet)
		switch {
		case !ok:
		case s.dir == trace.Out:
			latest = val
		case s.has(trace.ACK) && after(ecr, latest):
			return true
		}
	}
	return false
}

// newText reports whether what was sent begins behind all that had been.
func (d difference) newText() bool { return d.got.Len > 0 && d.got.seq() == d.sentEnd() }

// isAgain reports whether what was sent had been sent before.
func (d difference) isAgain() bool {
	return segmentLen(d.got.Packet) > 0 && !d.got.has(trace.RST) && len(d.again(d.got.Packet)) > 0
}

// retransmitted reports whether anything had been sent again.
func (d difference) retransmitted() bool {
	return anyOf(d.sentOut(), func(s seen) bool { return s.Len > 0 && len(d.again(s.Packet)) > 1 })
}

// sinceLastSent is how long ago what was sent had been sent before.
func (d difference) sinceLastSent() float64 {
	at := d.again(d.got.Packet)
	if len(at) == 0 {
		return math.Inf(1)
	}
	return d.got.at - at[len(at)-1]
}

// early reports whether what was sent again came within a second, for no reason
// but time, and is wanted later.
func (d difference) early() bool {
	later := !d.wanted || d.wantAt > d.got.at
	return d.bad() && d.isAgain() && d.sinceLastSent() < 0.99 && later && d.nothingSince()
}

// nothingSince reports whether nothing has come since the segment went out.
func (d difference) nothingSince() bool {
	for i := len(d.past) - 1; i >= 0 && d.past[i].dir == trace.Out; i-- {
		if d.past[i].seq() == d.got.seq() && segmentLen(d.past[i].Packet) > 0 {
			return true
		}
	}
	return false
}

// due reports whether a segment is missing for a reason of time: none came in at
// the moment when it was to be sent.
func (d difference) due() bool {
	return math.IsNaN(d.wantAt) || !anyOf(d.past, func(s seen) bool { return s.dir == trace.In && s.at == d.wantAt })
}

// duplicates counts the pure ACKs of the number that the peer has acknowledged
// last.
func (d difference) duplicates() (n int) {
	acked, _ := d.acked()
	for _, s := range d.received() {
		if pureACK(s.Packet) && s.TCP.Ack == acked {
			n++
		}
	}
	return n - 1
}

// toAdvances is by how much the segment fed last has moved SND.UNA.
func (d difference) toAdvances() uint32 {
	before := d
	before.past = nil
	for i := len(d.past) - 1; i >= 0; i-- {
		if d.past[i].dir == trace.In {
			before.past = d.past[:i]
			break
		}
	}
	acked, _ := before.acked()
	if !d.to.has(trace.ACK) || !after(d.to.TCP.Ack, acked) {
		return 0
	}
	return d.to.TCP.Ack - acked
}

// toOldACK reports whether the segment fed last acknowledges less than an
// earlier one.
func (d difference) toOldACK() bool {
	acked, _ := d.acked()
	return d.to.has(trace.ACK) && after(acked, d.to.TCP.Ack)
}

// oldACKs reports whether any segment fed does.
func (d difference) oldACKs() bool {
	top := uint32(0)
	for _, s := range d.received() {
		if s.has(trace.ACK) && after(top, s.TCP.Ack) {
			return true
		}
		top = max(top, s.TCP.Ack)
	}
	return false
}

// inOrderAgain reports whether the program acknowledges once more what it had
// acknowledged before text in order came.
func (d difference) inOrderAgain() bool {
	n := len(d.past)
	return n > 0 && d.past[n-1].dir == trace.In
}

// finReceived reports whether the peer has sent a FIN.
func (d difference) finReceived() bool { return count(d.received(), trace.FIN) > 0 }

// doublingLost reports whether something is sent again after as long as
// something before it, which had been sent again since the last that went out
// only once was acknowledged.
func doublingLost(d difference) bool {
	wait := d.sinceLastSent()
	if _, _, timed := times(d.got.Packet); timed { // an echo ends the doubling, too
		return false
	}
	if !d.bad() || !d.isAgain() || wait < 0.15 || d.wanted && !(d.wantAt > d.got.at) || !d.nothingSince() {
		return false
	}
	for _, s := range d.sentOut() {
		at := d.again(s.Packet)
		for i := 1; i < len(at); i++ {
			if near(at[i]-at[i-1], wait) {
				return true
			}
		}
	}
	return false
}

// srttFirst reports whether what was sent again comes after as long as RFC 6298
// gives with SRTT computed before RTTVAR, and not after the right time.
func srttFirst(d difference) bool {
	if !d.bad() || !d.isAgain() || len(d.again(d.got.Packet)) > 1 {
		return false
	}
	wait := d.sinceLastSent()
	right, swapped := d.timeouts()
	return near(wait, swapped) && !near(right, swapped)
}

// timeouts computes the retransmission timeout of all round trips that can be
// measured, one at a time, as RFC 6298 says, and with the order swapped.
func (d difference) timeouts() (right, swapped float64) {
	var a, b rtt
	timed, at, again := uint32(0), 0.0, true
	sentBefore := make(map[uint32]bool)
	for _, s := range d.past {
		switch {
		case s.dir == trace.Out && segmentLen(s.Packet) > 0:
			if sentBefore[s.seq()] {
				again = true // Karn
			} else if timed == 0 {
				timed, at, again = end(s.Packet), s.at, false
			}
			sentBefore[s.seq()] = true
		case s.dir == trace.In && timed != 0 && s.has(trace.ACK) && !after(timed, s.ack()):
			if !again {
				a.measure(s.at-at, false)
				b.measure(s.at-at, true)
			}
			timed = 0
		}
	}
	return a.timeout(), b.timeout()
}

type rtt struct{ smoothed, variance float64 }

func (r *rtt) measure(m float64, swapped bool) {
	switch {
	case r.smoothed == 0:
		r.smoothed, r.variance = m, m/2
	case swapped:
		r.smoothed = 7*r.smoothed/8 + m/8
		r.variance = 3*r.variance/4 + math.Abs(r.smoothed-m)/4
	default:
		r.variance = 3*r.variance/4 + math.Abs(r.smoothed-m)/4
		r.smoothed = 7*r.smoothed/8 + m/8
	}
}

func (r rtt) timeout() float64 { return max(1, r.smoothed+4*r.variance) }
