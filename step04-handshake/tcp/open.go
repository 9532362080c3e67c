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
//
//exercise:4.5
func (c *Conn) ourMSS() int { return c.limits.MTU - headers }

// synchronize takes the peer's SYN: its numbers and what it offers.
func (c *Conn) synchronize(now time.Time, seg *Segment) {
	c.startReceiving(seg)
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
}
