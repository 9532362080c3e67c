package duel

import (
	"math/rand/v2"
	"net/netip"
	"time"

	"tcpworkbook/shared/trace"
)

// pings are echo requests, and what may be mistaken for them.
func pings(r *rand.Rand, n int) (s Session) {
	for i := range n {
		s.Lines = append(s.Lines, trace.Line{Time: time.Duration(i+1) * 10 * time.Millisecond, Dir: trace.In, Packet: ping(r)})
	}
	return s
}

// ping returns an echo request, in one case of two with something odd.
func ping(r *rand.Rand) trace.Packet {
	size := []int{0, 1, 2, 3, 8, 55, 56, 57, 1400, 1472, r.IntN(3000)}[r.IntN(11)]
	p := trace.Packet{Src: trace.Peer, Dst: trace.Host, Proto: 1, TTL: 64, Len: size, Data: trace.Pattern(size),
		ICMP: &trace.ICMP{Type: 8, Rest: echoNumbers(r)}}
	if size <= 16 && r.IntN(2) == 0 {
		p.Data = randomBytes(r, size)
	}
	if r.IntN(2) == 0 {
		return oddities[r.IntN(len(oddities))](r, p)
	}
	return p
}

// echoNumbers returns an identifier and a sequence number, often those with
// which a checksum comes out at one of its two zeros.
func echoNumbers(r *rand.Rand) uint32 {
	return []uint32{0, 1, 0xffff0000, 0xfffe0001, 0xffffffff, r.Uint32(), r.Uint32()}[r.IntN(7)]
}

func randomBytes(r *rand.Rand, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

// oddAddresses are those from or to which nothing may be answered, and one that
// is like any other.
var oddAddresses = []string{"192.168.0.3", "255.255.255.255", "224.0.0.1", "239.255.255.250", "240.0.0.1", "0.0.0.0", "127.0.0.1", "127.5.5.5", "192.168.0.2", "10.1.2.3"}

func oddAddress(r *rand.Rand) netip.Addr {
	return netip.MustParseAddr(oddAddresses[r.IntN(len(oddAddresses))])
}

// oddities make something odd of an echo request.
var oddities = []func(r *rand.Rand, p trace.Packet) trace.Packet{
	func(r *rand.Rand, p trace.Packet) trace.Packet { p.Src = oddAddress(r); return p },
	func(r *rand.Rand, p trace.Packet) trace.Packet { p.Dst = oddAddress(r); return p },
	func(r *rand.Rand, p trace.Packet) trace.Packet { p.TTL = byte(r.IntN(3)); return p },
	func(r *rand.Rand, p trace.Packet) trace.Packet { p.Pad = 1 + r.IntN(40); return p },
	func(r *rand.Rand, p trace.Packet) trace.Packet {
		p.IPOptions = [][]byte{{1, 1, 1, 1}, {0x94, 4, 0, 0}, {0, 131, 0, 131}, {7, 7, 4, 0, 0, 0, 0, 0}}[r.IntN(4)]
		p.Pad = r.IntN(2) * r.IntN(20)
		return p
	},
	func(r *rand.Rand, p trace.Packet) trace.Packet { p.BadIPSum = true; return p },
	func(r *rand.Rand, p trace.Packet) trace.Packet { p.BadSum = true; return p },
	func(r *rand.Rand, p trace.Packet) trace.Packet { p.ICMP.Type = byte(r.IntN(20)); return p },
	func(r *rand.Rand, p trace.Packet) trace.Packet { p.ICMP.Code = byte(r.IntN(4)); return p },
	fragment,
	func(r *rand.Rand, p trace.Packet) trace.Packet {
		p.ICMP, p.Proto = nil, []byte{2, 17, 253}[r.IntN(3)]
		return p
	},
	damaged, damaged, damaged,
}

// fragment makes a fragment, the first or a later one, of an echo request.
func fragment(r *rand.Rand, p trace.Packet) trace.Packet {
	b, err := p.Bytes()
	if err != nil || len(b) < 28 {
		return p
	}
	p.Data = b[20:min(len(b), 44)]
	p.Data = p.Data[:len(p.Data)/8*8]
	p.Len, p.ICMP = len(p.Data), nil
	p.Frag, p.More = 8*r.IntN(3), r.IntN(2) == 0
	if p.Frag == 0 {
		p.More = true
	}
	return p
}

// damaged makes a short packet of which a few bytes are anything, or the end
// is missing. Half of them have a right checksum all the same.
func damaged(r *rand.Rand, p trace.Packet) trace.Packet {
	p.Len, p.Data = r.IntN(20), nil
	p.Data = trace.Pattern(p.Len)
	b, err := p.Bytes()
	if err != nil {
		return p
	}
	for range 1 + r.IntN(3) {
		b[r.IntN(20)] = byte(r.Uint32())
	}
	if r.IntN(2) == 0 {
		b[0] = 0x40 | byte(r.IntN(16)) // the version is right, IHL is not
	}
	if r.IntN(2) == 0 {
		sumUp(b[:20])
	}
	if r.IntN(3) == 0 {
		b = b[:r.IntN(len(b)+1)]
	}
	return trace.Packet{Raw: true, Len: len(b), Data: b}
}

// sumUp puts the right checksum into an IPv4 header of 20 bytes.
func sumUp(header []byte) {
	header[10], header[11] = 0, 0
	acc := 0
	for i := 0; i < len(header); i += 2 {
		acc += int(header[i])<<8 | int(header[i+1])
	}
	acc = acc>>16 + acc&0xffff
	acc = ^(acc>>16 + acc)
	header[10], header[11] = byte(acc>>8), byte(acc)
}
