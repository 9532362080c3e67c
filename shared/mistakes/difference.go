package mistakes

import (
	"math"
	"slices"

	"tcpworkbook/shared/trace"
)

// A difference is what a script shows of a TCP connection: a segment that was
// sent, one that should have been, or both, and what came before. Its numbers
// are relative, as they are printed.
type difference struct {
	e      *Evidence
	sent   bool         // got was sent, and is wrong, or too much
	wanted bool         // want should have been sent
	got    seen         // whole, as it passed
	shown  trace.Packet // got, as it is compared
	want   trace.Packet
	wantAt float64 // NaN if the script leaves the time open
	to     seen    // the latest segment fed, of whichever connection
	past   []seen  // of the connection, both ways, without got
}

// A seen is a segment that passed.
type seen struct {
	trace.Packet
	dir  trace.Direction
	at   float64
	full Packet // with absolute numbers
}

// A segmentRecogniser tells a mistake by the segments that passed.
type segmentRecogniser struct {
	Mistake
	mark func(d difference) bool
}

// difference returns what differs, if it is a segment.
func (e *Evidence) difference() (d difference, ok bool) {
	if !e.Compared {
		return d, false
	}
	d.e, d.wantAt = e, math.NaN()
	a, wrong := e.answer()
	p, missing := e.missing()
	all := e.story()
	switch {
	case missing: // got, if there is one, is what should have followed
		d.wanted, d.want = true, p
	case wrong && a.TCP != nil && a.line.TCP != nil:
		d.sent, d.wanted = true, !a.extra
		d.shown, d.want = a.line, a.want
	default:
		return d, false
	}
	if when, _, _, ok := parse(e.want()); ok && when != "*" {
		d.wantAt = toSeconds(when)
	}
	if n := len(all); n > 0 && (d.sent || all[n-1].full.Text == e.got()) { // got itself, or what was fed instead
		d.got, all = all[n-1], all[:n-1]
	}
	if d.sent && d.got.TCP == nil || d.wanted && d.want.TCP == nil {
		return d, false
	}
	for _, s := range all {
		if s.dir == trace.In {
			d.to = s
		}
	}
	of := d.want
	if d.sent {
		of = d.got.Packet
	}
	for _, s := range all {
		if s.TCP != nil && sameEnds(s.Packet, of) {
			d.past = append(d.past, s)
		}
	}
	return d, true
}

// story returns the packets up to the difference, with the numbers that are
// printed, which are relative.
func (e *Evidence) story() (all []seen) {
	for _, p := range e.Packets {
		s := seen{Packet: p.Packet, dir: p.Dir, at: toSeconds(p.Time), full: p}
		if _, _, rel, ok := parse(p.Text); ok && p.TCP != nil && rel.TCP != nil {
			tcp := *p.TCP
			tcp.Seq, tcp.Ack = rel.TCP.Seq, rel.TCP.Ack
			s.TCP = &tcp
		}
		all = append(all, s)
	}
	return all
}

// sameEnds reports whether two segments are of one connection.
func sameEnds(a, b trace.Packet) bool {
	x, y := a.TCP, b.TCP
	return a.Src == b.Src && a.Dst == b.Dst && x.SrcPort == y.SrcPort && x.DstPort == y.DstPort ||
		a.Src == b.Dst && a.Dst == b.Src && x.SrcPort == y.DstPort && x.DstPort == y.SrcPort
}

func (s seen) has(f trace.Flags) bool { return s.TCP != nil && s.TCP.Flags&f != 0 }

// is reports whether a segment has these flags, and no others but PSH.
func is(p trace.Packet, f trace.Flags) bool { return p.TCP != nil && p.TCP.Flags&^trace.PSH == f }

// pureACK reports whether there is nothing in a segment but an acknowledgment.
func pureACK(p trace.Packet) bool { return is(p, trace.ACK) && p.Len == 0 }

// end is the number behind a segment.
func end(p trace.Packet) uint32 { return p.TCP.Seq + uint32(segmentLen(p)) }

// after reports whether number a is beyond b.
func after(a, b uint32) bool { return int32(a-b) > 0 }

// received returns what the program has been fed on the connection, sentOut what
// it has sent.
func (d difference) received() []seen { return d.going(trace.In) }
func (d difference) sentOut() []seen  { return d.going(trace.Out) }

func (d difference) going(dir trace.Direction) []seen {
	return slices.DeleteFunc(slices.Clone(d.past), func(s seen) bool { return s.dir != dir || s.BadSum || s.BadIPSum })
}

// any reports whether one of these segments is so.
func anyOf(all []seen, is func(seen) bool) bool { return slices.ContainsFunc(all, is) }

// acked returns the largest number that the peer has acknowledged, and what
// the program has: 0 if nothing.
func (d difference) acked() (byPeer, byProgram uint32) {
	for _, s := range d.past {
		n := &byPeer
		if s.dir == trace.Out {
			n = &byProgram
		}
		if s.has(trace.ACK) && !s.has(trace.RST) && !s.BadSum && (*n == 0 || after(s.TCP.Ack, *n)) {
			*n = s.TCP.Ack
		}
	}
	return byPeer, byProgram
}

// sentEnd is the number behind all that the program has sent.
func (d difference) sentEnd() (n uint32) {
	for _, s := range d.sentOut() {
		if !s.has(trace.RST) && (n == 0 || after(end(s.Packet), n)) {
			n = end(s.Packet)
		}
	}
	return n
}

// opened reports whether the program has sent a SYN of its own first.
func (d difference) opened() bool {
	out := d.sentOut()
	return len(out) > 0 && is(out[0].Packet, trace.SYN)
}

// established reports whether the handshake was over before the latest segment.
func (d difference) established() bool {
	before := d.received()
	if n := len(before); n > 0 && before[n-1].full.Text == d.to.full.Text {
		before = before[:n-1]
	}
	return anyOf(d.sentOut(), func(s seen) bool { return s.has(trace.SYN) }) &&
		anyOf(before, func(s seen) bool { return s.has(trace.ACK) && !s.has(trace.RST) && s.TCP.Ack == 1 })
}

// again returns the times at which the program has sent these numbers before.
func (d difference) again(p trace.Packet) (at []float64) {
	if p.TCP == nil {
		return nil
	}
	for _, s := range d.sentOut() {
		if s.TCP.Seq == p.TCP.Seq && segmentLen(s.Packet) > 0 && s.TCP.Flags&trace.RST == 0 {
			at = append(at, s.at)
		}
	}
	return at
}

// missing reports whether a segment that is so was not sent.
func (d difference) missing(is func(trace.Packet) bool) bool {
	return d.wanted && !d.sent && is(d.want)
}

// wrong reports whether one segment stands where another should.
func (d difference) wrong() bool { return d.sent && d.wanted && d.e.got() != d.e.want() }

// bad reports whether a segment was sent that should not have been.
func (d difference) bad() bool { return d.wrong() || d.tooMuch() }

// tooMuch reports whether a segment was sent where none should be.
func (d difference) tooMuch() bool { return d.sent && !d.wanted }
