package tcp

import (
	"testing"
	"time"
)

// rackedConn has sent so many segments of 10 bytes, a millisecond apart, and
// room for many more. It knows of round trips of 100 ms.
func rackedConn(segments int) (*Conn, time.Time) {
	c := recoveringConn(1000, 0, 10)
	now := time.Unix(1, 0)
	c.snd.iss, c.limits.Without, c.rec.on = c.snd.una.Add(-1), 0, false
	c.cong = congestionWindow{cwnd: 1000, ssthresh: 1000, mss: 10, control: &reno{}}
	c.rtt.measured(100 * time.Millisecond)
	c.rack.minRTTs[0], c.rack.since = 100*time.Millisecond, now
	for range segments {
		c.Write(make([]byte, 10))
		c.Output(now)
		now = now.Add(time.Millisecond)
	}
	return c, now
}

// sackedAt has the connection hear that these segments have arrived, the first is 0.
func (c *Conn) sackedAt(now time.Time, segments ...int) {
	seg := Segment{Flags: ACK, Ack: c.snd.una, Options: Options{Blocks: len(segments)}}
	for i, n := range segments {
		seg.Options.SACK[i] = Block{Seq(1000 + 10*n), Seq(1010 + 10*n)}
	}
	c.assess(now, &seg, false)
}

func (c *Conn) mustLose(t *testing.T, want ...Block) {
	t.Helper()
	if len(c.rack.lost) != len(want) {
		t.Fatalf("%v are lost, want %v", c.rack.lost, want)
	}
	for i, b := range want {
		if c.rack.lost[i] != b {
			t.Fatalf("%v are lost, want %v", c.rack.lost, want)
		}
	}
}

// Of what was sent at the same time, only what was sent before that which has
// arrived is late; and what arrives after all is lost no more.
// ids: RACK-1
func TestRackOrder(t *testing.T) {
	c, now := rackedConn(0)
	c.Write(make([]byte, 80))
	for range 8 {
		c.Output(now)
	}
	if n := len(c.rack.marks); n != 1 {
		t.Fatalf("%d marks for what was sent at the same time, want 1", n)
	}
	now = now.Add(100 * time.Millisecond)
	c.sackedAt(now, 2)
	c.mustLose(t)
	now = now.Add(25 * time.Millisecond)
	c.Tick(now)
	c.mustLose(t, Block{1000, 1020})
	c.sackedAt(now, 5)
	c.mustLose(t, Block{1000, 1020}, Block{1030, 1050})
	c.sackedAt(now, 3)
	c.mustLose(t, Block{1000, 1020}, Block{1040, 1050})
	if got, want := c.pipe(), 20; got != want {
		t.Errorf("pipe is %d, want %d", got, want)
	}
}

// What was sent again, and is acknowledged sooner than a round trip takes, may
// be the first one: nothing that was sent before it is late because of that.
// ids: RACK-4
func TestRackTooSoon(t *testing.T) {
	for late, want := range map[time.Duration]int{99 * time.Millisecond: 0, 100 * time.Millisecond: 1} {
		c, now := rackedConn(5)
		now = now.Add(100 * time.Millisecond)
		c.sackedAt(now, 2, 3, 4) // 0 and 1 are lost
		c.rec.high = c.snd.una
		for c.rack.lost.bytes() > 0 {
			c.Output(now)
		}
		now = now.Add(late)
		c.sackedAt(now, 1)
		if got := len(c.rack.lost); got != want {
			t.Errorf("after %v, %v are lost, want %d", late, c.rack.lost, want)
		}
		c.Write(make([]byte, 10))
		for range 2 { // with 0, if that is lost already
			c.Output(now)
		}
		c.sackedAt(now.Add(101*time.Millisecond), 5)
		c.mustLose(t, Block{1000, 1010}) // what has come too soon does not hide that 0 has not come
	}
}

// What has come too soon stays without proof: when a round trip has gone by since
// it was sent again, nobody takes it for what has just arrived.
// ids: RACK-4
func TestRackTooSoonStays(t *testing.T) {
	c, now := rackedConn(8)
	now = now.Add(100 * time.Millisecond)
	c.sackedAt(now, 2, 3, 4)
	c.mustLose(t, Block{1000, 1020})
	c.cong.cwnd = 1000 // room for both
	c.Output(now)
	c.Output(now)
	c.sackedAt(now.Add(50*time.Millisecond), 1)
	c.sackedAt(now.Add(130*time.Millisecond), 5) // late, as all are now: 6 and 7 may be on their way
	c.mustLose(t)
}

// The reordering window stays wide for 16 recoveries (§6.2, step 4).
// ids: RACK-3
func TestRackPersists(t *testing.T) {
	c, now := rackedConn(1)
	needless := Segment{Ack: 1000, Options: Options{Blocks: 1, SACK: [4]Block{{980, 990}}}}
	c.delivered(now, &needless, true)
	c.delivered(now, &needless, true) // in the same round trip: it counts once
	for i := range reoPersist {
		if got, want := c.reoWindow(), 50*time.Millisecond; got != want {
			t.Fatalf("after %d recoveries, the window is %v, want %v", i, got, want)
		}
		c.rack.recovered()
	}
	if got, want := c.reoWindow(), 25*time.Millisecond; got != want {
		t.Errorf("in the end, the window is %v, want %v", got, want)
	}
}

// The shortest round trip is one of late: the way may have become longer.
func TestRackMinRTT(t *testing.T) {
	var r rack
	now := time.Unix(1, 0)
	for i, row := range []struct{ after, rtt, want time.Duration }{
		{0, 50, 50}, {time.Second, 30, 30}, {time.Second, 90, 30},
		{minRTTLife, 90, 30}, {time.Second, 80, 30}, {minRTTLife, 100, 80}, {time.Second, 90, 80}, {minRTTLife, 99, 90},
	} {
		now = now.Add(row.after)
		r.rtt = row.rtt
		r.noteRTT(now)
		if got := r.minRTT(); got != row.want {
			t.Errorf("row %d: the shortest is %d, want %d", i, got, row.want)
		}
	}
}

// However small the segments of a flight are, the marks are not many; and what
// is done with does not stay.
func TestRackMarksAreFew(t *testing.T) {
	c, now := rackedConn(3 * maxMarks)
	if got := len(c.rack.marks); got > maxMarks {
		t.Errorf("%d marks, want %d at most", got, maxMarks)
	}
	for range 10 * maxMarks {
		now = now.Add(time.Millisecond)
		c.snd.una = c.snd.nxt
		c.assess(now, &Segment{Flags: ACK, Ack: c.snd.una}, true)
		c.noteSending(now, c.snd.nxt, c.snd.nxt.Add(10))
		c.snd.nxt = c.snd.nxt.Add(10)
	}
	if got := cap(c.rack.marks); got > 2*maxMarks {
		t.Errorf("%d marks kept, want %d at most", got, 2*maxMarks)
	}
}
