package tcp

import "time"

// This file is the event TIMEOUTS, RFC 9293 §3.10.8.

// The timers of a connection.
const (
	userTimeout    = iota // nothing was acknowledged for too long
	retransmission        // RFC 6298; with nothing on the way, for the peer's window
	delayedACK            // §3.8.6.3
	timerCount
)

// timeouts are what the timers set off.
var timeouts = [timerCount]func(*Conn, time.Time){
	userTimeout:    (*Conn).giveUp,
	retransmission: (*Conn).retransmit,
	delayedACK:     func(c *Conn, _ time.Time) { c.ackNow = true },
}

// Tick lets the connection act on the time that has passed.
func (c *Conn) Tick(now time.Time) {
	for i, at := range c.timers {
		if at.IsZero() || now.Before(at) || c.state == Closed {
			continue
		}
		c.timers[i] = time.Time{}
		timeouts[i](c, now)
	}
}

// Deadline returns when Tick must be called next; the zero time means never.
func (c *Conn) Deadline() time.Time {
	var first time.Time
	for _, at := range c.timers {
		if !at.IsZero() && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	return first
}

// DefaultUserTimeout is how long a peer may leave what we send, SYN included,
// without an answer: the RFC's R2, which must be at least 100 seconds
// (SHLD-11), and three minutes for a SYN (MUST-23). Five minutes are the
// default of §3.9.1.1.
const DefaultUserTimeout = 5 * time.Minute

// patient starts to wait, or waits anew, for the peer to acknowledge.
func (c *Conn) patient(now time.Time) { c.timers[userTimeout] = now.Add(c.patience) }

// giveUp is the USER TIMEOUT.
func (c *Conn) giveUp(time.Time) {
	c.die(ErrTimeout)
}
