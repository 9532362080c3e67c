// Package icmp reads and writes ICMP messages (RFC 792) and answers echo
// requests, which is what ping sends.
//
// Keep open while reading: RFC 792 "Echo or Echo Reply Message", RFC 1122
// §3.2.2 (what a host has to do).
//
// Not supported: it sends no ICMP errors, and an echo reply does not carry back
// the options of the request, record route and source route (§3.2.2.6).
package icmp

import (
	"encoding/binary"
	"fmt"

	"tcpworkbook/step03-parse-ipv4/ipv4"
)

// HeaderLen is the length in bytes of what stands before the data.
const HeaderLen = 8

// A Type says what a message is about (RFC 792).
type Type uint8

// The types that this workbook meets.
const (
	EchoReply    Type = 0
	Unreachable  Type = 3
	EchoRequest  Type = 8
	TimeExceeded Type = 11
)

// A Message is an ICMP message.
//
//	 0                   1                   2                   3
//	 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//	+---------------+---------------+-------------------------------+
//	|     Type      |     Code      |           Checksum            |
//	+---------------+---------------+-------------------------------+
//	|          Rest (echo: Identifier, then Sequence Number)        |
//	+---------------------------------------------------------------+
//	|                            Data …                             |
//	+---------------------------------------------------------------+
type Message struct {
	Type Type
	Code uint8   // a closer reason; 0 for echo
	Rest [4]byte // depends on Type
	Data []byte  // echo: whatever the sender put there
}

// Parse reads a message and verifies its checksum, which covers the whole
// message and nothing else: there is no pseudo-header. Data shares b's memory.
// The error is an *ipv4.ParseError, with offsets counted from b's start.
//
//exercise:3.6
func Parse(b []byte) (Message, error) {
	if len(b) < HeaderLen {
		return Message{}, weird(len(b), "message is cut short: %d of %d bytes", len(b), HeaderLen)
	}
	if ipv4.Checksum(b) != 0 {
		want := ^ipv4.Fold(ipv4.Sum(ipv4.Sum(0, b[:2]), b[4:]))
		return Message{}, weird(2, "checksum is %#04x, not %#04x", binary.BigEndian.Uint16(b[2:]), want)
	}
	return Message{Type: Type(b[0]), Code: b[1], Rest: [4]byte(b[4:8]), Data: b[HeaderLen:]}, nil
}

// weird makes the error of this package.
func weird(offset int, format string, args ...any) error {
	return &ipv4.ParseError{Protocol: "icmp", Offset: offset, Problem: fmt.Sprintf(format, args...)}
}

// Append appends m, with its checksum, to b. m.Data may not lie in the memory
// that is written to.
//
//exercise:3.6
func (m *Message) Append(b []byte) []byte {
	start := len(b)
	b = append(b, byte(m.Type), m.Code, 0, 0) // the checksum counts as zero while it is summed
	b = append(b, m.Rest[:]...)
	b = append(b, m.Data...)
	binary.BigEndian.PutUint16(b[start+2:], ipv4.Checksum(b[start:]))
	return b
}

// Reply returns the answer to m: for an echo request the same message, with
// another type and code 0 (RFC 792, RFC 1122 §3.2.2.6); Data is shared. All
// others get none; an unknown type is dropped without a word (RFC 1122 §3.2.2).
//
//exercise:3.6
func Reply(m Message) (Message, bool) {
	if m.Type != EchoRequest {
		return Message{}, false
	}
	m.Type = EchoReply
	m.Code = 0
	return m, true
}
