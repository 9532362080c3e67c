package trace

import "net/netip"

// Direction tells which way a packet goes, seen from the program under test.
type Direction byte

const (
	In  Direction = '<' // towards the program
	Out Direction = '>' // sent by the program
)

// The addresses of a TCP line that gives only ports.
var (
	Peer = netip.MustParseAddr("192.168.0.1") // the other end, mostly a kernel
	Host = netip.MustParseAddr("192.168.0.2") // the program under test
)

// IP protocol numbers that the notation treats specially.
const (
	protoICMP = 1
	protoTCP  = 6
	protoUDP  = 17
)

// Packet is what one line says of a packet.
type Packet struct {
	Src, Dst  netip.Addr
	Proto     byte   // IP protocol, or IPv6 next header
	TTL       byte   // or IPv6 hop limit
	Frag      int    // fragment offset, in bytes
	More      bool   // more fragments follow
	IPOptions []byte // IPv4 options as they stand in the header, padding included
	Pad       int    // bytes after the end that the IP header gives

	TCP  *TCP  // nil unless the packet is a whole TCP segment
	ICMP *ICMP // nil unless the packet is a whole ICMP message (IPv4)

	Len  int    // bytes of content: after the TCP or ICMP header if there is one, else after the IP header
	Data []byte // the content; nil if only its CRC is known
	CRC  uint32 // CRC-32 (IEEE) of the content, set only where Data is not known

	BadIPSum bool // the IPv4 header checksum is wrong
	BadSum   bool // the TCP, ICMP or UDP checksum is wrong

	Raw    bool   // not decoded: the content is the whole packet, the fields above Len are unset
	Reason string // why it could not be decoded; "" if it could, but was written as raw
}

// TCP is a TCP header (RFC 9293 §3.1).
type TCP struct {
	SrcPort, DstPort uint16
	Flags            Flags
	Seq              uint32
	Ack              uint32 // 0 without the ACK flag
	Win              int    // as in the header, not scaled; -1: the line does not say
	Urg              uint16 // 0 without the URG flag
	Options          []Option

	AckRelative bool // Ack and the SACK edges count from an ISN that is not known yet (see Reader)
}

// Option is a TCP option: Data is what follows its kind and length.
type Option struct {
	Kind byte
	Data []byte
}

// ICMP is an ICMP header (RFC 792).
type ICMP struct {
	Type, Code byte
	Rest       uint32 // the second word; of an echo: identifier, then sequence number
}

// Flags are the TCP control bits, as in byte 13 of the header.
type Flags byte

const (
	FIN Flags = 1 << iota
	SYN
	RST
	PSH
	ACK
	URG
	ECE
	CWR
)

// Fragment reports whether p is a part of a fragmented packet, the first included.
func (p Packet) Fragment() bool { return p.Frag != 0 || p.More }

// checksum names the checksum that BadSum is about, "" if the packet has none that we check.
func (p Packet) checksum() string {
	switch {
	case p.TCP != nil:
		return "tcp"
	case p.ICMP != nil:
		return "icmp"
	case p.Proto == protoUDP && !p.Raw && !p.Fragment():
		return "udp"
	}
	return ""
}

// echo reports whether m is an echo request or reply.
func (m ICMP) echo() bool { return m.Code == 0 && (m.Type == 8 || m.Type == 0) }
