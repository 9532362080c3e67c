package tcp

import "time"

// Congestion control (RFC 5681): how much may be on the way at a time, so that
// the network between is used, and not flooded. Nobody tells us what it can
// carry. So we send more and more until something is lost, and then less.

// initialSegments is how many segments a connection begins with (RFC 6928).
const initialSegments = 10

// A congestionWindow is the sender's own limit, beside the peer's window.
type congestionWindow struct {
	cwnd     int       // bytes that may be on the way
	ssthresh int       // below it cwnd doubles with each round trip (slow start); above it grows with care
	mss      int       // SMSS: bytes of text in a full segment
	control  control   // what to do above it
	lastSent time.Time // when text was sent last
}

// A control is what congestion controls differ in.
type control interface {
	// grow opens the window in congestion avoidance, for n bytes that were
	// acknowledged.
	grow(w *congestionWindow, n int, now time.Time, srtt time.Duration)

	// reduce is told of a loss while so many bytes were on the way, and returns
	// how many the network may be able to carry. By a timeout, if no other way
	// told of it.
	reduce(w *congestionWindow, flight int, timeout bool) int
}

// begin sets the window for a new connection, or for one that has been idle:
// what the network could carry then, it may not now (§4.1).
func (w *congestionWindow) begin(mss int) {
	w.mss = mss
	w.cwnd = min(initialSegments*mss, max(2*mss, 14600))
}

// acked opens the window for n bytes that were acknowledged, out of a flight of
// so many. A window that was not used, with room for a segment more, proves
// nothing, and stays. In slow start it grows by what was acknowledged, but by a
// segment at most (RFC 5681 §3.1, (2)); after that as control.grow says.
//
//exercise:5.7 stub="return"
func (w *congestionWindow) acked(n, flight int, now time.Time, srtt time.Duration) {
	switch {
	case flight+w.mss <= w.cwnd:
	case w.cwnd < w.ssthresh:
		w.cwnd += min(n, w.mss) // (2): who acknowledges byte by byte gains nothing
	default:
		w.control.grow(w, n, now, srtt)
	}
}

// lost closes the window when a segment was lost, and others after it were not:
// ssthresh is what control.reduce makes of the flight, or of cwnd where that is
// less, but two segments at least (§3.1, (4)), and cwnd is ssthresh.
//
//exercise:5.7 stub="return"
func (w *congestionWindow) lost(flight int) {
	w.ssthresh = max(w.control.reduce(w, min(flight, w.cwnd), false), 2*w.mss) // (4)
	w.cwnd = w.ssthresh
}

// timedOut begins again, with one segment: ssthresh is as after any loss, and
// below it slow start goes on. If the same segment was lost twice (again), that
// was one loss, and ssthresh stays.
//
//exercise:5.7 stub="return"
func (w *congestionWindow) timedOut(flight int, again bool) {
	if !again {
		w.ssthresh = max(w.control.reduce(w, min(flight, w.cwnd), true), 2*w.mss) // (4)
	}
	w.cwnd = w.mss
}

// A reno is the congestion control of RFC 5681 itself: half the window after a
// loss, then one segment more with each round trip. The zero value is ready.
type reno struct {
	acked int // bytes since cwnd has grown
}

// grow counts the bytes that are acknowledged; with each whole window of them, a
// round trip has gone by, and the window grows by a segment (§3.1, congestion
// avoidance). What is beyond a whole window counts for the next: RFC 5681 leaves
// that open, and without it the window grows a little too slowly.
//
//exercise:5.7 stub="return"
func (r *reno) grow(w *congestionWindow, n int, _ time.Time, _ time.Duration) {
	r.acked += n
	if r.acked >= w.cwnd { // a whole window: a round trip
		r.acked -= w.cwnd
		w.cwnd += w.mss
	}
}

// reduce halves the flight, and begins to count anew.
//
//exercise:5.7 stub="return flight"
func (r *reno) reduce(_ *congestionWindow, flight int, _ bool) int {
	r.acked = 0
	return flight / 2
}

// beginCongestion sets the window when the connection is established. If a SYN
// was lost, it begins with one segment (RFC 5681 §3.1).
func (c *Conn) beginCongestion() {
	c.cong = congestionWindow{ssthresh: 1 << 30, control: &reno{}}
	if c.has(Cubic) {
		c.cong.control = &cubic{}
	}
	c.cong.begin(c.snd.mss)
	if c.rtt.cautious {
		c.cong.cwnd = c.snd.mss
	}
}

// rest begins anew after a while without sending (§4.1).
func (c *Conn) rest(now time.Time) {
	if c.flight() == 0 && now.Sub(c.cong.lastSent) > c.rto() {
		cwnd := c.cong.cwnd
		c.cong.begin(c.snd.mss)
		c.cong.cwnd = min(c.cong.cwnd, cwnd)
	}
	c.cong.lastSent = now
}
