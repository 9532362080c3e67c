package tcp

import "time"

// ackDelay is how long an acknowledgment may wait for text of ours to travel
// with, or for a second segment. RFC 9293 §3.8.6.3 allows half a second
// (MUST-40).
const ackDelay = 40 * time.Millisecond

// delayACK has text in order acknowledged: every second segment at once
// (SHLD-19), a single one after ackDelay, by a timer that runs from the first
// one on (§3.8.6.3, SHLD-18). c.texts counts the segments that wait; ackSent,
// which is called when an acknowledgment goes out, sets it back and stops the
// timer.
//
//exercise:5.6 stub="c.ackNow = true"
func (c *Conn) delayACK(now time.Time) {
	c.texts++
	switch {
	case c.texts >= 2:
		c.ackNow = true
	case c.timers[delayedACK].IsZero():
		c.timers[delayedACK] = now.Add(ackDelay)
	}
}

// quickACKs is how many segments of text in order are acknowledged at once after
// one that came out of order, or twice. Something was lost, and the peer may send
// a single segment now and wait: a delay would cost it many round trips. Linux
// does so, too, for 16; where one in a hundred is lost, more need it. Nobody has
// to delay (RFC 5681 §4.2).
const quickACKs = 128

// quickACK has text in order acknowledged at once, and returns true, if it is one
// of those segments.
func (c *Conn) quickACK() bool {
	if c.quick == 0 {
		return false
	}
	c.quick--
	c.ackNow = true
	return true
}

// ackSent notes that everything received so far has been acknowledged.
func (c *Conn) ackSent() {
	c.ackNow = false
	c.texts = 0
	c.timers[delayedACK] = time.Time{}
}

// A challenge counts the acknowledgments that answer what is out of place: so
// few are sent that two ends which disagree, each sure of its own numbers,
// cannot answer each other for ever, and that nobody can use us to flood
// another (RFC 5961 §7). Counting for each connection by itself tells
// an outsider nothing (CVE-2016-5696).
type challenge struct {
	since time.Time // when we began to count
	sent  int
}

const (
	challengeLimit  = 10
	challengePeriod = 5 * time.Second
)

// challenge has an acknowledgment sent that tells the peer where we are, if
// there were not too many of them. Old text has its own way (refuse) and is
// always acknowledged: whoever sends it makes progress by that.
func (c *Conn) challenge(now time.Time) {
	if now.Sub(c.quota.since) >= challengePeriod {
		c.quota = challenge{since: now}
	}
	if c.quota.sent < challengeLimit {
		c.quota.sent++
		c.ackNow = true
	}
}
