package tcp

import "time"

// This file is the event TIMEOUTS, RFC 9293 §3.10.8.

// The timers of a connection.
const (
	userTimeout    = iota // nothing was acknowledged for too long
	retransmission        // RFC 6298; with nothing on the way, for the peer's window
	delayedACK            // §3.8.6.3
	keepAlive             // §3.8.4
	tailLoss              // RFC 8985 §7
	reordering            // RFC 8985 §6.2, step 5
	spareRings            // large rings have been empty
	lifetime              // of TIME-WAIT, and of FIN-WAIT-2 when nobody reads
	timerCount
)

// timeouts are what the timers set off.
var timeouts = [timerCount]func(*Conn, time.Time){
	userTimeout:    (*Conn).giveUp,
	retransmission: (*Conn).retransmit,
	delayedACK:     func(c *Conn, _ time.Time) { c.ackNow = true },
	keepAlive:      (*Conn).askPeer,
	tailLoss:       (*Conn).probeTail,
	reordering:     (*Conn).rackLosses,
	spareRings:     (*Conn).giveBack,
	lifetime:       func(c *Conn, _ time.Time) { c.die(nil) },
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

// SetUserTimeout sets for how long what we send may stay unacknowledged,
// until the connection ends with ErrTimeout (MUST-21). 0, or less, is
// DefaultUserTimeout. If the timer userTimeout runs, it has run since what is
// on the way was sent, or something was last acknowledged: its end moves by
// as much as c.patience does.
//
//exercise:6.7 stub="return"
func (c *Conn) SetUserTimeout(d time.Duration) {
	if d <= 0 {
		d = DefaultUserTimeout
	}
	if at := c.timers[userTimeout]; !at.IsZero() {
		c.timers[userTimeout] = at.Add(d - c.patience)
	}
	c.patience = d
}

// patient starts to wait, or waits anew, for the peer to acknowledge.
func (c *Conn) patient(now time.Time) { c.timers[userTimeout] = now.Add(c.patience) }

// giveUp is the USER TIMEOUT.
func (c *Conn) giveUp(time.Time) {
	if c.soft != nil {
		c.die(c.withTrouble(ErrTimeout))
		return
	}
	c.die(ErrTimeout)
}
