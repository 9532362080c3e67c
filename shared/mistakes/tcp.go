package mistakes

import (
	"bytes"
	"slices"
	"strconv"

	"tcpworkbook/shared/trace"
)

// byTCP are the mistakes that show in a TCP segment that was sent. Numbers are
// compared as the trace prints them, relative to each side's ISN.
var byTCP = []answerRecogniser{
	{Mistake{"M-067", "a RST is answered with a RST: never, or two stacks go on for ever (RFC 9293 §3.10.7.1)."},
		func(a answer) bool { return a.extra && a.TCP != nil && a.has(trace.RST) && a.toHas(trace.RST) }},
	{Mistake{"M-321", "the ports are not swapped: the answer goes from the port that was asked to the one that asked."},
		expecting(func(a answer, is, want trace.TCP) bool {
			return is.SrcPort != is.DstPort && is.SrcPort == want.DstPort && is.DstPort == want.SrcPort
		})},
	{Mistake{"M-322", "a SYN-ACK without a maximum segment size: the peer falls back to 536 bytes (RFC 9293 §3.7.1)."},
		expecting(func(a answer, is, want trace.TCP) bool {
			return is.Flags == trace.SYN|trace.ACK && option(want, 2) && !option(is, 2)
		})},
	{Mistake{"M-050", "Data Offset is ignored: the options are acknowledged as if they were text. The text begins Data Offset times 4 bytes into the segment."},
		expecting(func(a answer, is, want trace.TCP) bool {
			return is.Ack-want.Ack != 0 && is.Ack-want.Ack == uint32(a.optionBytes())
		})},
	{Mistake{"M-022", "padding is acknowledged as if it were text: the packet ends where Total Length says."},
		expecting(func(a answer, is, want trace.TCP) bool { return a.to.Pad > 0 && is.Ack-want.Ack == uint32(a.to.Pad) })},
	{Mistake{"M-066", "the ACK number of a RST does not count SYN or FIN: each takes a number, as a byte does (RFC 9293 §3.4)."},
		expecting(func(a answer, is, want trace.TCP) bool {
			return a.has(trace.RST) && a.to.TCP != nil && want.Ack != is.Ack && want.Ack-is.Ack == uint32(segmentLen(a.to.Packet)-a.to.Len)
		})},
	{Mistake{"M-167", "the FIN is not counted: it takes a sequence number, so the acknowledgment is one more."},
		expecting(func(a answer, is, want trace.TCP) bool {
			return want.Ack-is.Ack == 1 && a.finSeen(want.Ack)
		})},
	{Mistake{"M-323", "the SYN is not counted: it takes a sequence number, so the acknowledgment is one more."},
		expecting(func(a answer, is, want trace.TCP) bool { return want.Ack-is.Ack == 1 && a.toHas(trace.SYN) })},
	{Mistake{"M-327", "a comparison does not know that numbers wrap: what comes after 4294967295 is 0. Compare with the sign of the difference, int32(a-b) < 0."}, noWrap},
	{Mistake{"M-324", "the acknowledgment is the sequence number of what came: it is the next number that you expect, behind the text (RFC 9293 §3.4)."},
		expecting(func(a answer, is, want trace.TCP) bool {
			return a.to.TCP != nil && a.to.Len > 0 && want.Ack-is.Ack == uint32(a.to.Len) && !option(is, ts) // else it may have been dropped for its timestamp
		})},
	{Mistake{"M-065", "the RST has none of the two prescribed forms: SEQ is the ACK number of what came, or, if that had none, 0 with the ACK of all that came (RFC 9293 §3.10.7.1)."},
		expecting(func(a answer, is, want trace.TCP) bool {
			return want.Flags&trace.RST != 0 && is.Flags&trace.RST != 0 && (is.Seq != want.Seq || is.Flags != want.Flags)
		})},
	{Mistake{"M-325", "a later segment counts from another ISN than the SYN did: draw it once for each connection, and keep it."}, otherISN},
	{Mistake{"M-326", "the FIN goes out before the text that was queued: it takes the number behind it."},
		expecting(func(a answer, is, want trace.TCP) bool {
			return a.has(trace.FIN) && a.Len == 0 && (a.want.Len > 0 || want.Flags&trace.FIN == 0)
		})},
	{Mistake{"M-176", "a FIN without an ACK: after the handshake every segment has one (RFC 9293 §3.10.7.4, fifth)."},
		expecting(func(a answer, is, want trace.TCP) bool {
			return want.Flags == is.Flags|trace.ACK && a.has(trace.FIN) && is.Flags&trace.ACK == 0
		})},
	{Mistake{"M-328", "the window is negative, and shows as a very large one: hold what is free against zero before you put it into 16 bits."},
		expecting(func(a answer, is, want trace.TCP) bool {
			return want.Win >= 0 && is.Win > 0xff00 && want.Win < 0x4000 && sameBut(is, want)
		})},
	{Mistake{"M-329", "the window is 0, so the peer may send nothing: tell it how much room there is."},
		expecting(func(a answer, is, want trace.TCP) bool { return want.Win != 0 && is.Win == 0 && sameBut(is, want) })},
	{Mistake{"M-132", "the time to wait is not doubled: each time-out doubles it (RFC 6298 §5.5)."}, notDoubled},
	{Mistake{"M-330", "a retransmission comes too early: the timer runs from when the segment was sent, for at least a second (RFC 6298 §2.4)."}, tooEarly},
}

// bySilence are the mistakes that show in a packet that was not sent.
var bySilence = []recogniser{
	{Mistake{"M-331", "nothing is sent again: what is not acknowledged in time goes out once more, by the clock that you are given, and also if no packet comes (RFC 6298 §5)."},
		func(e *Evidence) bool {
			p, ok := e.missing()
			if !ok || p.TCP == nil || segmentLen(p) == 0 || e.answers() {
				return false
			}
			n := 0
			var sent []trace.Packet
			for _, line := range e.Got[:e.At] {
				_, dir, q, ok := parse(line)
				if !ok || dir != trace.Out {
					continue
				}
				if segmentLen(q) > 0 && slices.ContainsFunc(sent, func(s trace.Packet) bool { return again(s, q) }) {
					return false // something is
				}
				sent = append(sent, q)
				if again(p, q) {
					n++
				}
			}
			return n > 0
		}},
}

// answers reports whether the packet that should have been sent answers one that
// was fed at that moment, so that it is not for the time that it was due.
func (e *Evidence) answers() bool {
	when, _, _, _ := parse(e.want())
	p, ok := e.fed()
	return ok && p.Time == when
}

// expecting recognises a segment that stands where another should.
func expecting(mark func(a answer, is, want trace.TCP) bool) func(answer) bool {
	return func(a answer) bool {
		return !a.extra && a.line.TCP != nil && a.want.TCP != nil && mark(a, *a.line.TCP, *a.want.TCP)
	}
}

func (a answer) has(f trace.Flags) bool { return a.TCP != nil && a.TCP.Flags&f != 0 }

func (a answer) toHas(f trace.Flags) bool { return a.to.TCP != nil && a.to.TCP.Flags&f != 0 }

func option(t trace.TCP, kind byte) bool {
	return slices.ContainsFunc(t.Options, func(o trace.Option) bool { return o.Kind == kind })
}

// optionBytes returns how many bytes of options the segment has that a answers.
func (a answer) optionBytes() int {
	header, _, ok := lengths(a.to.Bytes)
	if !ok || a.to.TCP == nil {
		return 0
	}
	return int(a.to.Bytes[header+12]>>4)*4 - 20
}

// finSeen reports whether a FIN has come that ack is the number behind.
func (a answer) finSeen(ack uint32) bool {
	return slices.ContainsFunc(a.e.Packets, func(p Packet) bool {
		_, dir, q, ok := parse(p.Text)
		return ok && dir == trace.In && q.TCP != nil && q.TCP.Flags&trace.FIN != 0 && q.TCP.Seq+uint32(segmentLen(q)) == ack
	})
}

// segmentLen is SEG.LEN: SYN and FIN count.
func segmentLen(p trace.Packet) int {
	n := p.Len
	if p.TCP.Flags&trace.SYN != 0 {
		n++
	}
	if p.TCP.Flags&trace.FIN != 0 {
		n++
	}
	return n
}

// sameBut reports whether two segments differ in nothing but their windows.
func sameBut(a, b trace.TCP) bool { return a.Flags == b.Flags && a.Seq == b.Seq && a.Ack == b.Ack }

// otherISN reports whether a segment's number has nothing to do with what this
// side has sent before, after a SYN of its own.
func otherISN(a answer) bool {
	if a.extra || a.line.TCP == nil || a.want.TCP == nil || a.has(trace.SYN|trace.RST) || a.want.TCP.Flags&(trace.SYN|trace.RST) != 0 {
		return false
	}
	const far = 1 << 24
	is, want := a.line.TCP.Seq, a.want.TCP.Seq
	synSent := slices.ContainsFunc(a.e.Packets[:len(a.e.Packets)-1], func(p Packet) bool {
		return p.Dir == trace.Out && p.TCP != nil && p.TCP.Flags&trace.SYN != 0 && p.TCP.SrcPort == a.TCP.SrcPort && p.TCP.DstPort == a.TCP.DstPort
	})
	return synSent && is-want > far && want-is > far
}

// noWrap reports whether text was not taken that begins before number 2³² and
// ends behind it, or lies behind it while the one before did not.
func noWrap(a answer) bool {
	if a.extra || a.TCP == nil || a.want.TCP == nil || a.to.TCP == nil || a.to.Len == 0 {
		return false
	}
	behind := a.want.TCP.Ack - a.line.TCP.Ack // what was not acknowledged
	is := a.TCP.Ack                           // absolute
	return behind > 0 && behind <= uint32(a.to.Len) && is+behind < is
}

// again reports whether two segments are the same, sent twice.
func again(a, b trace.Packet) bool {
	return a.TCP != nil && b.TCP != nil && a.TCP.Seq == b.TCP.Seq && a.Len == b.Len && a.TCP.Flags == b.TCP.Flags &&
		a.TCP.SrcPort == b.TCP.SrcPort && a.TCP.DstPort == b.TCP.DstPort && bytes.Equal(a.Data, b.Data)
}

// times returns when segments like this one were sent, the last one included.
func (a answer) times() (at []float64) {
	for _, line := range a.e.Got[:a.e.At+1] {
		if when, dir, q, ok := parse(line); ok && dir == trace.Out && again(a.line, q) {
			at = append(at, toSeconds(when))
		}
	}
	return at
}

func toSeconds(when string) float64 {
	s, _ := strconv.ParseFloat(when, 64)
	return s
}

// notDoubled reports whether a retransmission comes after the same time as the
// one before, and should come after twice that.
func notDoubled(a answer) bool {
	at := a.times()
	n := len(at)
	if a.extra || n < 3 || segmentLen(a.line) == 0 || !again(a.line, a.want) {
		return false
	}
	before, now := at[n-2]-at[n-3], at[n-1]-at[n-2]
	should := toSeconds(a.wantAt) - at[n-2]
	return near(now, before) && near(should, 2*before)
}

// tooEarly reports whether a segment is sent again before it is time: the same
// one is wanted later, or not at all within the second.
func tooEarly(a answer) bool {
	at := a.times()
	n := len(at)
	if a.line.TCP == nil || n < 2 || segmentLen(a.line) == 0 || at[n-1]-at[n-2] >= 1 {
		return false
	}
	if !a.extra && again(a.line, a.want) {
		return toSeconds(a.wantAt) > at[n-1]
	}
	return a.extra && a.undisturbed()
}

// undisturbed reports whether nothing has come since the segment went out
// before: duplicate ACKs may be a good reason to send it again at once.
func (a answer) undisturbed() bool {
	for i := a.e.At - 1; i >= 0; i-- {
		_, dir, q, ok := parse(a.e.Got[i])
		switch {
		case ok && dir == trace.In:
			return false
		case ok && again(a.line, q):
			return true
		}
	}
	return false
}

func near(a, b float64) bool { return a > 0 && b > 0 && a/b < 1.02 && b/a < 1.02 }
