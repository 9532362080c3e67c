package tcp

import "time"

// The bounds of the retransmission timeout (RFC 6298).
const (
	initialRTO  = time.Second      // (2.1) until there is a measurement
	cautiousRTO = 3 * time.Second  // (5.7) the same, after a SYN was lost
	minRTO      = time.Second      // (2.4) unless Limits.MinRTO says otherwise
	maxRTO      = 60 * time.Second // (2.5) the least that a maximum may be
	granularity = time.Millisecond // G: what a timer may be off by
)

// rtt estimates how long a round trip takes, and from that how long to wait
// before sending again (RFC 6298 §2). Its zero value has measured nothing. A
// segment that was sent twice is never measured: nobody knows to which of the
// two the answer belongs (Karn's algorithm, §3).
type rtt struct {
	smoothed  time.Duration // SRTT; 0: nothing measured yet
	variation time.Duration // RTTVAR
	backoff   int           // how often the timeout is doubled: the retransmissions since the last measurement
	cautious  bool          // a SYN was lost
}

// measured takes in one round trip.
func (r *rtt) measured(d time.Duration) {
	r.estimate(max(d, 1)) // 0 means that nothing was measured
	r.backoff = 0
}

// estimate takes d into SRTT and RTTVAR: the first round trip by (2.2), all others
// by (2.3). RTTVAR comes first: it wants the old SRTT.
//
//exercise:5.4 stub="return"
func (r *rtt) estimate(d time.Duration) {
	if r.smoothed == 0 {
		r.smoothed, r.variation = d, d/2
		return
	}
	r.variation = (3*r.variation + (r.smoothed - d).Abs()) / 4
	r.smoothed = (7*r.smoothed + d) / 8
}

// timedOut backs off: the next timeout is twice as long (5.5).
func (r *rtt) timedOut() { r.backoff++ }

// timeout returns RTO, how long to wait for an acknowledgment: initialRTO
// while nothing was measured, or cautiousRTO if a SYN was lost; then SRTT +
// max(G, 4·RTTVAR) (2.3), with G for granularity, and minRTO at least (2.4).
// That is doubled backoff times (5.5), up to maxRTO (2.5).
//
// If there is a floor, (2.4) is not asked, and RTO is SRTT + max(floor + G,
// 4·RTTVAR), as in Linux. A peer may delay an
// acknowledgment by the floor then, however steady round trips have been, and by
// what its timer is off.
//
//exercise:5.4 stub="return initialRTO"
func (r *rtt) timeout(floor time.Duration) time.Duration {
	rto := initialRTO
	switch {
	case r.smoothed != 0 && floor > 0:
		rto = r.smoothed + max(floor+granularity, 4*r.variation)
	case r.smoothed != 0:
		rto = max(r.smoothed+max(granularity, 4*r.variation), minRTO)
	case r.cautious:
		rto = cautiousRTO
	}
	for range r.backoff {
		if rto >= maxRTO {
			break
		}
		rto *= 2
	}
	return min(rto, maxRTO)
}

// rto is the connection's retransmission timeout.
func (c *Conn) rto() time.Duration { return c.rtt.timeout(c.limits.MinRTO) }
