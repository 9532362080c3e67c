package mistakes

import (
	"slices"

	"tcpworkbook/shared/trace"
)

// byClose are the mistakes that show in a segment sent when a connection ends.
var byClose = []answerRecogniser{
	{Mistake{"M-170", "a FIN that came before the text in front of it is forgotten: remember where it stands, and take it when the gap is filled."},
		expecting(func(a answer, is, want trace.TCP) bool {
			return want.Ack-is.Ack == 1 && a.finSeen(want.Ack) && !a.toHas(trace.FIN)
		})},
	{Mistake{"M-172", "a FIN is dropped together with the old text in front of it: its segment begins before RCV.NXT, but the FIN is new."},
		expecting(func(a answer, is, want trace.TCP) bool {
			return want.Ack-is.Ack == 1 && a.toHas(trace.FIN) && a.toOld()
		})},
	{Mistake{"M-171", "a FIN is taken though the text in front of it was cut off at the window's edge: the FIN goes with that."},
		expecting(func(a answer, is, want trace.TCP) bool {
			return is.Ack-want.Ack == 1 && !a.toHas(trace.FIN) && a.finBeyond(is.Ack)
		})},
	{Mistake{"M-175", "the FIN waits until all text is acknowledged: it goes out with the last of it (RFC 9293 §3.10.4)."},
		expecting(func(a answer, is, want trace.TCP) bool {
			return want.Flags&^is.Flags == trace.FIN && is.Seq == want.Seq && a.Len > 0 && a.Len == a.want.Len &&
				slices.ContainsFunc(a.e.Next, func(p Packet) bool { return p.Dir == trace.Out && p.TCP != nil && p.TCP.Flags&trace.FIN != 0 })
		})},
	{Mistake{"M-180", "the peer's FIN closes our side, too: what it has asked must still be answered (half-close, RFC 9293 §3.6)."},
		expecting(func(a answer, is, want trace.TCP) bool {
			return is.Flags&want.Flags&trace.FIN != 0 && a.Len == 0 && a.want.Len > 0 && a.toHas(trace.FIN)
		})},
	{Mistake{"M-186", "there is no TIME-WAIT: the peer's FIN comes again, because our last ACK was lost, and must be acknowledged (RFC 9293 §3.6.1)."},
		expecting(func(a answer, is, want trace.TCP) bool {
			return a.has(trace.RST) && want.Flags == trace.ACK && a.toHas(trace.FIN) && a.e.finsBefore(a.to)[trace.Out]
		})},
	{Mistake{"M-195", "our own reset has the number 0: it has the next number to send, or nobody believes it (RFC 9293 §3.10.5)."},
		expecting(func(a answer, is, want trace.TCP) bool {
			return is.Flags == trace.RST && want.Flags == trace.RST && a.TCP.Seq == 0 && want.Seq != 0 && a.e.synSent(a.Packet)
		})},
	{Mistake{"M-197", "a FIN although text was not read: that it was lost is told by a reset (RFC 9293 §3.6.1, SHLD-3)."},
		expecting(func(a answer, is, want trace.TCP) bool { return a.has(trace.FIN) && want.Flags&trace.RST != 0 })},
}

// byCloseSilence are those that show in a segment that was not sent.
var byCloseSilence = []recogniser{
	{Mistake{"M-177", "our FIN is not sent again: it is kept and timed like text, until it is acknowledged."},
		func(e *Evidence) bool {
			p, n := e.notAgain()
			return n > 0 && p.TCP.Flags&trace.FIN != 0 && p.Len == 0
		}},
	{Mistake{"M-187", "a FIN that comes again in TIME-WAIT is not acknowledged (RFC 9293 §3.10.7.4, eighth)."},
		func(e *Evidence) bool {
			p, ok := e.missing()
			to, fed := e.unanswered()
			return ok && fed && p.TCP != nil && p.TCP.Flags == trace.ACK && p.Len == 0 && to.TCP != nil && to.TCP.Flags&trace.FIN != 0 &&
				e.finsBefore(to)[trace.In] && e.finsBefore(to)[trace.Out]
		}},
	{Mistake{"M-190", "who closes second waits in TIME-WAIT, too: after LAST-ACK there is nothing left (RFC 9293 §3.6)."},
		func(e *Evidence) bool {
			p, ok := e.missing()
			to, fed := e.unanswered()
			return ok && fed && p.TCP != nil && p.TCP.Flags&trace.RST != 0 && to.TCP != nil && e.firstFIN(to) == trace.In
		}},
}

// toOld reports whether the segment that is answered begins with what was
// acknowledged before.
func (a answer) toOld() bool {
	_, _, to, ok := parse(a.to.Text)
	return ok && to.TCP != nil && slices.ContainsFunc(a.e.Packets[:len(a.e.Packets)-1], func(p Packet) bool {
		_, dir, q, ok := parse(p.Text)
		return ok && dir == trace.Out && sameFlow(q, a.line) && int32(q.TCP.Ack-to.TCP.Seq) > 0
	})
}

// finBeyond reports whether a FIN has come whose segment reaches over ack, and
// that stands behind it.
func (a answer) finBeyond(ack uint32) bool {
	return slices.ContainsFunc(a.e.Packets, func(p Packet) bool {
		_, dir, q, ok := parse(p.Text)
		return ok && dir == trace.In && q.TCP != nil && q.TCP.Flags&trace.FIN != 0 && int32(ack-q.TCP.Seq) > 0 && int32(q.TCP.Seq+uint32(segmentLen(q))-ack) > 0
	})
}

// unanswered returns the latest packet that was fed before the line that is
// missing.
func (e *Evidence) unanswered() (Packet, bool) {
	for i := min(e.At, len(e.Got)) - 1; i >= 0; i-- {
		if _, dir, _, ok := parse(e.Got[i]); !ok || dir != trace.In {
			continue
		}
		for j := len(e.Packets) - 1; j >= 0; j-- {
			if e.Packets[j].Text == e.Got[i] {
				return e.Packets[j], true
			}
		}
	}
	return Packet{}, false
}

// sameFlow reports whether two segments go the same way between the same ports.
func sameFlow(a, b trace.Packet) bool {
	return a.TCP != nil && b.TCP != nil && a.TCP.SrcPort == b.TCP.SrcPort && a.TCP.DstPort == b.TCP.DstPort
}

// otherWay reports whether a goes the opposite way of b.
func otherWay(a, b trace.Packet) bool {
	return a.TCP != nil && b.TCP != nil && a.TCP.SrcPort == b.TCP.DstPort && a.TCP.DstPort == b.TCP.SrcPort
}

// fins returns the directions of the FINs on the connection of a segment that was
// fed, up to before it, in order.
func (e *Evidence) fins(to Packet) (all []trace.Direction) {
	for _, p := range e.Packets {
		if p.Text == to.Text && p.Time == to.Time {
			break
		}
		if p.TCP != nil && p.TCP.Flags&trace.FIN != 0 && (sameFlow(p.Packet, to.Packet) || otherWay(p.Packet, to.Packet)) {
			all = append(all, p.Dir)
		}
	}
	return all
}

func (e *Evidence) finsBefore(to Packet) map[trace.Direction]bool {
	seen := make(map[trace.Direction]bool)
	for _, dir := range e.fins(to) {
		seen[dir] = true
	}
	return seen
}

// firstFIN returns who closed first, if both have: 0 if not.
func (e *Evidence) firstFIN(to Packet) trace.Direction {
	if seen := e.finsBefore(to); !seen[trace.In] || !seen[trace.Out] {
		return 0
	}
	return e.fins(to)[0]
}

// synSent reports whether p's side has sent a SYN before.
func (e *Evidence) synSent(p Packet) bool {
	return slices.ContainsFunc(e.Packets[:len(e.Packets)-1], func(q Packet) bool {
		return q.Dir == trace.Out && sameFlow(q.Packet, p.Packet) && q.TCP.Flags&trace.SYN != 0
	})
}

// notAgain returns a segment that should have been sent again, and how often it
// was sent before. It is 0 if an ACK has come since: whoever takes that for the
// one that was missing makes another mistake.
func (e *Evidence) notAgain() (p trace.Packet, n int) {
	p, ok := e.missing()
	if !ok || p.TCP == nil || segmentLen(p) == 0 {
		return p, 0
	}
	for _, line := range e.Got[:min(e.At, len(e.Got))] {
		_, dir, q, ok := parse(line)
		switch {
		case ok && dir == trace.Out && again(p, q):
			n++
		case ok && dir == trace.In && otherWay(p, q) && p.TCP.Flags&trace.FIN != 0 && q.Len == 0 && q.TCP.Flags == trace.ACK:
			n = 0
		}
	}
	return p, n
}
