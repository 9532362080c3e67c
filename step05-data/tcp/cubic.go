package tcp

import (
	"math"
	"time"
)

// CUBIC (RFC 9438): after a loss the window comes back quickly to near where it
// was, stays there for a while, and only then looks for more: a cubic function
// of the time since the loss. So its growth does not depend on how long a round
// trip takes, and a long fat pipe fills in seconds, not hours.
//
//	cwnd │      W_max        ╱
//	     │   ╭───────────────╯
//	     │  ╱
//	     │ ╱
//	     └──────────┬─────────── t
//	     loss       K
type cubic struct {
	max   float64   // W_max: the window before the last loss, in segments
	prior float64   // cwnd_prior: cwnd before the last loss, in segments
	since time.Time // of the epoch: when congestion avoidance began; zero: it has not
	last  time.Time // when grow was called last
	k     float64   // seconds until cwnd is W_max again
	reno  float64   // W_est: what Reno would have, in segments
}

const (
	cubicC    = 0.4 // (§5.1)
	cubicBeta = 0.7 // cwnd after a loss (§4.6)
	renoAlpha = 3 * (1 - cubicBeta) / (1 + cubicBeta)
)

func (c *cubic) grow(w *congestionWindow, n int, now time.Time, srtt time.Duration) {
	cwnd := float64(w.cwnd) / float64(w.mss)
	if c.since.IsZero() {
		c.begin(cwnd, now)
	}
	c.since = c.since.Add(max(0, now.Sub(c.last)-srtt)) // not the time without a full window (§5.8)
	c.last = now
	t := now.Sub(c.since).Seconds()
	acked := float64(n) / float64(w.mss)
	c.reno += c.alpha() * acked / cwnd // (4)
	target := c.at(t + srtt.Seconds())
	switch {
	case c.at(t) < c.reno: // Reno would be faster: be like it (§4.3)
		w.cwnd = max(w.cwnd, int(c.reno*float64(w.mss)))
	case target > cwnd: // (§4.4, §4.5) for each segment, however the peer acknowledges them
		target = min(target, 1.5*cwnd)
		w.cwnd += int((target - cwnd) / cwnd * float64(n))
	}
}

// begin starts an epoch.
func (c *cubic) begin(cwnd float64, now time.Time) {
	c.since, c.last = now, now
	c.reno = cwnd
	c.max = max(c.max, cwnd)
	c.k = math.Cbrt((c.max - cwnd) / cubicC) // (2)
}

// alpha is how many segments Reno would gain in a round trip: less than one, as
// it would have lost more; but one beyond where it was then (§4.3).
func (c *cubic) alpha() float64 {
	if c.reno >= c.prior {
		return 1
	}
	return renoAlpha
}

// at returns W_cubic(t), in segments (1).
func (c *cubic) at(t float64) float64 {
	d := t - c.k
	return cubicC*d*d*d + c.max
}

// reduce remembers where the loss came. If that is below the last time, others
// want to share: leave them a little more (fast convergence, §4.7). After a
// timeout all is forgotten, K is 0 and W_max where the epoch begins (§4.8).
func (c *cubic) reduce(w *congestionWindow, flight int, timeout bool) int {
	cwnd := float64(w.cwnd) / float64(w.mss)
	c.prior = cwnd
	if cwnd < c.max {
		cwnd *= (1 + cubicBeta) / 2
	}
	c.max = cwnd
	if timeout {
		c.max = 0
	}
	c.since = time.Time{}
	return int(float64(flight) * cubicBeta)
}
