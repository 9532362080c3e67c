package mistakes

import (
	"encoding/binary"
	"math/bits"
)

// bySum are the mistakes that show in a checksum: it is wrong, and would be
// right if the sum were made in another way.
var bySum = []answerRecogniser{
	{Mistake{"M-030", "the checksum is stored with its little end first: put it there with binary.BigEndian."},
		wrongSum(func(s sum) uint16 { return bits.ReverseBytes16(s.right()) })},
	{Mistake{"M-046", "the checksum is made without the pseudo-header: it begins with both addresses, the protocol and the length of the segment."},
		wrongSum(func(s sum) uint16 { return s.withoutPseudo() })},
	{Mistake{"M-047", "the pseudo-header has the length of the IP packet: it wants that of the TCP segment, header and text, without the IP header."},
		wrongSum(func(s sum) uint16 { return s.withPseudo(len(s.packet)) })},
	{Mistake{"M-041", "the checksum of the ICMP message is made with a pseudo-header: it covers the message and nothing else."},
		wrongSum(func(s sum) uint16 { return s.icmpWithPseudo() })},
	{Mistake{"M-031", "ffff stands where 0000 is right, or the other way round: a sum has two zeros. A checksum that is patched, not made anew (RFC 1141), or summed over the IP header too, comes out at the wrong one."},
		func(a answer) bool {
			return anySum(a, func(s sum) bool { return s.is == ^s.right() && (s.is == 0 || s.is == 0xffff) })
		}},
	{Mistake{"M-304", "the checksum is still the request's: something has changed in the message, so it has to be made anew."},
		func(a answer) bool {
			return anySum(a, func(s sum) bool { old, ok := sameSum(a, s); return ok && old == s.is })
		}},
	{Mistake{"M-305", "the checksum's own field was not zero while the sum was made."},
		func(a answer) bool {
			return anySum(a, func(s sum) bool {
				old, ok := sameSum(a, s)
				return ok && old != 0 && s.is == ^fold(uint64(^s.right())+uint64(old))
			})
		}},
	{Mistake{"M-301", "the odd last byte is left out of the sum: it counts as the first half of a word."},
		wrongSum(func(s sum) uint16 { return s.odd(func(byte) uint16 { return 0 }) })},
	{Mistake{"M-302", "the odd last byte counts as the second half of a word: it is the first, 03 is 0300."},
		wrongSum(func(s sum) uint16 { return s.odd(func(b byte) uint16 { return uint16(b) }) })},
	{Mistake{"M-303", "carries are lost: what runs over 16 bits is added at the bottom, until nothing runs over any more."},
		wrongSum(func(s sum) uint16 { return ^uint16(s.total()) })},
	{Mistake{"M-306", "the sum is not complemented at the end."},
		wrongSum(func(s sum) uint16 { return ^s.right() })},
	{Mistake{"M-307", "the checksum covers only the header, not what comes after it."},
		wrongSum(func(s sum) uint16 { return s.headerOnly() })},
	{Mistake{"M-308", "the checksum is 0: it was never filled in."},
		func(a answer) bool { return anySum(a, func(s sum) bool { return s.is == 0 }) }},
}

// A sum is a checksum in a packet, and what it covers.
type sum struct {
	packet []byte // the whole IP packet
	field  int    // where in it the checksum stands
	from   int    // what it covers begins here
	to     int    // and ends here
	pseudo bool   // it covers a pseudo-header, too
	is     uint16 // what stands there
}

// anySum reports whether mark holds for a checksum of a's that is wrong.
func anySum(a answer, mark func(sum) bool) bool {
	for _, s := range sums(a.Bytes) {
		if s.is != s.right() && mark(s) {
			return true
		}
	}
	return false
}

// wrongSum recognises a checksum that is not the right one, but what other
// makes of it.
func wrongSum(other func(sum) uint16) func(answer) bool {
	return func(a answer) bool { return anySum(a, func(s sum) bool { return s.is == other(s) }) }
}

// sums returns the checksums of an IPv4 packet: the header's, and that of a
// whole ICMP message or TCP segment.
func sums(p []byte) (all []sum) {
	if len(p) < 20 || p[0]>>4 != 4 {
		return nil
	}
	header, total := int(p[0]&15)*4, int(binary.BigEndian.Uint16(p[2:]))
	if header < 20 || header > total || total > len(p) {
		return nil
	}
	p = p[:total]
	all = append(all, newSum(p, 10, 0, header, false))
	fragment := binary.BigEndian.Uint16(p[6:])&0x3fff != 0
	switch {
	case fragment:
	case p[9] == 1 && total-header >= 8:
		all = append(all, newSum(p, header+2, header, total, false))
	case p[9] == 6 && total-header >= 20:
		all = append(all, newSum(p, header+16, header, total, true))
	}
	return all
}

func newSum(p []byte, field, from, to int, pseudo bool) sum {
	return sum{p, field, from, to, pseudo, binary.BigEndian.Uint16(p[field:])}
}

// total sums up all that s covers, the checksum itself as zero, unfolded.
func (s sum) total() uint64 {
	acc := words(s.packet[s.from:s.to]) - uint64(s.is)
	if s.pseudo {
		acc += s.pseudoHeader(s.to - s.from)
	}
	return acc
}

func (s sum) pseudoHeader(length int) uint64 {
	return words(s.packet[12:20]) + uint64(s.packet[9]) + uint64(length)
}

func (s sum) right() uint16 { return ^fold(s.total()) }

func (s sum) withoutPseudo() uint16 {
	if !s.pseudo {
		return s.right()
	}
	return ^fold(words(s.packet[s.from:s.to]) - uint64(s.is))
}

func (s sum) withPseudo(length int) uint16 {
	if !s.pseudo {
		return s.right()
	}
	return ^fold(words(s.packet[s.from:s.to]) - uint64(s.is) + s.pseudoHeader(length))
}

// header returns how long the header of a TCP segment is.
func (s sum) header() int {
	const offset = 12
	if !s.pseudo || s.to-s.from <= offset {
		return 0
	}
	return int(s.packet[s.from+offset]>>4) * 4
}

func (s sum) icmpWithPseudo() uint16 {
	if s.pseudo || s.from == 0 {
		return s.right()
	}
	return ^fold(s.total() + s.pseudoHeader(s.to-s.from))
}

// odd returns the checksum with another value for an odd last byte.
func (s sum) odd(value func(last byte) uint16) uint16 {
	if (s.to-s.from)%2 == 0 {
		return s.right()
	}
	last := s.packet[s.to-1]
	return ^fold(s.total() - uint64(last)<<8 + uint64(value(last)))
}

// headerOnly returns the checksum over a TCP or ICMP header alone.
func (s sum) headerOnly() uint16 {
	header := 8
	switch {
	case s.from == 0:
		return s.right()
	case s.pseudo:
		header = int(s.packet[s.from+12]>>4) * 4
	}
	if s.from+header > s.to {
		return s.right()
	}
	acc := words(s.packet[s.from:s.from+header]) - uint64(s.is)
	if s.pseudo {
		acc += s.pseudoHeader(s.to - s.from)
	}
	return ^fold(acc)
}

// sameSum returns the checksum at the same place of the packet that a answers.
func sameSum(a answer, s sum) (old uint16, ok bool) {
	for _, o := range sums(a.to.Bytes) {
		if (o.from == 0) == (s.from == 0) && o.packet[9] == s.packet[9] {
			return o.is, true
		}
	}
	return 0, false
}

// words adds up the 16-bit words of b.
func words(b []byte) (acc uint64) {
	for ; len(b) >= 2; b = b[2:] {
		acc += uint64(b[0])<<8 | uint64(b[1])
	}
	if len(b) == 1 {
		acc += uint64(b[0]) << 8
	}
	return acc
}

func fold(acc uint64) uint16 {
	for acc > 0xffff {
		acc = acc>>16 + acc&0xffff
	}
	return uint16(acc)
}
