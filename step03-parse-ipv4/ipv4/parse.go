package ipv4

import (
	"encoding/binary"
	"fmt"
	"net/netip"
)

// A ParseError tells why bytes are not a packet of a protocol.
type ParseError struct {
	Protocol string // "ipv4", "icmp"
	Offset   int    // in bytes: where the field that is wrong begins, or where bytes are missing
	Problem  string // what is wrong there
}

// Error returns one line: "ipv4: byte 0: version is 6, not 4".
func (e *ParseError) Error() string {
	return fmt.Sprintf("%s: byte %d: %s", e.Protocol, e.Offset, e.Problem)
}

// weird makes the error of this package.
func weird(offset int, format string, args ...any) error {
	return &ParseError{Protocol: "ipv4", Offset: offset, Problem: fmt.Sprintf(format, args...)}
}

// Parse splits packet into its header and its payload; both share packet's
// memory. The error is a *ParseError.
func Parse(packet []byte) (Header, []byte, error) {
	if err := check(packet); err != nil {
		return Header{}, nil, err
	}
	if err := verify(packet); err != nil {
		return Header{}, nil, err
	}
	h := fields(packet)
	h.DontFragment, h.MoreFragments, h.FragmentOffset = fragment(packet)
	options, payload := split(packet)
	if err := checkOptions(options); err != nil {
		return Header{}, nil, err
	}
	h.Options = options
	return h, payload, nil
}

// headerLen returns the length in bytes that the header claims to have: the
// field IHL counts words of 4 bytes.
func headerLen(packet []byte) int { return int(packet[0]&0x0f) * 4 }

// totalLen returns the length in bytes that the packet claims to have.
func totalLen(packet []byte) int { return int(binary.BigEndian.Uint16(packet[2:])) }

// fields reads the fields that every packet has at the same place, except
// those of fragmentation. Numbers of more than one byte stand in network byte
// order: the big end comes first (RFC 791 Appendix B).
//
//exercise:3.1
func fields(packet []byte) Header {
	return Header{
		TOS:      packet[1],
		Length:   totalLen(packet),
		ID:       binary.BigEndian.Uint16(packet[4:]),
		TTL:      packet[8],
		Protocol: Protocol(packet[9]),
		Src:      netip.AddrFrom4([4]byte(packet[12:16])),
		Dst:      netip.AddrFrom4([4]byte(packet[16:20])),
	}
}

// check refuses what would lead the rest of this package astray: after it,
// HeaderLen ≤ headerLen ≤ totalLen ≤ len(packet). It looks at the version, at
// whether there are the 20 bytes of a header at all, at the header length and at
// the Total Length, in this order, and holds each of the two lengths against
// len(packet). The offset of its errors is that of the field; where there are
// not even 20 bytes, that of the first one missing (RFC 1122 §3.2.1.1, RFC 791
// §3.1).
//
//exercise:3.2 stub="return nil"
func check(packet []byte) error {
	if len(packet) == 0 {
		return weird(0, "there is no packet")
	}
	if version := packet[0] >> 4; version != 4 {
		return weird(0, "version is %d, not 4", version)
	}
	if len(packet) < HeaderLen {
		return weird(len(packet), "header is cut short: %d of %d bytes", len(packet), HeaderLen)
	}
	switch n, total := headerLen(packet), totalLen(packet); {
	case n < HeaderLen:
		return weird(0, "header length is %d bytes, the least is %d", n, HeaderLen)
	case n > len(packet):
		return weird(0, "header length is %d bytes, the packet has %d", n, len(packet))
	case total < n:
		return weird(2, "total length is %d bytes, the header alone has %d", total, n)
	case total > len(packet):
		return weird(2, "total length is %d bytes, the packet has %d", total, len(packet))
	}
	return nil
}

// verify refuses a header whose checksum is wrong: somewhere on the way a bit
// was flipped (RFC 1122 §3.2.1.2). The sum runs over the options too.
//
//exercise:3.3 stub="return nil"
func verify(packet []byte) error {
	header := packet[:headerLen(packet)]
	if Checksum(header) == 0 {
		return nil
	}
	want := ^Fold(Sum(Sum(0, header[:10]), header[12:]))
	return weird(10, "header checksum is %#04x, not %#04x", binary.BigEndian.Uint16(header[10:]), want)
}

// split cuts packet into options and payload. The options end where the
// header does; the payload ends where Total Length says: bytes after that are
// padding of the link below, as Ethernet's to 46 bytes (RFC 894).
//
//exercise:3.4 stub="return nil, packet[HeaderLen:]"
func split(packet []byte) (options, payload []byte) {
	if headerLen(packet) > HeaderLen {
		options = packet[HeaderLen:headerLen(packet)]
	}
	return options, packet[headerLen(packet):totalLen(packet)]
}

// fragment reads the three flags, of which the first is unused, and the
// offset, which counts in units of 8 bytes (RFC 791 §3.1).
//
//exercise:3.4 stub="return false, false, 0"
func fragment(packet []byte) (dont, more bool, offset int) {
	word := binary.BigEndian.Uint16(packet[6:])
	return word&0x4000 != 0, word&0x2000 != 0, int(word&0x1fff) * 8
}

// checkOptions walks through the options and refuses those whose length is a
// lie: such lengths "have been observed to put some IP implementations into
// infinite loops" (RFC 1122 §3.2.1.8). It acts on none: one that is not
// understood is passed over (the same section; RFC 9293 §3.9.2, MUST-50). The
// offset of its errors is that of the option's first byte in the packet.
//
//exercise:3.4 stub="return nil"
func checkOptions(options []byte) error {
	for i := 0; i < len(options); {
		switch options[i] {
		case endOfOptions:
			return nil
		case noOperation:
			i++
			continue
		}
		// All other options tell their length, kind and length included.
		at := HeaderLen + i
		if i+1 == len(options) {
			return weird(at, "option %d is cut short", options[i])
		}
		n := int(options[i+1])
		if n < 2 || n > len(options)-i {
			return weird(at, "option %d has length %d, %d bytes are left", options[i], n, len(options)-i)
		}
		i += n
	}
	return nil
}

// The two options of one byte (RFC 791 §3.1).
const (
	endOfOptions = 0
	noOperation  = 1
)
