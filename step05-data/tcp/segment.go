package tcp

import (
	"fmt"
	"strings"
)

// Flags are the control bits of a segment (RFC 9293 §3.1).
type Flags uint8

// The control bits, from the lowest on. ECE and CWR are those of RFC 3168.
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

// Has reports whether all bits of want are set.
func (f Flags) Has(want Flags) bool { return f&want == want }

// String lists the bits as the RFC's figures do: "SYN,ACK".
func (f Flags) String() string {
	var names []string
	for i, name := range []string{"FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"} {
		if f.Has(1 << i) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ",")
}

// A Segment is a TCP segment (RFC 9293 §3.1).
//
//	 0                   1                   2                   3
//	 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//	+-------------------------------+-------------------------------+
//	|          Source Port          |       Destination Port        |
//	+-------------------------------+-------------------------------+
//	|                        Sequence Number                        |
//	+---------------------------------------------------------------+
//	|                    Acknowledgment Number                      |
//	+-------+-------+-+-+-+-+-+-+-+-+-------------------------------+
//	|  Data |       |C|E|U|A|P|R|S|F|                               |
//	| Offset| Rsrvd |W|C|R|C|S|S|Y|I|            Window             |
//	|       |       |R|E|G|K|H|T|N|N|                               |
//	+-------+-------+-+-+-+-+-+-+-+-+-------------------------------+
//	|           Checksum            |         Urgent Pointer        |
//	+-------------------------------+-------------------------------+
//	|                  Options, padded to 4 bytes                   |
//	+---------------------------------------------------------------+
type Segment struct {
	SrcPort, DstPort uint16
	Seq              Seq    // of the first byte, or of SYN
	Ack              Seq    // the next number that the sender expects; means something only with ACK
	Flags            Flags  // the control bits
	Window           uint16 // what the sender of this segment takes, as it stands in the header
	Options          Options
	Payload          []byte
}

// Len is SEG.LEN, the room that the segment takes in the sequence: the bytes
// of its text, and one each for SYN and FIN (RFC 9293 §3.4).
//
//exercise:4.4
func (s *Segment) Len() int {
	n := len(s.Payload)
	if s.Flags.Has(SYN) {
		n++
	}
	if s.Flags.Has(FIN) {
		n++
	}
	return n
}

// String writes the segment in the manner of the RFC's figures:
// <SEQ=300><ACK=101><CTL=SYN,ACK>.
func (s *Segment) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "<SEQ=%d>", s.Seq)
	if s.Flags.Has(ACK) {
		fmt.Fprintf(&b, "<ACK=%d>", s.Ack)
	}
	if n := len(s.Payload); n > 0 {
		fmt.Fprintf(&b, "<DATA=%d>", n)
	}
	fmt.Fprintf(&b, "<CTL=%v>", s.Flags)
	return b.String()
}
