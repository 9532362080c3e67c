package duel

import (
	"strconv"
	"time"

	"tcpworkbook/shared/trace"
)

// A scene is what one peer does from its SYN to its last segment: something that
// chance alone would seldom bring about, with chance in its details. No flight
// has more than four segments, for how fast windows grow is open; whatever is
// lost is lost for so long, or so briefly, that it does not matter when exactly it
// is sent again.
type scene func(p *peer)

// segmentSize is that of most scenes: with it, text begins where the alphabet
// does, and none is so long that it may be taken for too long for some link.
const segmentSize = 468

var dataScenes = []scene{
	lost, lost, overtaken, slowAnswer, slowAnswer, quick, dead, dead, neverOpen, neverOpen, burst, tiny, older, recovery, recovery, narrow, narrow, shutOut, scaled, scaled, stamped, holes, holes,
}

// crampedScenes are for a program that holds little text: a buffer of cramped
// bytes.
var crampedScenes = []scene{fill, fill, straddle, covers, holes, lost}

// promptScenes are for a program that does without Nagle's algorithm.
var promptScenes = []scene{prompt, prompt, lost, quick, holes}

const cramped = 4 * segmentSize

var closeScenes = []scene{
	closing, closing, closing, closingEarly, closingNarrow, halfClosed, halfClosed, closedFirst, closedFirst, bothClose, unread, aborted,
}

// scenes makes a session of scenes.
func (t *talk) scenes(n int) (flags []string) {
	of := dataScenes
	switch {
	case t.step == 5 && t.r.IntN(6) == 0:
		of, flags = promptScenes, []string{"-nodelay"}
	case t.step == 5 && t.r.IntN(3) == 0:
		of, flags = crampedScenes, []string{"-buffer", strconv.Itoa(cramped)}
	case t.step == 6 && t.r.IntN(5) > 0:
		of = closeScenes
	}
	for i := uint16(0); len(t.lines) < n; i++ {
		p := t.newPeer(i)
		p.service, p.window = 7, 64240
		one(t, of...)(p)
		t.wait(one(t, 100*time.Millisecond, 2*time.Second))
	}
	return flags
}

// meet opens a connection, with a round trip of this length.
func (p *peer) meet(trip time.Duration, options ...trace.Option) {
	p.next, p.taken, p.acked, p.open = 1, 1, 1, true
	syn := p.segment(trace.SYN, 0, 0, 0)
	syn.TCP.Options = options
	p.talk.feed(syn)
	p.talk.wait(trip)
	p.hear(0)
}

// hear acknowledges n bytes more of what the program has sent.
func (p *peer) hear(n uint32) {
	p.acked += n
	p.send(trace.ACK, p.taken, 0, p.acked)
}

// say sends text in order, in segments of segmentSize at most.
func (p *peer) say(n int) {
	for ; n > 0; n -= segmentSize {
		size := min(n, segmentSize)
		p.send(one(p.talk, trace.ACK, trace.ACK|trace.PSH), p.taken, size, p.acked)
		p.take(p.taken, p.taken+uint32(size))
	}
}

// ask sends what must be answered at once, and tells nothing new.
func (p *peer) ask() { p.send(trace.ACK, p.taken-1, 0, p.acked) }

// leave resets the connection, if nothing else is to be seen.
func (p *peer) leave() {
	p.calm()
	p.talk.wait(50 * time.Millisecond)
	p.send(trace.RST, p.taken, 0, 0)
	if p.talk.r.IntN(3) == 0 {
		p.talk.wait(10 * time.Second) // what has ended is silent
		p.send(trace.ACK, p.taken, 0, p.acked)
	}
}

func (p *peer) wait(d time.Duration) { p.talk.wait(d) }

func size(mss uint16) trace.Option {
	return trace.Option{Kind: 2, Data: []byte{byte(mss >> 8), byte(mss)}}
}

func scale(shift byte) trace.Option { return trace.Option{Kind: 3, Data: []byte{shift}} }

var sackPermitted = trace.Option{Kind: 4}

// lost loses answers: all of them, or those after the first.
func lost(p *peer) {
	t := p.talk
	p.meet(one(t, 10*time.Millisecond, 300*time.Millisecond), size(segmentSize))
	n := segmentSize * (1 + t.r.IntN(3))
	p.say(n)
	p.wait(20 * time.Millisecond)
	if n > segmentSize && t.r.IntN(2) == 0 {
		p.hear(segmentSize)
	}
	if t.r.IntN(2) == 0 {
		p.say(segmentSize) // and so it goes on, with another ACK
	}
	p.wait(one(t, 5*time.Second, 130*time.Second))
	p.hear(p.taken - p.acked)
	p.wait(20 * time.Millisecond)
	p.say(26)
	p.wait(20 * time.Millisecond)
	p.hear(26)
	p.leave()
}

// overtaken loses an answer that goes out again after more text has come, and
// acknowledges that, too. The answer to that waits (RFC 9293 §3.7.4).
func overtaken(p *peer) {
	p.meet(slow, size(segmentSize))
	p.say(segmentSize)
	p.wait(20 * time.Millisecond)
	p.say(26)
	p.wait(5 * time.Second)
	p.hear(segmentSize)
	p.wait(20 * time.Millisecond)
	p.hear(26)
	p.leave()
}

// slow is a round trip that makes the time-out 2.4 seconds at first (RFC 6298
// §2.2), whatever the least one is. So nothing is sent again, and no window asked
// for, while an acknowledgment may wait.
const slow = 800 * time.Millisecond

// slowAnswer answers, or not, when a time-out is near.
func slowAnswer(p *peer) {
	t := p.talk
	p.meet(slow, size(segmentSize))
	p.say(segmentSize)
	switch t.r.IntN(3) {
	case 0:
		p.wait(2 * time.Second)
		p.ask()
	case 1:
		p.wait(1500 * time.Millisecond)
		p.say(segmentSize)
		p.wait(1500 * time.Millisecond)
		p.ask()
	case 2:
		p.wait(2300 * time.Millisecond)
	}
	p.hear(p.taken - p.acked)
	p.leave()
}

// quick answers at once, again and again, and then a little later.
func quick(p *peer) {
	p.meet(10*time.Millisecond, size(segmentSize))
	for range 12 {
		p.say(26)
		p.wait(10 * time.Millisecond)
		p.hear(26)
		p.wait(10 * time.Millisecond)
	}
	p.say(26)
	p.wait(150 * time.Millisecond)
	p.hear(26)
	p.leave()
}

// dead is silent for so long that it is given up.
func dead(p *peer) {
	p.meet(10*time.Millisecond, size(segmentSize))
	p.say(segmentSize)
	if p.talk.r.IntN(2) == 0 {
		p.send(trace.RST, p.taken, 0, 0)
	}
	p.wait(30 * time.Minute)
	p.hear(0)
	p.wait(10 * time.Millisecond)
	p.say(5)
}

// neverOpen does not complete the handshake, for a while or for good. What is
// sent after a SYN that was lost is not sent again for three seconds (RFC 6298
// (5.7)).
func neverOpen(p *peer) {
	p.taken, p.acked = 1, 1
	syn := p.segment(trace.SYN, 0, 0, 0)
	syn.TCP.Options = []trace.Option{size(segmentSize)}
	p.talk.feed(syn)
	silent := one(p.talk, 900*time.Millisecond, 5*time.Second, 30*time.Minute)
	p.wait(silent)
	p.hear(0)
	p.wait(10 * time.Millisecond)
	p.say(5)
	if silent == 5*time.Second {
		p.wait(2500 * time.Millisecond)
	}
	p.leave()
}

// burst sends more at once than one segment holds.
func burst(p *peer) {
	t := p.talk
	p.meet(20*time.Millisecond, one(t, size(segmentSize), size(segmentSize/2), size(segmentSize/4)))
	p.say(segmentSize)
	p.wait(20 * time.Millisecond)
	p.hear(segmentSize)
	p.say(1)
	p.wait(20 * time.Millisecond)
	p.say(1) // waits for the ACK of the other (RFC 9293 §3.7.4)
	p.wait(20 * time.Millisecond)
	p.hear(1)
	p.wait(20 * time.Millisecond)
	p.hear(1)
	p.leave()
}

// prompt asks for more while an answer is on its way.
func prompt(p *peer) {
	p.meet(20*time.Millisecond, size(segmentSize))
	for range 3 {
		p.say(26)
		p.wait(20 * time.Millisecond)
		p.say(26)
		p.wait(20 * time.Millisecond)
		p.hear(52)
		p.wait(20 * time.Millisecond)
	}
	p.leave()
}

// tiny takes next to nothing in one segment, and less than the options take: a
// program knows better than to believe that. No RFC says what it takes in its
// place, and one byte fits into anything.
func tiny(p *peer) {
	t := p.talk
	p.timestamps = true
	p.meet(20*time.Millisecond, size(one(t, uint16(1), 8)), stamp(t.now), nop, nop)
	p.say(1)
	p.wait(20 * time.Millisecond)
	p.hear(1)
	p.leave()
}

// recovery loses the first of four segments, and tells so by duplicates; or the
// second, and what comes then is old, and tells nothing.
func recovery(p *peer) {
	t := p.talk
	const mss = 1040
	p.service, p.window = 19, 4*mss
	p.meet(50*time.Millisecond, size(mss))
	p.wait(50 * time.Millisecond)
	old := one(t, 0, 0, mss)
	p.window -= old
	p.hear(uint32(old))
	for range one(t, 2, 3, 4, 5, 6) {
		p.send(trace.ACK, p.taken, 0, p.acked-uint32(old))
		p.wait(time.Millisecond)
	}
	p.wait(40 * time.Millisecond)
	n := one(t, 1, 2, 3, 4-old/mss)
	p.window -= n * mss // nothing new, however fast the program may be
	p.hear(uint32(n * mss))
	p.wait(20 * time.Millisecond)
	p.leave()
}

// narrow offers little, less than it has offered, and more again.
func narrow(p *peer) {
	t := p.talk
	p.window = 2 * segmentSize
	p.meet(10*time.Millisecond, size(segmentSize))
	p.say(4 * segmentSize)
	sent := uint32(1 + 2*segmentSize)
	p.wait(20 * time.Millisecond)
	p.window = one(t, 100, segmentSize, 2*segmentSize)
	p.hear(one(t, uint32(0), segmentSize, 2*segmentSize))
	if p.window >= segmentSize {
		sent = max(sent, p.acked+uint32(p.window))
	}
	p.wait(50 * time.Millisecond)
	p.window = 64240
	p.hear(min(sent, p.taken) - p.acked)
	p.wait(50 * time.Millisecond)
	p.hear(p.taken - p.acked)
	p.leave()
}

// older shuts its window in what overtakes text that has the window of before
// (RFC 9293 §3.10.7.4, fifth).
func older(p *peer) {
	p.meet(slow, size(segmentSize))
	p.window = 0
	p.send(trace.ACK, p.taken+26, 0, p.acked)
	p.window = 64240
	p.say(26)
	p.wait(20 * time.Millisecond)
	p.hear(0)
	p.wait(20 * time.Millisecond)
	p.hear(26)
	p.leave()
}

// shutOut shuts its window for a while, and takes a byte of what asks for it, or
// does not.
func shutOut(p *peer) {
	t := p.talk
	p.meet(slow, size(segmentSize))
	p.window = 0
	p.hear(0)
	p.wait(10 * time.Millisecond)
	p.say(one(t, 26, 3*segmentSize))
	p.wait(one(t, 5*time.Second, 90*time.Second, 20*time.Minute))
	p.hear(uint32(t.r.IntN(2)))
	p.wait(one(t, 10*time.Millisecond, 5*time.Second))
	p.window = 64240
	p.hear(0)
	p.wait(20 * time.Millisecond)
	for p.acked < p.taken {
		p.hear(min(segmentSize, p.taken-p.acked))
		p.wait(20 * time.Millisecond)
	}
	p.leave()
}

// scaled has a window that is to be multiplied, but for that of its SYN; or one
// that is not.
func scaled(p *peer) {
	t := p.talk
	shift := one(t, byte(0), 1, 2, 14, 255)
	options := []trace.Option{size(segmentSize), scale(shift), nop}
	p.window = one(t, segmentSize, 2*segmentSize)
	if shift == 255 {
		options = options[:1]
	} else {
		p.window = max(p.window>>min(shift, 9), 1)
	}
	p.meet(slow, options...)
	p.say(4 * segmentSize)
	p.wait(50 * time.Millisecond)
	if shift != 14 {
		p.hear(segmentSize)
		p.wait(20 * time.Millisecond)
	}
	p.leave()
}

// stamped has timestamps, once an older one, and once none; or one of the future
// in a reset that does not count.
func stamped(p *peer) {
	t := p.talk
	p.meet(10*time.Millisecond, size(segmentSize), stamp(t.now), nop, nop)
	p.timestamps = true
	p.say(2 * segmentSize)
	p.wait(20 * time.Millisecond)
	p.hear(2 * (segmentSize - 12)) // the options take their part
	p.wait(20 * time.Millisecond)
	p.hear(p.taken - p.acked)
	old := p.segment(trace.ACK, p.taken, 26, p.acked)
	switch t.r.IntN(4) {
	case 0:
		old.TCP.Options[2] = stamp(t.now - 5*time.Second)
	case 1:
		old.TCP.Options = nil
	case 2:
		p.take(p.taken, p.taken+26)
	case 3:
		reset := p.segment(trace.RST, p.taken+1, 0, 0)
		reset.TCP.Options = []trace.Option{nop, nop, stamp(t.now + time.Minute)}
		t.feed(reset)
		p.wait(20 * time.Millisecond)
		p.take(p.taken, p.taken+26)
	}
	t.feed(old)
	p.wait(20 * time.Millisecond)
	p.hear(p.taken - p.acked)
	p.leave()
}

// holes sends parts of the text in any order, with and without SACK.
func holes(p *peer) {
	t := p.talk
	p.meet(10*time.Millisecond, one(t, []trace.Option{size(segmentSize), sackPermitted, nop, nop}, []trace.Option{size(segmentSize)})...)
	const parts, part = 5, 26
	for _, i := range t.r.Perm(parts) {
		from, n := 1+uint32(i)*part, part
		if i > 0 && t.r.IntN(4) == 0 {
			from, n = from-5, n+5 // again, a little of the one before
		}
		if t.r.IntN(4) == 0 {
			n += 5
		}
		p.send(trace.ACK, from, n, p.acked)
		p.take(from, from+uint32(n))
		p.wait(10 * time.Millisecond)
		if p.acked < p.taken {
			p.hear(p.taken - p.acked)
			p.wait(10 * time.Millisecond)
		}
	}
	p.leave()
}

// fill sends to a program that nobody reads from, until it can hold no more, and
// asks; then it takes something.
func fill(p *peer) {
	t := p.talk
	p.meet(slow, size(segmentSize))
	p.window = 0
	p.hear(0)
	for range 2 * cramped / segmentSize {
		p.say(segmentSize)
		p.wait(20 * time.Millisecond)
	}
	p.wait(5 * time.Second)
	if t.r.IntN(2) == 0 {
		p.send(trace.ACK, p.taken, 1, p.acked)
		p.wait(20 * time.Millisecond)
		p.hear(0)
	}
	p.wait(5 * time.Second)
	p.window = one(t, 2*segmentSize, 64240)
	p.hear(0)
	p.wait(20 * time.Millisecond)
	for range 3 {
		p.window = one(t, p.window, p.window, 0)
		p.hear(segmentSize)
		p.wait(20 * time.Millisecond)
		if p.window == 0 {
			break
		}
	}
	p.leave()
}

// straddle sends text that begins in the window and ends beyond it.
func straddle(p *peer) {
	p.meet(10*time.Millisecond, size(segmentSize))
	from := p.taken + cramped - 260
	p.send(trace.ACK, from, segmentSize, p.acked)
	p.wait(20 * time.Millisecond)
	p.say(cramped - 260)
	p.take(p.taken, 1+cramped) // what fitted of the first
	p.wait(50 * time.Millisecond)
	p.hear(segmentSize)
	p.wait(20 * time.Millisecond)
	p.hear(p.taken - p.acked)
	p.leave()
}

// covers sends text that the program has, all that its window holds, and more.
func covers(p *peer) {
	p.meet(10*time.Millisecond, size(segmentSize))
	p.say(segmentSize)
	p.wait(20 * time.Millisecond)
	p.hear(segmentSize)
	p.send(trace.ACK, p.taken-segmentSize, segmentSize+cramped+26, p.acked)
	p.take(p.taken, 1+cramped) // the window has not moved: that would have been silly (RFC 9293 §3.8.6.2.2)
	p.wait(20 * time.Millisecond)
	p.hear(p.taken - p.acked)
	p.leave()
}
