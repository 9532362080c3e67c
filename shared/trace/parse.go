package trace

import (
	"net/netip"
	"strconv"
	"strings"
)

// parser reads the packet part of a line into p.
type parser struct {
	words
	dir     Direction
	bracket string // what stands in [ ] at the end
	p       Packet
}

// ParsePacket reads the packet part of a line. The direction tells the addresses where the line gives only ports.
func ParsePacket(dir Direction, s string) (Packet, error) {
	s = strings.TrimSpace(s)
	var ps parser
	if i := strings.LastIndex(s, " ["); i >= 0 && strings.HasSuffix(s, "]") {
		s, ps.bracket = s[:i], s[i+2:len(s)-1]
	}
	ps.dir, ps.words, ps.p.TTL = dir, split(s), 64
	ps.packet()
	if ps.err != nil {
		return Packet{}, ps.err
	}
	return ps.p, nil
}

func (ps *parser) packet() {
	if ps.take("raw") {
		ps.raw()
		return
	}
	const what = "PORT > PORT, ADDR:PORT > ADDR:PORT, ADDR > ADDR or raw"
	from := ps.next(what)
	arrow := ps.next(`">"`)
	to := ps.next("what the packet goes to")
	if arrow != ">" {
		ps.fail(`want ">" after %q, got %q: a packet is %s`, from, arrow, what)
	}
	switch {
	case ps.err != nil:
		return
	case ps.ports(from, to):
		ps.tcp()
	case ps.addresses(from, to):
		ps.protocol()
	default:
		ps.fail("want %s, got %q > %q", what, from, to)
	}
	ps.tail()
}

// ports reads the ends of a TCP segment.
func (ps *parser) ports(from, to string) bool {
	src, err1 := strconv.ParseUint(from, 10, 16)
	dst, err2 := strconv.ParseUint(to, 10, 16)
	if err1 == nil && err2 == nil {
		ps.p.Src, ps.p.Dst = usual(ps.dir)
		ps.p.TCP = &TCP{SrcPort: uint16(src), DstPort: uint16(dst)}
		return true
	}
	a, err1 := netip.ParseAddrPort(from)
	b, err2 := netip.ParseAddrPort(to)
	if err1 != nil || err2 != nil || !sameFamily(a.Addr(), b.Addr()) {
		return false
	}
	ps.p.Src, ps.p.Dst = a.Addr(), b.Addr()
	ps.p.TCP = &TCP{SrcPort: a.Port(), DstPort: b.Port()}
	return true
}

// addresses reads the ends of a packet that is not TCP.
func (ps *parser) addresses(from, to string) bool {
	src, err1 := netip.ParseAddr(from)
	dst, err2 := netip.ParseAddr(to)
	ps.p.Src, ps.p.Dst = src, dst
	return err1 == nil && err2 == nil && sameFamily(src, dst)
}

func sameFamily(a, b netip.Addr) bool { return a.Is4() == b.Is4() && a.Zone() == "" && b.Zone() == "" }

// protocol reads what stands after the addresses of a packet that is not TCP.
func (ps *parser) protocol() {
	name := ps.next("a protocol")
	number, ok := protocolNumber(name)
	switch {
	case name == "icmp" && ps.p.Src.Is4() && !ps.counts():
		ps.p.Proto = protoICMP
		ps.icmp()
		return
	case name == "proto":
		number = byte(ps.number("the protocol", 8))
	case !ok:
		ps.fail("want a protocol such as icmp, udp or proto 253, got %q", name)
	}
	ps.p.Proto, ps.p.Len = number, ps.size()
}
