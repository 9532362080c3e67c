package trace

import (
	"hash/crc32"
	"strconv"
	"strings"
)

func (ps *parser) icmp() {
	m := &ICMP{}
	ps.p.ICMP = m
	switch {
	case ps.take("echo"):
		ps.echo(m)
		return
	case ps.take("unreachable"):
		m.Type = 3
	case ps.take("time"):
		ps.must("exceeded")
		m.Type = 11
	case ps.take("type"):
		m.Type = byte(ps.number("type", 8))
	default:
		ps.fail("want echo, unreachable, time exceeded or type N, got %s", ps.rest())
	}
	ps.must("code")
	m.Code = byte(ps.number("code", 8))
	ps.p.Len = ps.size()
	if ps.take("rest") {
		m.Rest = ps.word32("rest", "0x")
	}
}

func (ps *parser) echo(m *ICMP) {
	switch {
	case ps.take("request"):
		m.Type = 8
	case !ps.take("reply"):
		ps.fail(`want "request" or "reply", got %s`, ps.rest())
	}
	ps.must("id")
	m.Rest = ps.number("id", 16) << 16
	ps.must("seq")
	m.Rest |= ps.number("seq", 16)
	ps.p.Len = ps.size()
}

// tail reads what may follow the words of any packet, and holds it against them.
func (ps *parser) tail() {
	if ps.take("frag") {
		ps.fragment()
	}
	if ps.take("ipopt") {
		ps.ipOptions()
	}
	if ps.take("ttl") {
		ps.p.TTL = byte(ps.number("ttl", 8))
	}
	if ps.take("pad") {
		ps.p.Pad = int(ps.number("pad", countBits))
	}
	ps.content()
	ps.end()
	ps.wrong()
	if ps.p.Src.Is6() && (ps.p.Fragment() || ps.p.IPOptions != nil || ps.p.BadIPSum) {
		ps.fail("want no frag, ipopt or bad ip checksum with IPv6, whose header has none of these")
	}
	whole := ps.p.TCP != nil || ps.p.ICMP != nil
	if whole && ps.p.Fragment() {
		ps.fail("want a fragment by its bytes, such as ADDR > ADDR %s 1480b frag 0+", protocolName(ps.p.Proto))
	}
	if parts := ps.p.Proto == protoTCP || ps.p.Proto == protoICMP && ps.p.Src.Is4(); parts && !whole && !ps.p.Fragment() {
		ps.fail("want all of the %s header: only a fragment (frag N) is given by its bytes", protocolName(ps.p.Proto))
	}
}

func (ps *parser) fragment() {
	const what = "frag OFFSET or OFFSET+, a multiple of 8 below 65536, with + if 0"
	word := ps.next(what)
	digits, more := strings.CutSuffix(word, "+")
	n, err := strconv.ParseUint(digits, 10, 16)
	if err != nil || n%8 != 0 || n == 0 && !more {
		ps.fail("want %s, got %q", what, word)
	}
	ps.p.Frag, ps.p.More = int(n), more
}

func (ps *parser) ipOptions() {
	b := ps.hex("ipopt")
	_, _, err := splitOptions(b)
	if err != nil {
		ps.fail("want IPv4 options that fit, got %w: give such a packet as raw", err)
	}
	if len(b) == 0 || len(b)%4 != 0 || len(b) > 40 {
		ps.fail("want ipopt of 4 to 40 bytes, in fours, got %d", len(b))
	}
	ps.p.IPOptions = b
}

// content reads what the packet carries; without words it is the pattern.
func (ps *parser) content() {
	switch {
	case ps.begins(`"`):
		s, _ := strconv.Unquote(ps.next("content"))
		ps.p.Data = []byte(s)
	case ps.take("hex"):
		ps.p.Data = ps.hex("the content")
	case ps.take("crc"):
		ps.crc()
		return
	default:
		ps.p.Data = Pattern(ps.p.Len)
	}
	if len(ps.p.Data) != ps.p.Len {
		ps.fail("want %d bytes of content, got %d", ps.p.Len, len(ps.p.Data))
	}
}

// crc reads a checksum of the content; only that of the pattern tells what the content is.
func (ps *parser) crc() {
	sum := ps.word32("crc", "")
	if pattern := Pattern(ps.p.Len); crc32.ChecksumIEEE(pattern) == sum {
		ps.p.Data = pattern
		return
	}
	if ps.p.Len == 0 {
		ps.fail("want no crc of no content, got %08x", sum)
	}
	ps.p.CRC = sum
}

// wrong reads the checksums in the bracket.
func (ps *parser) wrong() {
	if ps.bracket == "" || ps.err != nil {
		return
	}
	for s := range strings.SplitSeq(ps.bracket, ", ") {
		switch sum := ps.p.checksum(); {
		case s == "bad ip checksum":
			ps.p.BadIPSum = true
		case sum != "" && s == "bad "+sum+" checksum":
			ps.p.BadSum = true
		default:
			ps.fail("want what is wrong with the packet, such as [bad ip checksum] or [bad tcp checksum], got [%s]", s)
		}
	}
}

// raw reads a packet that is given byte by byte. The reason in the bracket is found anew if the bytes are known.
func (ps *parser) raw() {
	ps.p = Packet{Raw: true, Len: ps.size(), Reason: ps.bracket}
	if ps.take("crc") {
		ps.crc()
	} else if ps.p.Len > 0 {
		ps.p.Data = ps.hex("the packet")
	}
	known := ps.p.Data != nil || ps.p.Len == 0
	if known && len(ps.p.Data) != ps.p.Len {
		ps.fail("want %d bytes of packet, got %d", ps.p.Len, len(ps.p.Data))
	}
	if known {
		ps.p.Reason = Decode(ps.p.Data).Reason
	}
	ps.end()
}
