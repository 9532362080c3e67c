package tcp

import (
	"net/netip"
	"time"
)

// This file is the event STATUS, RFC 9293 §3.10.6.

// State returns the state of the connection.
func (c *Conn) State() State { return c.state }

// Err returns why the connection ended: nil if it has not.
func (c *Conn) Err() error { return c.err }

// Status is what the STATUS call tells.
type Status struct {
	Local, Remote netip.AddrPort
	State         State
	SendWindow    int           // what the peer takes, in bytes
	ReceiveWindow int           // what we have offered, in bytes
	Unacked       int           // sequence numbers sent and not acknowledged
	Unsent        int           // bytes written and not sent
	Queued        int           // bytes written and not acknowledged
	Unread        int           // bytes received and not read
	MSS           int           // the most text that we send in a segment, in bytes
	Cwnd          int           // the congestion window, in bytes
	Ssthresh      int           // below it the congestion window doubles with each round trip, in bytes
	Agreed        Feature       // WindowScale, Timestamps, SACK: those that both sides use
	SRTT          time.Duration // the smoothed round trip; 0: not measured yet
	RTO           time.Duration // the retransmission timeout
	Backoff       int           // how often it is doubled now: 3 and more are the RFC's R1 (SHLD-10)
	UserTimeout   time.Duration // the RFC's R2
}

// Status returns what there is to know of the connection now.
func (c *Conn) Status() Status {
	return Status{
		Local: c.Local(), Remote: c.Remote(),
		State:         c.state,
		SendWindow:    c.snd.wnd,
		ReceiveWindow: c.rcvWnd(),
		Unacked:       c.flight(),
		Unsent:        max(0, c.snd.end.Sub(c.snd.nxt)),
		Queued:        c.out.n,
		Unread:        c.in.n,
		MSS:           c.snd.mss,
		Cwnd:          c.cong.cwnd,
		Ssthresh:      c.cong.ssthresh,
		Agreed:        c.agreed(),
		SRTT:          c.rtt.smoothed,
		RTO:           c.rto(),
		Backoff:       c.rtt.backoff,
		UserTimeout:   c.patience,
	}
}
