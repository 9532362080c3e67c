package tcp

import (
	"math"
	"slices"
	"testing"
	"time"
)

const ms = time.Millisecond

// The numbers are worked out by hand from RFC 6298 §2.
func TestRTT(t *testing.T) {
	for _, c := range []struct {
		name                string
		samples             []time.Duration
		smoothed, variation time.Duration
		timeout             time.Duration
	}{
		{"nothing measured", nil, 0, 0, time.Second},
		{"the first", []time.Duration{800 * ms}, 800 * ms, 400 * ms, 2400 * ms},
		{"a longer one", []time.Duration{800 * ms, 1600 * ms}, 900 * ms, 500 * ms, 2900 * ms},
		{"a shorter one", []time.Duration{800 * ms, 0}, 700 * ms, 500 * ms, 2700 * ms}, // |800-0|/4 + 3·400/4
		{"no time at all is a measurement", []time.Duration{0, 800 * ms}, 100 * ms, 200 * ms, time.Second},
		{"never below a second", []time.Duration{50 * time.Microsecond}, 50 * time.Microsecond, 25 * time.Microsecond, time.Second},
		{"never above a minute", []time.Duration{50 * time.Second}, 50 * time.Second, 25 * time.Second, time.Minute},
	} {
		var r rtt
		for _, d := range c.samples {
			r.measured(d)
		}
		if (r.smoothed-c.smoothed).Abs() > 1 || (r.variation-c.variation).Abs() > 1 || (r.timeout(0)-c.timeout).Abs() > 10 {
			t.Errorf("%s: SRTT %v, RTTVAR %v, RTO %v, want %v, %v, %v", c.name, r.smoothed, r.variation, r.timeout(0), c.smoothed, c.variation, c.timeout)
		}
	}
}

// The variance term is never less than G, however steady the round trips are.
func TestRTTSteady(t *testing.T) {
	var r rtt
	for range 200 {
		r.measured(2 * time.Second)
	}
	if got, want := r.timeout(0), 2*time.Second+granularity; (got - want).Abs() > 10 {
		t.Errorf("RTO %v, want %v", got, want)
	}
}

// (5.5), (5.6): doubled each time up to a minute, and as before after the next
// measurement.
func TestRTTBackoff(t *testing.T) {
	var r rtt
	r.measured(500 * ms) // RTO 1.5 s
	for _, want := range []time.Duration{1500, 3000, 6000, 12000, 24000, 48000, 60000, 60000} {
		if got := r.timeout(0); got != want*ms {
			t.Errorf("RTO %v, want %v", got, want*ms)
		}
		r.timedOut()
	}
	r.backoff = math.MaxInt // for ever
	if got := r.timeout(0); got != time.Minute {
		t.Errorf("RTO %v", got)
	}
	r.measured(500 * ms)
	if got := r.timeout(0); got >= 1500*ms || got < time.Second {
		t.Errorf("RTO %v after a measurement", got)
	}
}

// A floor lies under what is waited beyond a round trip, and is longer than any
// delay of the peer's up to it: also after a hundred round trips without one.
func TestRTTFloor(t *testing.T) {
	for _, c := range []struct {
		name    string
		samples []time.Duration
		timeout time.Duration
	}{
		{"nothing measured", nil, time.Second},
		{"a short one", []time.Duration{4 * ms}, 205 * ms},
		{"a long one", []time.Duration{800 * ms}, 2400 * ms},
		{"steady ones", slices.Repeat([]time.Duration{50 * ms}, 100), 251 * ms},
		{"a delayed one", append(slices.Repeat([]time.Duration{50 * ms}, 100), 250*ms), 276 * ms}, // SRTT is 50+200/8 now
	} {
		var r rtt
		for _, d := range c.samples {
			r.measured(d)
		}
		if got := r.timeout(200 * ms); (got - c.timeout).Abs() > 10 {
			t.Errorf("%s: RTO %v, want %v", c.name, got, c.timeout)
		}
	}
}

// A peer that delays some of its acknowledgments, by up to 200 ms, gets nothing
// twice.
func TestDelayedACKsAreNotLost(t *testing.T) {
	for _, trip := range []time.Duration{50 * time.Microsecond, 30 * ms, 300 * ms} {
		for _, delay := range []time.Duration{ackDelay, 200 * ms} {
			now := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
			limits := DefaultLimits
			limits.MinRTO = 200 * ms
			c := OpenActive(0, limits)
			c.Output(now)
			now = now.Add(trip)
			c.Input(now, Segment{Ack: 1, Flags: SYN | ACK, Window: 65535, Options: Options{MSS: 1460, SACKPermitted: true}})
			c.Output(now)
			for i := range 100 {
				c.Write([]byte("request"))
				seg, _ := c.Output(now)
				answered := now.Add(trip)
				if i%20 > 10 {
					answered = answered.Add(delay)
				}
				for at := c.Deadline(); !at.After(answered); at = c.Deadline() {
					c.Tick(at)
					if again, ok := c.Output(at); ok {
						t.Fatalf("round trips of %v, delays of %v: %v after %v, of segment %d", trip, delay, &again, at.Sub(now), i)
					}
				}
				now = answered
				c.Input(now, Segment{Seq: 1, Ack: seg.Seq.Add(seg.Len()), Flags: ACK, Window: 65535})
			}
		}
	}
}
