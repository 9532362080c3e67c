package tcp

import (
	"math"
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
		if (r.smoothed-c.smoothed).Abs() > 1 || (r.variation-c.variation).Abs() > 1 || (r.timeout()-c.timeout).Abs() > 10 {
			t.Errorf("%s: SRTT %v, RTTVAR %v, RTO %v, want %v, %v, %v", c.name, r.smoothed, r.variation, r.timeout(), c.smoothed, c.variation, c.timeout)
		}
	}
}

// The variance term is never less than G, however steady the round trips are.
func TestRTTSteady(t *testing.T) {
	var r rtt
	for range 200 {
		r.measured(2 * time.Second)
	}
	if got, want := r.timeout(), 2*time.Second+granularity; (got - want).Abs() > 10 {
		t.Errorf("RTO %v, want %v", got, want)
	}
}

// (5.5), (5.6): doubled each time up to a minute, and as before after the next
// measurement.
func TestRTTBackoff(t *testing.T) {
	var r rtt
	r.measured(500 * ms) // RTO 1.5 s
	for _, want := range []time.Duration{1500, 3000, 6000, 12000, 24000, 48000, 60000, 60000} {
		if got := r.timeout(); got != want*ms {
			t.Errorf("RTO %v, want %v", got, want*ms)
		}
		r.timedOut()
	}
	r.backoff = math.MaxInt // for ever
	if got := r.timeout(); got != time.Minute {
		t.Errorf("RTO %v", got)
	}
	r.measured(500 * ms)
	if got := r.timeout(); got >= 1500*ms || got < time.Second {
		t.Errorf("RTO %v after a measurement", got)
	}
}
