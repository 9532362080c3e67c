package tcp

import "time"

// Keep-alives (RFC 9293 §3.8.4) find out whether a silent peer is still there.

const (
	// DefaultKeepAlive is how long a peer may be silent before it is asked
	// (MUST-28).
	DefaultKeepAlive = 2 * time.Hour

	keepAliveGap    = 75 * time.Second // between two questions
	keepAliveProbes = 9                // so many without an answer mean that the peer is gone (MUST-29)
)

// SetKeepAlive has the peer asked for a sign of life when there was none for
// that long (MUST-27). 0 turns that off, as it is from the start (MUST-25).
// A peer that does not answer ends the connection with ErrTimeout.
func (c *Conn) SetKeepAlive(now time.Time, idle time.Duration) {
	c.idle = max(0, idle)
	c.timers[keepAlive] = time.Time{}
	c.heard(now)
}

// heard notes a sign of life: anything that has arrived for the connection,
// such as the peer's own question, which is out of the window (MUST-26). No
// question is open any more (c.probes). If keep-alives are on (c.idle is not 0),
// in a synchronized state other than TIME-WAIT, the timer keepAlive starts anew.
//
//exercise:6.7 stub="return"
func (c *Conn) heard(now time.Time) {
	c.probes = 0
	if c.idle > 0 && c.synchronized() && c.state != TimeWait {
		c.timers[keepAlive] = now.Add(c.idle)
	}
}

// askPeer is what the timer keepAlive sets off. While something is on the way
// that asks for an acknowledgment there is nothing to ask: the timer starts anew,
// for c.idle (MUST-26). If keepAliveProbes questions had no answer, giveUp ends the
// connection (MUST-29). Else it has a question sent (c.probe; bareACK makes it),
// counts it, and starts the timer again, for keepAliveGap, or for c.idle if that
// is shorter.
//
//exercise:6.7
func (c *Conn) askPeer(now time.Time) {
	switch {
	case c.flight() > 0:
		c.timers[keepAlive] = now.Add(c.idle)
	case c.probes == keepAliveProbes:
		c.giveUp(now)
	default:
		c.probes++
		c.probe = true
		c.timers[keepAlive] = now.Add(min(c.idle, keepAliveGap))
	}
}
