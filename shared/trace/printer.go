package trace

import (
	"fmt"
	"io"
	"net/netip"
	"time"
)

// Printer writes lines. It follows the connections, so that each sequence number is printed relative to its
// sender's ISN, each acknowledgment relative to the other side's. Where it saw no SYN numbers are absolute.
type Printer struct {
	w     io.Writer
	sides map[flow]*side
	order []flow // the keys of sides, oldest first
}

// maxSides bounds what a SYN flood can make a Printer remember: the oldest sides are forgotten.
const maxSides = 1 << 16

// flow names one side of a connection.
type flow struct{ src, dst netip.AddrPort }

// side is what was seen of one side of a connection.
type side struct {
	isn   uint32
	known bool // isn is known
	done  bool // a FIN of its own or a RST of either side was seen
}

// NewPrinter returns a Printer that writes to w.
func NewPrinter(w io.Writer) *Printer {
	return &Printer{w: w, sides: map[flow]*side{}}
}

// Print writes one packet as a line. Only writing can fail.
func (p *Printer) Print(t time.Duration, dir Direction, packet []byte) error {
	l := Line{Time: t, Dir: dir, Packet: Decode(packet)}
	if l.Packet.TCP != nil {
		p.relative(l.Packet)
	}
	_, err := fmt.Fprintln(p.w, l)
	return err
}

// relative makes the numbers of a segment relative.
func (p *Printer) relative(q Packet) {
	t := q.TCP
	mine, other := p.follow(q)
	if mine.known {
		t.Seq -= mine.isn
	}
	if other.known {
		t.shiftAck(-other.isn)
	}
}

// follow learns from a segment, and returns the side that sent it and the one that it is sent to.
func (p *Printer) follow(q Packet) (mine, other *side) {
	t := q.TCP
	f := flow{netip.AddrPortFrom(q.Src, t.SrcPort), netip.AddrPortFrom(q.Dst, t.DstPort)}
	mine, other = p.side(f), p.side(flow{f.dst, f.src})
	if t.Flags&SYN != 0 {
		mine.syn(t.Seq, other)
	}
	if t.Flags&(FIN|RST) != 0 {
		mine.done = true
	}
	if t.Flags&RST != 0 {
		other.done = true
	}
	return mine, other
}

// syn learns an ISN. A SYN with another number opens a new connection, of which the other side has not
// spoken yet; amid a live connection it is a segment of that one, old or forged (RFC 9293 §3.5.1, RFC 5961 §4).
func (s *side) syn(isn uint32, other *side) {
	live := s.known && other.known && !(s.done && other.done)
	switch {
	case live || s.known && s.isn == isn:
		return
	case s.known:
		*other = side{}
	}
	*s = side{isn: isn, known: true}
}

// side returns what is known of f, and forgets the oldest side if there are too many.
func (p *Printer) side(f flow) *side {
	if s, ok := p.sides[f]; ok {
		return s
	}
	if len(p.order) >= maxSides {
		delete(p.sides, p.order[0])
		p.order = p.order[1:]
	}
	s := &side{}
	p.sides[f], p.order = s, append(p.order, f)
	return s
}
