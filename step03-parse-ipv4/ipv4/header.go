package ipv4

import "net/netip"

// HeaderLen is the length in bytes of a header without options.
const HeaderLen = 20

// DefaultTTL is the Time to Live of what we send, in hops. RFC 1122 §3.2.1.7
// leaves the number to the "Assigned Numbers", of which RFC 1700 was the last.
const DefaultTTL = 64

// A Protocol says what the payload is (IANA "Protocol Numbers").
type Protocol uint8

// The protocols that this workbook meets.
const (
	ICMP Protocol = 1
	IGMP Protocol = 2
	TCP  Protocol = 6
	UDP  Protocol = 17
)

// String returns the protocol's name, or "unknown".
func (p Protocol) String() string {
	switch p {
	case ICMP:
		return "icmp"
	case IGMP:
		return "igmp"
	case TCP:
		return "tcp"
	case UDP:
		return "udp"
	}
	return "unknown"
}

// A Header is an IPv4 header (RFC 791 §3.1).
//
//	 0                   1                   2                   3
//	 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//	+-------+-------+---------------+-------------------------------+
//	|Version|  IHL  |Type of Service|         Total Length          |
//	+-------+-------+---------------+-----+-------------------------+
//	|        Identification         |Flags|     Fragment Offset     |
//	+---------------+---------------+-----+-------------------------+
//	| Time to Live  |   Protocol    |        Header Checksum        |
//	+---------------+---------------+-------------------------------+
//	|                        Source Address                         |
//	+---------------------------------------------------------------+
//	|                      Destination Address                      |
//	+---------------------------------------------------------------+
//	|                Options, padded to 4 bytes                     |
//	+---------------------------------------------------------------+
type Header struct {
	TOS            uint8      // today: DSCP and ECN (RFC 2474, RFC 3168)
	Length         int        // Total Length: header, options and payload, in bytes
	ID             uint16     // tells the fragments of one datagram from another's (RFC 6864)
	DontFragment   bool       // routers must drop the packet rather than cut it
	MoreFragments  bool       // this is a fragment, and not the last one
	FragmentOffset int        // where this fragment belongs in the whole, in bytes (a multiple of 8)
	TTL            uint8      // hops left
	Protocol       Protocol   // what the payload is
	Src, Dst       netip.Addr // IPv4 addresses
	Options        []byte     // nil, or a multiple of 4 bytes, 40 at most
}

// IsFragment reports whether the packet is only a part of a datagram
// (RFC 791 §3.2). A packet with Don't Fragment set and nothing else is whole.
func (h *Header) IsFragment() bool { return h.MoreFragments || h.FragmentOffset > 0 }
