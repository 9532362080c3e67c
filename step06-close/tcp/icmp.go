package tcp

import (
	"encoding/binary"
	"fmt"
	"time"

	"tcpworkbook/step03-parse-ipv4/icmp"
	"tcpworkbook/step03-parse-ipv4/ipv4"
)

// parameterProblem is one more type of ICMP error (RFC 792).
const parameterProblem icmp.Type = 12

// The codes of icmp.Unreachable that we tell from the others (RFC 792).
const (
	protocolUnreachable = 2
	portUnreachable     = 3
	tooBig              = 4 // "fragmentation needed and DF set"
)

// minPathMTU is the least that we believe a path to be limited to, in bytes: a
// smaller number is more likely to be an attack (RFC 1191 §3 has 68). plateau is
// what we take where a router does not say.
const (
	minPathMTU = 552
	plateau    = 576
)

// arrivesICMP answers ping. All else, Source Quench too (MUST-55), is dropped.
// But it looks at what routers and peers say of our segments.
func (s *Stack) arrivesICMP(now time.Time, h *ipv4.Header, payload []byte) error {
	m, err := icmp.Parse(payload)
	if err != nil {
		return err
	}
	switch m.Type {
	case icmp.EchoRequest:
		s.answerPing(h, m, len(payload))
	case icmp.Unreachable, icmp.TimeExceeded, parameterProblem:
		if c := s.quoted(m.Data); c != nil {
			c.trouble(now, &m)
			s.Touch(c)
		}
	}
	return nil
}

func (s *Stack) answerPing(h *ipv4.Header, m icmp.Message, n int) {
	answer, ok := icmp.Reply(m)
	if !ok {
		return
	}
	back := ipv4.Header{DontFragment: true, TTL: s.TTL, Protocol: ipv4.ICMP, Src: h.Dst, Dst: h.Src}
	s.replies.add(func(b []byte) []byte { return answer.Append(back.Append(b, n)) })
}

// quoted returns the connection whose segment an ICMP error quotes, or nil. It
// must be a segment that is on its way just now: who cannot see our segments
// can hardly guess that (RFC 5927 §4.1). The quote is an IP header and at least
// 8 bytes: ports and sequence number.
func (s *Stack) quoted(b []byte) *Conn {
	if len(b) < ipv4.HeaderLen || b[0]>>4 != 4 || ipv4.Protocol(b[9]) != ipv4.TCP {
		return nil
	}
	header := int(b[0]&0x0f) * 4
	if header < ipv4.HeaderLen || len(b) < header+8 {
		return nil
	}
	segment := b[header:]
	c := s.conns[ends{
		local: [4]byte(b[12:16]), remote: [4]byte(b[16:20]),
		localPort: binary.BigEndian.Uint16(segment), remotePort: binary.BigEndian.Uint16(segment[2:]),
	}]
	if c == nil || !Seq(binary.BigEndian.Uint32(segment[4:])).In(c.snd.una, c.flight()) {
		return nil
	}
	return c
}

// trouble acts on an ICMP error (RFC 9293 §3.9.2.2). Most are soft: the trouble
// may pass, so they are only remembered (MUST-56). A port or protocol that is
// not there ends an attempt to connect (SHLD-26); once a connection is
// established, a peer that has been there is more believable than an ICMP
// message (RFC 5927 §5.2).
func (c *Conn) trouble(now time.Time, m *icmp.Message) {
	unreachable := m.Type == icmp.Unreachable
	switch {
	case unreachable && m.Code == tooBig:
		c.shrink(int(binary.BigEndian.Uint16(m.Rest[2:])))
	case unreachable && (m.Code == portUnreachable || m.Code == protocolUnreachable) && c.state == SynSent:
		c.die(ErrRefused)
	default:
		c.soft = fmt.Errorf("%w: ICMP type %d code %d", ErrUnreachable, m.Type, m.Code)
	}
}

// withTrouble adds to an error what ICMP told of the way (SHLD-25).
func (c *Conn) withTrouble(err error) error { return fmt.Errorf("%w: %w", err, c.soft) }

// shrink makes our segments fit through a path of that MTU, and sends what was
// too big again, at once (RFC 1191 §6.4). 0 means that the router does not
// know how to say it. They are never made larger again.
func (c *Conn) shrink(mtu int) {
	if mtu == 0 {
		mtu = plateau
	}
	mss := max(mtu, minPathMTU) - headers - c.ts.size()
	if mss >= c.snd.mss || !c.synchronized() {
		return
	}
	c.cong.cwnd = c.cong.cwnd / c.snd.mss * mss // as many segments (RFC 5681 §3.1)
	c.snd.mss, c.cong.mss = mss, mss
	c.hole.tried, c.hole.passed = false, false
	c.again()
}
