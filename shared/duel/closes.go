package duel

import (
	"time"

	"tcpworkbook/shared/trace"
)

// The program's services that close of themselves, and what they say.
const (
	daytimePort, quotePort = 13, 17
	quoteLen               = 76
)

// daytimeLen is how long the time is that the daytime service says to who
// connects now, by the clock of a replay.
func (t *talk) daytimeLen() uint32 {
	at := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).Add(t.now)
	return uint32(len(at.Format("Monday, January 2, 2006 15:04:05-MST\r\n")))
}

// fin sends a FIN, behind n bytes of text that begin before before what the
// program has.
func (p *peer) sendFin(before, n int) {
	p.send(trace.FIN|trace.ACK, p.taken-uint32(before), before+n, p.acked)
	p.take(p.taken, p.taken+uint32(n)+1)
	p.fin = true
}

// last does what may come when all is over, or nearly: nothing of it may wake
// the connection.
func (p *peer) last() {
	t := p.talk
	for range t.r.IntN(3) {
		p.wait(one(t, 20*time.Millisecond, 5*time.Second))
		p.calm()
		switch t.r.IntN(4) {
		case 0:
			p.send(trace.FIN|trace.ACK, p.taken-1, 0, p.acked) // its FIN again
		case 1:
			p.send(trace.ACK, p.taken, 0, p.acked)
		case 2:
			p.send(trace.ACK|trace.PSH, p.taken, 5, p.acked)
		case 3:
			p.send(trace.ACK, p.taken-1, 0, p.acked)
		}
	}
	p.wait(one(t, 20*time.Millisecond, 10*time.Minute))
	p.send(trace.ACK, p.taken, 0, p.acked)
}

// closing closes the peer's side, behind text that is answered; what answers is
// acknowledged in parts, or late.
func closing(p *peer) {
	t := p.talk
	p.meet(10*time.Millisecond, size(segmentSize))
	p.say(one(t, 26, 2*segmentSize))
	p.wait(20 * time.Millisecond)
	if t.r.IntN(2) == 0 {
		p.hear(p.taken - p.acked)
	}
	echoed := p.taken - p.acked
	n := one(t, 0, 5, 26)
	p.sendFin(one(t, 0, 0, 5), n)
	echoed += uint32(n)
	p.wait(20 * time.Millisecond)
	for range t.r.IntN(3) {
		switch t.r.IntN(5) {
		case 0:
			p.send(trace.FIN|trace.ACK, p.taken-1, 0, p.acked)
		case 1:
			p.hear(0)
		case 2:
			p.wait(5 * time.Second)
			p.hear(0)
		case 3:
			p.hear(echoed) // but not the FIN
			echoed = 0
		case 4:
			p.send(trace.ACK, p.taken, 5, p.acked) // text beyond a FIN
		}
		p.wait(20 * time.Millisecond)
	}
	p.hear(echoed + 1)
	p.last()
}

// closingEarly sends its FIN before the text that stands before it.
func closingEarly(p *peer) {
	t := p.talk
	p.meet(10*time.Millisecond, size(segmentSize))
	n := one(t, 5, 26, segmentSize)
	p.send(trace.FIN|trace.ACK, p.taken+uint32(n), 0, p.acked)
	p.wait(20 * time.Millisecond)
	p.say(n)
	p.take(p.taken, p.taken+1)
	p.wait(20 * time.Millisecond)
	p.hear(uint32(n) + 1)
	p.last()
}

// closingNarrow closes while its window holds back the answer.
func closingNarrow(p *peer) {
	t := p.talk
	p.window = one(t, segmentSize, 2*segmentSize)
	p.meet(10*time.Millisecond, size(segmentSize))
	p.say(3 * segmentSize)
	p.sendFin(0, 0)
	p.wait(20 * time.Millisecond)
	p.hear(segmentSize)
	p.wait(20 * time.Millisecond)
	p.window = 64240
	p.hear(0)
	p.wait(20 * time.Millisecond)
	p.hear(2*segmentSize + uint32(t.r.IntN(2)))
	p.wait(20 * time.Millisecond)
	p.hear(3*segmentSize + 2 - p.acked)
	p.last()
}

// halfClosed hears what the time is, and that the program has closed its side;
// it goes on, and is silent, and closes at last.
func halfClosed(p *peer) {
	t := p.talk
	p.service = daytimePort
	p.meet(10 * time.Millisecond)
	n := t.daytimeLen()
	p.wait(20 * time.Millisecond)
	switch t.r.IntN(3) {
	case 0:
		p.hear(n) // but not the FIN
		p.wait(one(t, 20*time.Millisecond, 5*time.Second))
		p.hear(1)
	case 1:
		p.wait(5 * time.Second)
		p.hear(n + 1)
	case 2:
		p.hear(n + 1)
	}
	for range t.r.IntN(3) {
		p.wait(one(t, 20*time.Millisecond, 5*time.Second))
		p.say(one(t, 1, 26))
	}
	p.wait(one(t, 20*time.Millisecond, 30*time.Second))
	p.sendFin(0, one(t, 0, 5))
	p.last()
}

// closedFirst hears a quotation, and that the program has closed; it closes, too.
func closedFirst(p *peer) {
	t := p.talk
	p.service = quotePort
	p.meet(10 * time.Millisecond)
	p.wait(20 * time.Millisecond)
	switch t.r.IntN(3) {
	case 0:
		p.hear(quoteLen)
		p.wait(20 * time.Millisecond)
		p.hear(1)
	case 1:
		p.hear(quoteLen + 1)
	case 2:
		p.acked += quoteLen + 1
	}
	p.wait(20 * time.Millisecond)
	p.sendFin(0, 0)
	p.last()
}

// bothClose closes before it has heard the program's FIN.
func bothClose(p *peer) {
	t := p.talk
	p.service = one(t, uint16(daytimePort), quotePort)
	p.meet(10 * time.Millisecond)
	n := uint32(quoteLen)
	if p.service == daytimePort {
		n = t.daytimeLen()
	}
	p.wait(10 * time.Millisecond)
	if t.r.IntN(2) == 0 {
		p.hear(n)
	}
	p.sendFin(0, 0)
	p.wait(20 * time.Millisecond)
	if t.r.IntN(3) == 0 {
		p.hear(0)
		p.wait(5 * time.Second)
	}
	p.hear(n + 2 - p.acked)
	p.last()
}

// unread sends what the program does not read before it closes, or after.
func unread(p *peer) {
	t := p.talk
	p.service = quotePort
	p.next, p.taken, p.acked = 1, 1, 1
	t.feed(p.segment(trace.SYN, 0, 0, 0))
	p.wait(10 * time.Millisecond)
	if t.r.IntN(2) == 0 {
		p.hear(0)
	}
	p.say(5)
	p.wait(20 * time.Millisecond)
	p.hear(quoteLen + 1)
	p.last()
}

// aborted ends by a reset, in whatever state.
func aborted(p *peer) {
	t := p.talk
	p.service = one(t, uint16(7), quotePort, daytimePort)
	p.meet(10 * time.Millisecond)
	n := t.daytimeLen()
	p.wait(20 * time.Millisecond)
	switch p.service {
	case quotePort:
		p.hear(quoteLen + 1)
	case daytimePort:
		p.hear(n + 1)
	}
	said := one(t, 5, 26)
	p.say(said)
	if p.service == 7 {
		p.wait(20 * time.Millisecond)
		p.hear(uint32(said))
	}
	if p.service == 7 && t.r.IntN(2) == 0 {
		p.sendFin(0, 0)
	}
	if p.wait(20 * time.Millisecond); p.service != 7 {
		p.calm()
	}
	p.send(one(t, trace.RST, trace.RST|trace.ACK), p.taken+one(t, uint32(0), 0, 1, 1<<20), 0, p.acked)
	p.wait(one(t, 20*time.Millisecond, 10*time.Second))
	p.hear(0)
	p.wait(20 * time.Millisecond)
	p.send(trace.RST, p.taken, 0, 0)
}
