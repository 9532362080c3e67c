package trace

import (
	"encoding/binary"
	"fmt"
	"strings"
)

// TCP option kinds that the notation has a name for (RFC 9293 §3.2, RFC 7323 §2 and §3, RFC 2018 §2 and §3).
const (
	optEOL    = 0
	optNop    = 1
	optMSS    = 2
	optWScale = 3
	optSACKOK = 4
	optSACK   = 5
	optTS     = 8
)

// splitOptions takes a list of options apart; IPv4 and TCP share its form (RFC 791 §3.1, RFC 9293 §3.1).
// The rest is what follows the end of the list. gopacket's own list stops at an MPTCP option that is new
// to it; here such an option is skipped by its length, like any other.
func splitOptions(b []byte) (list []Option, rest []byte, err error) {
	for len(b) > 0 {
		switch {
		case b[0] == optEOL:
			return append(list, Option{Kind: optEOL}), b[1:], nil
		case b[0] == optNop:
			list, b = append(list, Option{Kind: optNop}), b[1:]
		case len(b) < 2:
			return nil, nil, fmt.Errorf("option %d cut short: no length", b[0])
		case b[1] < 2 || int(b[1]) > len(b):
			return nil, nil, fmt.Errorf("option %d of length %d where %d bytes are left", b[0], b[1], len(b))
		default:
			list, b = append(list, Option{Kind: b[0], Data: b[2:b[1]]}), b[b[1]:]
		}
	}
	return list, nil, nil
}

// String gives an option by name, or as "opt KIND HEX" if it has none or its length is not the usual one.
func (o Option) String() string {
	be, n := binary.BigEndian, len(o.Data)
	switch {
	case o.Kind == optEOL:
		return "eol"
	case o.Kind == optNop:
		return "nop"
	case o.Kind == optMSS && n == 2:
		return fmt.Sprintf("mss %d", be.Uint16(o.Data))
	case o.Kind == optWScale && n == 1:
		return fmt.Sprintf("wscale %d", o.Data[0])
	case o.Kind == optSACKOK && n == 0:
		return "sackOK"
	case o.sack():
		return "sack" + edges(o.Data)
	case o.Kind == optTS && n == 8:
		return fmt.Sprintf("TS val %d ecr %d", be.Uint32(o.Data), be.Uint32(o.Data[4:]))
	}
	return strings.TrimSpace(fmt.Sprintf("opt %d %x", o.Kind, o.Data))
}

// size returns the bytes that the option takes in a header.
func (o Option) size() int {
	if o.Kind <= optNop {
		return 1
	}
	return 2 + len(o.Data)
}

func (o Option) sack() bool { return o.Kind == optSACK && len(o.Data) > 0 && len(o.Data)%8 == 0 }

func edges(b []byte) (s string) {
	for ; len(b) > 0; b = b[8:] {
		s += fmt.Sprintf(" %d:%d", binary.BigEndian.Uint32(b), binary.BigEndian.Uint32(b[4:]))
	}
	return s
}

// shiftAck adds delta to everything in the header that counts the other side's bytes.
func (t *TCP) shiftAck(delta uint32) {
	if t.Flags&ACK != 0 {
		t.Ack += delta
	}
	for _, o := range t.Options {
		if !o.sack() {
			continue
		}
		for b := o.Data; len(b) > 0; b = b[4:] {
			binary.BigEndian.PutUint32(b, binary.BigEndian.Uint32(b)+delta)
		}
	}
}
