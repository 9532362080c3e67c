package tcp

import (
	"time"

	"tcpworkbook/step03-parse-ipv4/icmp"
	"tcpworkbook/step03-parse-ipv4/ipv4"
)

// arrivesICMP answers ping. All else, Source Quench too (MUST-55), is dropped.
func (s *Stack) arrivesICMP(now time.Time, h *ipv4.Header, payload []byte) error {
	m, err := icmp.Parse(payload)
	if err != nil {
		return err
	}
	switch m.Type {
	case icmp.EchoRequest:
		s.answerPing(h, m, len(payload))
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
