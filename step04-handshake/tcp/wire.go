package tcp

import (
	"encoding/binary"
	"fmt"
	"net/netip"

	"tcpworkbook/step03-parse-ipv4/ipv4"
)

// HeaderLen is the length in bytes of a header without options.
const HeaderLen = 20

// Parse reads a segment that came from src to dst, and verifies its checksum
// (RFC 9293 §3.1, MUST-3). The payload shares b's memory. The error is an
// *ipv4.ParseError, with offsets counted from b's start; such a segment is to
// be dropped without a word.
func Parse(b []byte, src, dst netip.Addr) (Segment, error) {
	if err := checkLengths(b); err != nil {
		return Segment{}, err
	}
	if checksum(b, src, dst) != 0 {
		return Segment{}, weird(16, "checksum %#04x is wrong", binary.BigEndian.Uint16(b[16:]))
	}
	s := fields(b)
	if err := s.Options.parse(b[HeaderLen:dataOffset(b)], HeaderLen); err != nil {
		return Segment{}, err
	}
	return s, nil
}

// dataOffset returns where the text begins, in bytes: Data Offset, the upper
// half of byte 12, counts words of 4.
func dataOffset(b []byte) int { return int(b[12]>>4) * 4 }

// checkLengths refuses what would lead the rest astray: after it,
// HeaderLen ≤ dataOffset(b) ≤ len(b). The offset of its errors is that of the
// field; where there are not even 20 bytes, that of the first one missing.
//
//exercise:4.2
func checkLengths(b []byte) error {
	if len(b) < HeaderLen {
		return weird(len(b), "header is cut short: %d of %d bytes", len(b), HeaderLen)
	}
	if n := dataOffset(b); n < HeaderLen || n > len(b) {
		return weird(12, "header length is %d bytes, want %d to %d", n, HeaderLen, len(b))
	}
	return nil
}

// fields reads all but the options. What lies behind them is the payload.
//
//exercise:4.2
func fields(b []byte) Segment {
	return Segment{
		SrcPort: binary.BigEndian.Uint16(b),
		DstPort: binary.BigEndian.Uint16(b[2:]),
		Seq:     Seq(binary.BigEndian.Uint32(b[4:])),
		Ack:     Seq(binary.BigEndian.Uint32(b[8:])),
		Flags:   Flags(b[13]),
		Window:  binary.BigEndian.Uint16(b[14:]),
		Payload: b[dataOffset(b):],
	}
}

// weird makes the error of this package.
func weird(offset int, format string, args ...any) error {
	return &ipv4.ParseError{Protocol: "tcp", Offset: offset, Problem: fmt.Sprintf(format, args...)}
}

// Append appends s to b, with its checksum for the way from src to dst
// (RFC 9293 §3.1, MUST-2). Data Offset counts the options, which must fit into
// 40 bytes; the urgent pointer is 0.
//
//exercise:4.3
func (s *Segment) Append(b []byte, src, dst netip.Addr) []byte {
	start := len(b)
	b = binary.BigEndian.AppendUint16(b, s.SrcPort)
	b = binary.BigEndian.AppendUint16(b, s.DstPort)
	b = binary.BigEndian.AppendUint32(b, uint32(s.Seq))
	b = binary.BigEndian.AppendUint32(b, uint32(s.Ack))
	b = append(b, 0, byte(s.Flags)) // Data Offset follows
	b = binary.BigEndian.AppendUint16(b, s.Window)
	b = append(b, 0, 0, 0, 0) // the checksum counts as zero while it is summed; no urgent pointer
	b = s.Options.append(b)
	b[start+12] = byte((len(b)-start)/4) << 4
	b = append(b, s.Payload...)
	binary.BigEndian.PutUint16(b[start+16:], checksum(b[start:], src, dst))
	return b
}

// checksum returns the Internet checksum of the pseudo-header and the segment
// b. If b holds its right checksum already, that is 0.
//
//exercise:4.3 stub="return 0"
func checksum(b []byte, src, dst netip.Addr) uint16 {
	return ^ipv4.Fold(ipv4.Sum(pseudo(src, dst, len(b)), b))
}

// pseudo returns the sum of the pseudo-header of a segment of n bytes, header
// included: addresses, protocol and length. It guards against segments that
// went astray (RFC 9293 §3.1). It is summed in words of 32 bits, which come to
// the same when they are folded.
//
//	+---------------------------------------------------------------+
//	|                        Source Address                         |
//	+---------------------------------------------------------------+
//	|                      Destination Address                      |
//	+---------------+---------------+-------------------------------+
//	|     zero      |   Protocol    |          TCP Length           |
//	+---------------+---------------+-------------------------------+
//
//exercise:4.3
func pseudo(src, dst netip.Addr, n int) uint64 {
	s, d := src.As4(), dst.As4()
	return uint64(binary.BigEndian.Uint32(s[:])) + uint64(binary.BigEndian.Uint32(d[:])) + uint64(ipv4.TCP) + uint64(n)
}
