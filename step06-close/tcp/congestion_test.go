package tcp

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"
)

const testMSS = 1000

var testStart = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// newWindow returns a window of so many segments, and a threshold of as many as
// ssthresh.
func newWindow(c control, cwnd, ssthresh int) *congestionWindow {
	return &congestionWindow{mss: testMSS, cwnd: cwnd * testMSS, ssthresh: ssthresh * testMSS, control: c}
}

// ids: CC-2
func TestInitialWindow(t *testing.T) {
	for _, test := range []struct{ mss, want int }{
		{48, 480}, {536, 5360}, {1000, 10000},
		{1460, 14600},                               // ten segments
		{1461, 14600},                               // no more bytes than that
		{7300, 14600}, {7301, 14602}, {9000, 18000}, // but two segments
	} {
		w := congestionWindow{}
		if w.begin(test.mss); w.cwnd != test.want {
			t.Errorf("MSS %d: the first window is %d, want %d", test.mss, w.cwnd, test.want)
		}
	}
}

// A window grows by what was acknowledged, but by one segment at most, and only
// if it was used.
//
// ids: CC-5, M-145
func TestSlowStart(t *testing.T) {
	for _, test := range []struct{ acked, flight, want int }{
		{1, 10000, 1},
		{999, 10000, 999},
		{1000, 10000, 1000},
		{1001, 10000, 1000},
		{10000, 10000, 1000},
		{1000, 9001, 1000}, // there was no room for a segment more
		{1000, 9000, 0},
		{1000, 4000, 0},
	} {
		w := newWindow(&reno{}, 10, 20)
		w.acked(test.acked, test.flight, testStart, time.Second)
		if got := w.cwnd - 10000; got != test.want {
			t.Errorf("%d of a flight of %d acknowledged: %d bytes more, want %d", test.acked, test.flight, got, test.want)
		}
	}
}

// Nothing but a loss ends slow start: the window doubles with each round trip.
//
// ids: CC-4
func TestSlowStartDoubles(t *testing.T) {
	c := OpenActive(0, DefaultLimits)
	c.cong.begin(testMSS)
	for want := 10 * testMSS; want <= 1<<27; want *= 2 {
		if c.cong.cwnd != want {
			t.Fatalf("the window is %d, want %d", c.cong.cwnd, want)
		}
		windowful(&c.cong, testStart, time.Second)
	}
}

// windowful has a full window acknowledged, segment by segment, and a round
// trip of time pass. It returns the time after.
func windowful(w *congestionWindow, now time.Time, rtt time.Duration) time.Time {
	n := w.cwnd / w.mss
	for range n {
		now = now.Add(rtt / time.Duration(n))
		w.acked(w.mss, w.cwnd, now, rtt)
	}
	return now
}

// Reno's congestion avoidance opens the window by one segment with each round
// trip, whatever the pieces are that are acknowledged, and not at all if it is
// not used.
//
// ids: CC-6, M-146
func TestReno(t *testing.T) {
	for _, piece := range []int{1, 10, 500, 1000, 2000} {
		w := newWindow(&reno{}, 10, 10)
		for want := 11; want < 40; want++ {
			for left := w.cwnd; left > 0; left -= piece {
				w.acked(min(left, piece), w.cwnd, testStart, time.Second)
			}
			if w.cwnd != want*testMSS {
				t.Fatalf("by %d bytes: after %d round trips the window is %d", piece, want-10, w.cwnd)
			}
		}
	}
	w, acked := newWindow(&reno{}, 10, 10), 0
	for ; w.cwnd < 40000; acked += 700 {
		w.acked(700, w.cwnd, testStart, time.Second)
	}
	if windows := (10 + 39) * 30 / 2 * testMSS; acked < windows || acked >= windows+700 {
		t.Errorf("after 30 round trips %d bytes were acknowledged, want %d", acked, windows)
	}
	w = newWindow(&reno{}, 10, 10)
	for range 100 {
		w.acked(1000, 9000, testStart, time.Second)
	}
	if w.cwnd != 10000 {
		t.Errorf("a window that is not used is %d, want 10000", w.cwnd)
	}
}

// ssthresh is half of what was on the way, or 0.7 of it, and two segments at
// least; more than the window held counts only as much (limited transmit).
//
// ids: CC-7, CC-8, CC-14, M-147
func TestThreshold(t *testing.T) {
	for _, test := range []struct{ flight, reno, cubic int }{
		{20000, 10000, 14000},
		{22000, 10000, 14000},
		{8000, 4000, 5600},
		{4000, 2000, 2800},
		{3000, 2000, 2100},
		{2000, 2000, 2000},
		{1, 2000, 2000},
	} {
		for c, want := range map[control]int{&reno{}: test.reno, &cubic{}: test.cubic} {
			w := newWindow(c, 20, 1000)
			if w.lost(test.flight); w.ssthresh != want || w.cwnd != want {
				t.Errorf("%T: lost with %d on the way: ssthresh %d, cwnd %d, want %d", c, test.flight, w.ssthresh, w.cwnd, want)
			}
			w = newWindow(c, 20, 1000)
			if w.timedOut(test.flight, false); w.ssthresh != want || w.cwnd != testMSS {
				t.Errorf("%T: timed out with %d on the way: ssthresh %d, cwnd %d, want %d, 1000", c, test.flight, w.ssthresh, w.cwnd, want)
			}
		}
	}
}

// ids: CC-9
func TestThresholdIsHeld(t *testing.T) {
	w := newWindow(&reno{}, 20, 1000)
	w.timedOut(20000, false)
	w.timedOut(20000, true)
	if w.ssthresh != 10000 || w.cwnd != testMSS {
		t.Errorf("after two timeouts of a segment: ssthresh %d, cwnd %d, want 10000, 1000", w.ssthresh, w.cwnd)
	}
	if w.timedOut(20000, false); w.ssthresh != 2000 {
		t.Errorf("after one of another: ssthresh %d, want 2000", w.ssthresh)
	}
}

// A reference is CUBIC as RFC 9438 §4 has it, word by word, in segments.
type reference struct {
	cwnd, wMax, cwndPrior, cwndEpoch, wEst float64
}

// epoch is one of n round trips: each time, cwnd segments are acknowledged.
func (r *reference) epoch(n int, rtt float64) {
	r.cwndEpoch, r.wEst = r.cwnd, r.cwnd
	k := math.Pow((r.wMax-r.cwndEpoch)/0.4, 1./3)
	wCubic := func(t float64) float64 { return 0.4*math.Pow(t-k, 3) + r.wMax }
	t := 0.0
	for i := range n {
		acks := int(r.cwnd + 1e-6)
		for j := range acks {
			if i+j > 0 {
				t += rtt / float64(acks)
			}
			alpha := 3 * (1 - 0.7) / (1 + 0.7)
			if r.wEst >= r.cwndPrior {
				alpha = 1
			}
			r.wEst += alpha / r.cwnd
			if wCubic(t) < r.wEst {
				r.cwnd = math.Max(r.cwnd, r.wEst)
				continue
			}
			target := math.Min(math.Max(wCubic(t+rtt), r.cwnd), 1.5*r.cwnd)
			r.cwnd += (target - r.cwnd) / r.cwnd
		}
	}
}

// After a loss the window follows the formulas, near to one part in a hundred:
// where Reno would be faster, where the cubic is below W_max, and beyond.
func TestCubic(t *testing.T) {
	for _, test := range []struct {
		cwnd   int // when the loss came
		rtt    time.Duration
		rounds int
	}{
		{100, 100 * time.Millisecond, 20},   // concave
		{100, 100 * time.Millisecond, 42},   // K is 4.2 s
		{100, 100 * time.Millisecond, 100},  // convex
		{1000, 100 * time.Millisecond, 150}, // K is 9.1 s
		{100, time.Second, 12},              // 1.5 cwnd is the most
		{100, 10 * time.Second, 2},
		{20, 10 * time.Millisecond, 5},  // Reno
		{20, 10 * time.Millisecond, 60}, // beyond where it was
	} {
		t.Run(fmt.Sprintf("%d/%v/%d", test.cwnd, test.rtt, test.rounds), func(t *testing.T) {
			r := reference{cwnd: 0.7 * float64(test.cwnd), wMax: float64(test.cwnd), cwndPrior: float64(test.cwnd)}
			r.epoch(test.rounds, test.rtt.Seconds())
			w, now := newWindow(&cubic{}, test.cwnd, test.cwnd), testStart
			w.acked(0, w.cwnd, testStart.Add(-time.Hour), test.rtt) // an epoch that is over
			w.lost(w.cwnd)
			for range test.rounds {
				now = windowful(w, now, test.rtt)
			}
			if got := float64(w.cwnd) / testMSS; math.Abs(got-r.cwnd) > r.cwnd/100 {
				t.Errorf("the window is %.2f segments, want %.2f", got, r.cwnd)
			}
		})
	}
}

// A loss at 100 segments, and its epoch. It comes back to W_max in K seconds:
// the cube root of (100-70)/0.4.
func TestCubicReturns(t *testing.T) {
	c := &cubic{}
	w, now := newWindow(c, 100, 100), testStart
	w.lost(w.cwnd)
	now = windowful(w, now, 100*time.Millisecond)
	if c.max != 100 || math.Abs(c.k-4.217) > 0.001 {
		t.Errorf("W_max %v, K %v, want 100, 4.217", c.max, c.k)
	}
	for now.Sub(testStart) < 4300*time.Millisecond {
		now = windowful(w, now, 100*time.Millisecond)
	}
	if w.cwnd < 99000 || w.cwnd > 100500 {
		t.Errorf("K seconds after the loss the window is %d, want nearly 100000", w.cwnd)
	}
}

// A loss below W_max makes W_max less than where it came: 0.85 of that (§4.7).
func TestCubicFastConvergence(t *testing.T) {
	for _, test := range []struct {
		second int
		want   float64
	}{{80, 68}, {99, 84.15}, {100, 100}, {120, 120}} {
		c := &cubic{}
		w := newWindow(c, 100, 100)
		w.lost(w.cwnd)
		w.cwnd = test.second * testMSS
		if w.lost(w.cwnd); math.Abs(c.max-test.want) > 1e-9 {
			t.Errorf("losses at 100 and at %d: W_max is %v, want %v", test.second, c.max, test.want)
		}
		if want := test.second * testMSS * 7 / 10; w.ssthresh != want {
			t.Errorf("losses at 100 and at %d: ssthresh %d, want %d", test.second, w.ssthresh, want)
		}
	}
}

// After a timeout the next epoch begins at W_max, with K zero (§4.8).
func TestCubicAfterTimeout(t *testing.T) {
	c := &cubic{}
	w := newWindow(c, 100, 100)
	w.timedOut(w.cwnd, false)
	if w.ssthresh != 70000 || w.cwnd != testMSS {
		t.Fatalf("ssthresh %d, cwnd %d, want 70000, 1000", w.ssthresh, w.cwnd)
	}
	now := testStart
	for w.cwnd < w.ssthresh {
		now = windowful(w, now, 100*time.Millisecond)
	}
	w.acked(testMSS, w.cwnd, now, 100*time.Millisecond)
	if c.max != 70 || c.k != 0 {
		t.Errorf("W_max %v, K %v, want 70, 0", c.max, c.k)
	}
}

// The time in which the window was not used does not count: the window is where
// it would be without it (§5.8).
func TestCubicIdle(t *testing.T) {
	busy, lazy := newWindow(&cubic{}, 100, 100), newWindow(&cubic{}, 100, 100)
	busy.lost(100000)
	lazy.lost(100000)
	now := testStart
	for range 30 {
		windowful(busy, now, 100*time.Millisecond)
		now = windowful(lazy, now, 100*time.Millisecond)
	}
	after := now.Add(time.Hour)
	for range 100 {
		lazy.acked(testMSS, 5000, now.Add(time.Minute), 100*time.Millisecond)
	}
	for range 20 {
		now = windowful(busy, now, 100*time.Millisecond)
		after = windowful(lazy, after, 100*time.Millisecond)
		if d := lazy.cwnd - busy.cwnd; d < -2*testMSS || d > 2*testMSS {
			t.Fatalf("the window is %d after an idle hour, %d without it", lazy.cwnd, busy.cwnd)
		}
	}
}

// However many duplicate acknowledgments come, the gap is sent again once.
//
// ids: M-150
func TestManyDuplicates(t *testing.T) {
	const before = `listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
write 2000
> 7 > 40000  . 1:1001(1000) ack 1
> 7 > 40000  P. 1001:2001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1
< 40000 > 7  . 1:1(0) ack 1
< 40000 > 7  . 1:1(0) ack 1
> 7 > 40000  . 1:1001(1000) ack 1
`
	const after = `write 1000
> 7 > 40000  P. 2001:3001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 3001
`
	many := strings.Repeat("< 40000 > 7  . 1:1(0) ack 1\n", 1<<16-3)
	tell(t, "many duplicates", before+many+after, 0, 0)
}

// If the segments turn out too big for the path, the window is for as many
// small ones (RFC 5681 §3.1).
func TestWindowOfSmallerSegments(t *testing.T) {
	c := OpenActive(0, DefaultLimits)
	c.setMSS(1460)
	c.establish(testStart)
	c.shrink(1000)
	if got, want := c.cong.cwnd, 10*960; got != want || c.cong.mss != 960 {
		t.Errorf("the window is %d, for segments of %d, want %d, of 960", got, c.cong.mss, want)
	}
}
