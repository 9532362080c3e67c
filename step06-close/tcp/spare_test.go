package tcp

import (
	"testing"
	"time"
)

// After a large transfer the rings are given back, but not while there is text
// in them, in order or not, nor before a minute has passed.
func TestSpareRings(t *testing.T) {
	p := newPair(t, 0, faults{delay: time.Millisecond})
	a, b := p.connect()
	a.Write(randomText(0, 100000))
	p.ends[0].Touch(a)
	p.run(time.Second, func() bool { return b.Buffered() == 100000 })
	p.rest(2 * spareTime)
	if len(a.out.buf) > 0 || len(b.in.buf) < 100000 {
		t.Fatalf("with text unread: %d bytes at the sender, %d at the receiver", len(a.out.buf), len(b.in.buf))
	}
	for buf := make([]byte, 4096); b.Buffered() > 0; {
		b.Read(buf)
	}
	p.ends[1].Touch(b)
	p.rest(spareTime - 10*time.Millisecond)
	if len(b.in.buf) == 0 {
		t.Fatal("given back before a minute has passed")
	}
	p.rest(10 * time.Millisecond)
	if len(b.in.buf) > 0 {
		t.Fatalf("%d bytes are kept", len(b.in.buf))
	}
}

// rest lets time pass.
func (p *pair) rest(d time.Duration) {
	end := p.now.Add(d)
	for p.wake(end); p.now.Before(end); {
		p.user = func() { p.wake(end) }
		p.step()
	}
	p.user = nil
}

// What is ahead of a gap stands in the ring too.
func TestSpareRingsAhead(t *testing.T) {
	c := recoveringConn(1, 0, 1000)
	now := time.Unix(1, 0)
	c.rcv.edge = c.rcv.nxt.Add(1 << 16)
	c.receive(now, &Segment{Seq: c.rcv.nxt.Add(5000), Payload: []byte("ahead")})
	c.watchRings(now)
	c.giveBack(now)
	c.receive(now, &Segment{Seq: c.rcv.nxt, Payload: make([]byte, 5000)})
	buf := make([]byte, 6000)
	if n, _ := c.Read(buf); string(buf[5000:n]) != "ahead" {
		t.Errorf("of %d bytes the last are %q, want %q", n, buf[5000:n], "ahead")
	}
}
