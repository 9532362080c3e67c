package tcp

import "time"

// This file is the event OPEN, RFC 9293 §3.10.1.

// headers are the bytes of a packet that are not text: an IPv4 and a TCP
// header, both without options.
const headers = 20 + HeaderLen

// minMSS is the least that we take a peer's MSS option for, in bytes: below,
// headers are all that would travel.
const minMSS = 48

// defaultMSS is what a peer takes that does not say (MUST-15).
const defaultMSS = 536

// OpenActive asks for a connection. The first segment that Output returns is
// the SYN, with the number iss.
func OpenActive(iss Seq, limits Limits) *Conn {
	c := &Conn{}
	c.open(SynSent, iss, limits)
	return c
}

// OpenPassive waits for a peer that asks for a connection, and will answer it
// with a SYN of the number iss.
func OpenPassive(iss Seq, limits Limits) *Conn {
	c := &Conn{}
	c.open(Listen, iss, limits)
	return c
}

func (c *Conn) open(state State, iss Seq, limits Limits) {
	c.state, c.passive = state, state == Listen
	c.limits = limits.sane()
	c.snd = sendSpace{una: iss, nxt: iss, ptr: iss, iss: iss}
	c.rcv = recvSpace{edge: Seq(c.limits.ReceiveBuffer)}
	c.snd.end, c.snd.recover = iss.Add(1), iss
	c.patience = DefaultUserTimeout
	c.rtt, c.timing = rtt{}, false
	c.rec = recovery{timedOut: iss.Add(-1)}
	c.ts = timestamps{offset: c.ts.offset}
	c.sack = sacking{}
	c.setMSS(0)
	c.beginCongestion()
}

// setMSS works out how much text a segment may carry: what the peer takes, and
// what fits through our own link (§3.7.1, MUST-16). 0 means that the peer does
// not say.
func (c *Conn) setMSS(peer uint16) {
	mss := int(peer)
	if mss == 0 {
		mss = defaultMSS
	}
	c.snd.mss = min(max(mss, minMSS), c.limits.MTU-headers) - c.ts.size() // the peer's number does not count options (RFC 6691)
}

// ourMSS is what we tell the peer that we take (MUST-67): never less on
// account of options (RFC 6691).
//
//exercise:4.5
func (c *Conn) ourMSS() int { return c.limits.MTU - headers }

// synchronize takes the peer's SYN: its numbers and what it offers.
func (c *Conn) synchronize(now time.Time, seg *Segment) {
	c.startReceiving(seg)
	c.agreeOnScale(seg)
	c.agreeOnTimestamps(now, seg)
	c.agreeOnSACK(seg)
	c.setMSS(seg.Options.MSS)
	c.setWindow(seg)
}

// startReceiving sets the receive sequence space by the number of the peer's
// SYN, which is the first that it has used. The window that we offer is as
// large as our buffer; a SYN cannot say more than maxUnscaled.
//
//exercise:4.5
func (c *Conn) startReceiving(syn *Segment) {
	c.rcv.irs = syn.Seq
	c.rcv.nxt = syn.Seq.Add(1)
	c.rcv.edge = c.rcv.nxt.Add(min(c.limits.ReceiveBuffer, maxUnscaled))
}

// establish completes the handshake.
func (c *Conn) establish(now time.Time) {
	c.state = Established
	if c.rtt.backoff > 0 { // a SYN was lost: be careful with the text (RFC 6298 (5.7))
		c.rtt = rtt{cautious: true}
	}
	c.beginCongestion()
}
