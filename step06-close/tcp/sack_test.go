package tcp

import (
	"math/rand/v2"
	"testing"
	"time"
)

// blocks are a set of numbers, whatever is done to them.
func TestBlocks(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		base := Seq(r.Uint32())
		var bs blocks
		var set [64]bool
		for range 20 {
			i, n := r.IntN(60), 1+r.IntN(4)
			switch r.IntN(7) {
			case 2:
				bs.remove(Block{base.Add(i), base.Add(i + n)})
				for j := i; j < i+n; j++ {
					set[j] = false
				}
			case 0:
				bs.forget(base.Add(i))
				clear(set[:i])
			case 1:
				bs.cut(base.Add(i))
				clear(set[i:])
			default:
				bs.add(Block{base.Add(i), base.Add(i + n)})
				for j := i; j < i+n; j++ {
					set[j] = true
				}
			}
			sameSet(t, bs, base, set[:])
		}
	}
}

func sameSet(t *testing.T, bs blocks, base Seq, set []bool) {
	t.Helper()
	n := 0
	for i, want := range set {
		if _, got := bs.holding(base.Add(i)); got != want {
			t.Fatalf("%v from %d on: %d is there: %v, want %v", bs, base, i, got, want)
		}
		if want {
			n++
		}
	}
	if got := bs.bytes(); got != n {
		t.Fatalf("%v are %d bytes, want %d", bs, got, n)
	}
	for i := 1; i < len(bs); i++ {
		if !bs[i-1].Right.Before(bs[i].Left) {
			t.Fatalf("%v: no gap before the block %d", bs, i)
		}
	}
}

// A board is RFC 6675's scoreboard, byte by byte.
type board struct {
	sacked []bool // of the flight
	high   int    // HighRxt, as the next number
	mss    int
}

// isLost is IsLost (§4).
func (b board) isLost(seq int) bool {
	runs, bytes := 0, 0
	for i := seq + 1; i < len(b.sacked); i++ {
		if b.sacked[i] {
			bytes++
			if !b.sacked[i-1] {
				runs++
			}
		}
	}
	return runs >= dupThresh || bytes > (dupThresh-1)*b.mss
}

// setPipe is SetPipe (§4).
func (b board) setPipe() int {
	pipe := 0
	for i, sacked := range b.sacked {
		if !sacked && !b.isLost(i) {
			pipe++ // (a)
		}
		if !sacked && i < b.high {
			pipe++ // (b)
		}
	}
	return pipe
}

// nextSeg is NextSeg (§4), where there is nothing new to send: rules (1) and (3).
func (b board) nextSeg() (int, bool) {
	for _, sure := range []bool{true, false} {
		for i := b.high; i < len(b.sacked); i++ {
			if !b.sacked[i] && b.above(i) && (!sure || b.isLost(i)) {
				return i, true
			}
		}
	}
	return 0, false
}

// above reports whether something above seq has arrived (1.b).
func (b board) above(seq int) bool {
	for _, sacked := range b.sacked[seq:] {
		if sacked {
			return true
		}
	}
	return false
}

// The sender's view of a flight is that of RFC 6675, byte by byte.
// ids: SACK-10
func TestScoreboard(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 5000 {
		una := Seq(r.Uint32())
		b := board{sacked: make([]bool, 20+r.IntN(80)), mss: 1 + r.IntN(12)}
		c := recoveringConn(una, len(b.sacked), b.mss)
		for range r.IntN(6) {
			i := 1 + r.IntN(len(b.sacked)-1)
			n := min(1+r.IntN(2*b.mss), len(b.sacked)-i)
			c.rec.sacked.add(Block{una.Add(i), una.Add(i + n)})
			for j := i; j < i+n; j++ {
				b.sacked[j] = true
			}
		}
		b.high = r.IntN(len(b.sacked))
		c.rec.high = una.Add(b.high)
		sameView(t, c, b)
	}
}

func recoveringConn(una Seq, flight, mss int) *Conn {
	c := OpenActive(una, DefaultLimits)
	c.state, c.sack.on, c.rec.on = Established, true, true
	c.limits.Without = RACK
	c.snd.mss, c.snd.wnd, c.cong.cwnd = mss, 1<<16, 1<<16
	c.snd.nxt = una.Add(flight)
	c.snd.ptr, c.snd.end = c.snd.nxt, c.snd.nxt
	return c
}

func sameView(t *testing.T, c *Conn, b board) {
	t.Helper()
	for i, sacked := range b.sacked {
		if got, want := c.snd.una.Add(i).Before(c.lostEdge()), b.isLost(i); !sacked && got != want {
			t.Fatalf("%+v: %d is lost: %v, want %v", b, i, got, want)
		}
	}
	if got, want := c.pipe(), b.setPipe(); got != want {
		t.Fatalf("%+v: pipe is %d, want %d", b, got, want)
	}
	got, ok := c.lost()
	if want, wantOK := b.nextSeg(); ok != wantOK || ok && got.Left.Sub(c.snd.una) != want {
		t.Fatalf("%+v: next is %d %v, want %d %v", b, got.Left.Sub(c.snd.una), ok, want, wantOK)
	}
}

// During recovery nothing is sent while less than a segment fits (§5 (C)).
// ids: SACK-12
func TestRecoveryWaitsForRoom(t *testing.T) {
	for room, want := range map[int]bool{9: false, 10: true} {
		c := recoveringConn(100, 100, 10)
		c.rec.sacked.add(Block{150, 200})
		c.cong.cwnd = c.pipe() + room
		if _, got := c.lost(); got != want {
			t.Errorf("with room for %d: sends %v, want %v", room, got, want)
		}
	}
}

// A peer that has every other byte of a large flight makes us remember no more
// than maxIslands pieces, and blocks outside of the flight none.
// ids: SACK-16
func TestBlocksOfAnEnemy(t *testing.T) {
	c := recoveringConn(0xffffff00, 5000, 1000)
	una := c.snd.una
	for i := 1; i < 5000; i += 2 {
		seg := Segment{Flags: ACK, Ack: una, Options: Options{Blocks: 1, SACK: [4]Block{{una.Add(i), una.Add(i + 1)}}}}
		c.takeBlocks(&seg)
	}
	if got := len(c.rec.sacked); got != maxIslands {
		t.Errorf("remembers %d pieces, want %d", got, maxIslands)
	}
	c.rec.sacked = nil
	for _, b := range []Block{{una, una.Add(9)}, {una.Add(-5), una.Add(-1)}, {una.Add(-1), una.Add(9)},
		{una.Add(9), una.Add(2)}, {una.Add(4), una.Add(4)}, {una.Add(1), una.Add(5001)}, {una.Add(6000), una.Add(6001)}, {una.Add(1 << 31), una.Add(5)}} {
		if c.takeBlocks(&Segment{Options: Options{Blocks: 1, SACK: [4]Block{b}}}); len(c.rec.sacked) > 0 {
			t.Errorf("takes %v of a flight from %d on", b, una)
		}
	}
}

// After more than half of all numbers without a time-out, the last one is not
// taken for one ahead.
func TestTimeOutLongAgo(t *testing.T) {
	c := recoveringConn(1, 0, 1000)
	c.rec.on = false
	for range 5 {
		c.snd.nxt = c.snd.nxt.Add(1 << 29)
		c.snd.una = c.snd.nxt
		c.acked(time.Time{}, 1<<29)
		if c.recovering() {
			t.Fatalf("recovering at %d from a time-out at %d", c.snd.una, c.snd.recover)
		}
	}
}
