package tcp

import "time"

// This file is the event OPEN, RFC 9293 §3.10.1.

// headers are the bytes of a packet that are not text: an IPv4 and a TCP
// header, both without options.
const headers = 20 + HeaderLen

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
}

// ourMSS is what we tell the peer that we take (MUST-67): never less on
// account of options (RFC 6691).
func (c *Conn) ourMSS() int { return c.limits.MTU - headers }

// synchronize takes the peer's SYN: its numbers and what it offers.
func (c *Conn) synchronize(now time.Time, seg *Segment) {
	c.rcv.irs = seg.Seq
	c.rcv.nxt = seg.Seq.Add(1)
	c.rcv.edge = c.rcv.nxt.Add(min(c.limits.ReceiveBuffer, maxUnscaled)) // a SYN's window is not scaled
	c.setWindow(seg)
}

// establish completes the handshake.
func (c *Conn) establish(now time.Time) {
	c.state = Established
}
