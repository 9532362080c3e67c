package nic

import "encoding/binary"

// A program may choose any initial sequence number, and any time stamps. What
// a capture or a text acknowledges counts from another one. So a Replay writes
// the acknowledgments, the edges of SACK blocks and the echoed time stamps of
// the packets that it feeds anew, for what the program has sent. Checksums are
// patched: one that was wrong stays wrong, by as much as it was.

// tcpFlow names one direction of a connection.
type tcpFlow struct {
	src, dst         [4]byte
	srcPort, dstPort uint16
}

func (f tcpFlow) reverse() tcpFlow { return tcpFlow{f.dst, f.src, f.dstPort, f.srcPort} }

// tcpSide is what is known of one who sends on a flow.
type tcpSide struct {
	isn   uint32 // its initial sequence number
	sent  uint32 // how far it has sent, counted from isn
	tsval uint32 // its latest time stamp; 0: none
}

// tcpSides are those of many flows. There is a bound, or a SYN flood would
// fill the memory; past it, the oldest are forgotten.
type tcpSides struct {
	m     map[tcpFlow]*tcpSide
	order []tcpFlow
}

const maxSides = 1 << 16

// add starts a side anew.
func (s *tcpSides) add(f tcpFlow, isn uint32) *tcpSide {
	if s.m == nil {
		s.m = make(map[tcpFlow]*tcpSide)
	}
	if s.m[f] == nil {
		s.order = append(s.order, f)
	}
	if len(s.order) > maxSides {
		delete(s.m, s.order[0])
		s.order = s.order[1:]
	}
	s.m[f] = &tcpSide{isn: isn}
	return s.m[f]
}

// learn looks at a packet that a side has sent.
func (s *tcpSides) learn(packet []byte) {
	t, f, ok := tcpIn(packet)
	if !ok {
		return
	}
	side := s.m[f]
	if t.flags()&synBit != 0 && (side == nil || side.isn != t.seq()) {
		side = s.add(f, t.seq())
	}
	if side == nil {
		return
	}
	if end := t.end() - side.isn; int32(end-side.sent) > 0 {
		side.sent = end
	}
	t.options(func(kind byte, at, n int) {
		if kind == tsKind && n == 8 {
			side.tsval = binary.BigEndian.Uint32(t[at:])
		}
	})
}

// A tcpHeader is a TCP segment as it lies in a packet. tcpIn has seen that the
// header is whole.
type tcpHeader []byte

const (
	finBit, synBit, ackBit = 1, 2, 16
	sackKind, tsKind       = 5, 8
)

// tcpIn returns the segment in an IPv4 packet, if there is a whole one.
func tcpIn(p []byte) (t tcpHeader, f tcpFlow, ok bool) {
	if len(p) < 20 || p[0]>>4 != 4 || p[9] != 6 || binary.BigEndian.Uint16(p[6:])&0x3fff != 0 {
		return nil, f, false
	}
	header, total := int(p[0]&15)*4, int(binary.BigEndian.Uint16(p[2:]))
	if header < 20 || total < header+20 || total > len(p) {
		return nil, f, false
	}
	t = tcpHeader(p[header:total])
	if n := t.len(); n < 20 || n > len(t) {
		return nil, f, false
	}
	f = tcpFlow{[4]byte(p[12:16]), [4]byte(p[16:20]), binary.BigEndian.Uint16(t), binary.BigEndian.Uint16(t[2:])}
	return t, f, true
}

func (t tcpHeader) len() int    { return int(t[12]>>4) * 4 }
func (t tcpHeader) seq() uint32 { return binary.BigEndian.Uint32(t[4:]) }
func (t tcpHeader) ack() uint32 { return binary.BigEndian.Uint32(t[8:]) }
func (t tcpHeader) flags() byte { return t[13] }

// end is one past the last sequence number of the segment.
func (t tcpHeader) end() uint32 {
	n := uint32(len(t) - t.len())
	if t.flags()&synBit != 0 {
		n++
	}
	if t.flags()&finBit != 0 {
		n++
	}
	return t.seq() + n
}

// options calls f for each option with a length, until one that lies: n bytes
// of data stand at t[at].
func (t tcpHeader) options(f func(kind byte, at, n int)) {
	for at := 20; at+1 < t.len(); {
		switch n := int(t[at+1]); {
		case t[at] == 0:
			return
		case t[at] == 1:
			at++
		case n < 2 || at+n > t.len():
			return
		default:
			f(t[at], at+2, n-2)
			at += n
		}
	}
}

// put writes a number to t[at], and patches the checksum for it (RFC 1624 §3).
func (t tcpHeader) put(at int, v uint32) {
	sum := uint32(^binary.BigEndian.Uint16(t[16:]))
	for i := range 4 {
		old, new := uint16(t[at+i]), uint16(byte(v>>(24-8*i)))
		if (at+i)%2 == 0 { // the high half of a word
			old, new = old<<8, new<<8
		}
		sum += uint32(^old) + uint32(new)
	}
	binary.BigEndian.PutUint32(t[at:], v)
	for sum > 0xffff {
		sum = sum>>16 + sum&0xffff
	}
	binary.BigEndian.PutUint16(t[16:], ^uint16(sum))
}

// A conversation knows what the program has sent, and what was sent in its
// place when the capture was made.
type conversation struct{ program, captured tcpSides }

// acked returns how far a packet to feed acknowledges, counted from an initial
// sequence number: in a text mostly from 0, in a capture from that of then.
func (c *conversation) acked(t tcpHeader, f tcpFlow, relative bool) (rel uint32, ok bool) {
	then := c.captured.m[f.reverse()]
	switch {
	case t.flags()&ackBit == 0:
		return 0, false
	case relative:
		return t.ack(), true
	case then != nil:
		return t.ack() - then.isn, true
	}
	return 0, false
}

// waits reports whether a packet to feed acknowledges what the program has not
// sent yet.
func (c *conversation) waits(packet []byte, relative bool) bool {
	t, f, ok := tcpIn(packet)
	if !ok {
		return false
	}
	rel, ok := c.acked(t, f, relative)
	side := c.program.m[f.reverse()]
	return ok && (side == nil || int32(rel-side.sent) > 0)
}

// maxAhead bounds what a text's ecr may say: by so many ticks it is ahead of the
// program's latest time stamp. What is more was printed by a program.
const maxAhead = 1 << 16

// rewrite makes a packet that is fed fit what the program has sent. Packets of
// connections that the program has not opened stay as they are.
func (c *conversation) rewrite(packet []byte, relative bool) {
	t, f, ok := tcpIn(packet)
	if !ok {
		return
	}
	rel, ok := c.acked(t, f, relative)
	side := c.program.m[f.reverse()]
	if !ok || side == nil {
		return
	}
	shift := side.isn + rel - t.ack()
	t.put(8, t.ack()+shift)
	t.options(func(kind byte, at, n int) {
		switch {
		case kind == sackKind:
			for ; n >= 4; at, n = at+4, n-4 {
				t.put(at, binary.BigEndian.Uint32(t[at:])+shift)
			}
		case kind == tsKind && n == 8 && side.tsval != 0:
			ahead := binary.BigEndian.Uint32(t[at+4:])
			if !relative || ahead >= maxAhead {
				ahead = 0
			}
			t.put(at+4, side.tsval+ahead)
		}
	})
}

// relative reports whether a frame is a text's line whose acknowledgment
// counts from the program's initial sequence number.
func (f Frame) relative() bool {
	return f.Line != nil && f.Line.Packet.TCP != nil && f.Line.Packet.TCP.AckRelative
}
