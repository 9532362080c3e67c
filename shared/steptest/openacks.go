package steptest

import (
	"net/netip"
	"time"

	"tcpworkbook/shared/trace"
)

// longestDelay is for how long an acknowledgment may be held back (RFC 9293
// §3.8.6.3).
const longestDelay = 500 * time.Millisecond

// evenAcks makes programs equal that acknowledge each segment, each second one,
// or later. An ACK that could wait is one of all the text that has come, the last
// of it in order. It is put behind the segment that brought that text, and left
// out if within longestDelay more text comes, or something else that the program
// sends acknowledges as much. An ACK of something new that is due at once (RFC
// 5681 §4.2) is left out only if something else goes out with it at once. Left out
// is also one that only opens the window further. All others stay.
func evenAcks(all []*passing) {
	talks := make(map[way]*talk)
	for _, p := range all {
		key := p.way()
		if p.sent {
			key = way{key.dst, key.src}
		}
		if talks[key] == nil {
			talks[key] = &talk{}
		}
		if p.sent {
			talks[key].programSent(p)
		} else {
			talks[key].peerSent(p)
		}
	}
}

type way struct{ src, dst netip.AddrPort }

func (p *passing) way() way {
	t := p.p.TCP
	return way{netip.AddrPortFrom(p.p.Src, t.SrcPort), netip.AddrPortFrom(p.p.Dst, t.DstPort)}
}

// A talk is what was seen of one connection.
type talk struct {
	known bool   // the program has acknowledged something
	acked uint32 // the most of it
	next  uint32 // the end of the text that came in order
	win   int    // what the program offered last

	sent    bool   // the program has sent something
	sentEnd uint32 // the end of it

	text    *passing // the last that the peer sent with text, SYN or FIN
	inOrder bool     // it was in order
	waited  *passing // the ACK of it, if it could wait
	atOnce  *passing // the ACK of something new that has just been sent
	heard   bool     // the peer has sent something since the program did
}

func (c *talk) peerSent(p *passing) {
	c.heard, c.atOnce = true, nil
	if p.end() == p.p.TCP.Seq || p.p.BadSum || p.p.BadIPSum {
		return
	}
	if p.p.TCP.Flags&trace.SYN != 0 && c.known { // it takes nothing, or begins a connection that the program's own begins anew
		return
	}
	if c.waited != nil && p.at-c.text.at <= longestDelay {
		c.waited.open = true
	}
	c.waited, c.text = nil, p
	c.inOrder = !c.known || !after(p.p.TCP.Seq, c.next) && after(p.end(), c.next)
	if c.inOrder {
		c.next = p.end()
	}
}

func (c *talk) programSent(p *passing) {
	t := p.p.TCP
	if t.Flags&trace.ACK == 0 && c.sent {
		return
	}
	pure := t.Flags == trace.ACK && p.p.Len == 0
	if pure && c.sent && t.Seq != c.sentEnd { // a probe
		return
	}
	again := c.sent && !after(p.end(), c.sentEnd) // its time says nothing of when an ACK was due
	news := t.Flags&trace.ACK != 0 && (!c.known || after(t.Ack, c.acked) || t.Flags&trace.SYN != 0)
	switch {
	case !pure && !again && c.waited != nil && !after(c.waited.p.TCP.Ack, t.Ack) && p.at-c.text.at <= longestDelay:
		c.waited.open, c.waited = true, nil
	case !pure && !again && c.atOnce != nil && !after(c.atOnce.p.TCP.Ack, t.Ack) && p.at == c.atOnce.at:
		c.atOnce.open, c.atOnce = true, nil
	case pure && news && c.couldWait(p):
		p.place, p.at, c.waited = c.text.place+1, c.text.at, p
	case pure && news:
		c.atOnce = p
	case pure && !news && !c.heard && t.Win > c.win && c.win > 0:
		p.open = true
	}
	c.heard, c.win = false, t.Win
	if end := p.end(); !c.sent || after(end, c.sentEnd) || t.Flags&trace.SYN != 0 {
		c.sent, c.sentEnd = true, end
	}
	if !news {
		return
	}
	if !c.known || after(t.Ack, c.next) || t.Flags&trace.SYN != 0 {
		c.next = t.Ack
	}
	c.known, c.acked = true, t.Ack
}

// couldWait reports whether p, an ACK of something new, was not due at once.
func (c *talk) couldWait(p *passing) bool {
	return c.text != nil && c.inOrder && p.p.TCP.Ack == c.text.end() && p.at-c.text.at <= longestDelay
}

// end returns the number after what a segment takes: text, SYN and FIN.
func (p *passing) end() uint32 {
	end := p.p.TCP.Seq + uint32(p.p.Len)
	if p.p.TCP.Flags&trace.SYN != 0 {
		end++
	}
	if p.p.TCP.Flags&trace.FIN != 0 {
		end++
	}
	return end
}

// after reports whether a is beyond b (RFC 9293 §3.4).
func after(a, b uint32) bool { return int32(a-b) > 0 }
