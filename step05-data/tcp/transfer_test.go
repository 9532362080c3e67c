package tcp

import (
	"bytes"
	"math/rand/v2"
	"net/netip"
	"slices"
	"testing"
	"time"
)

// A link joins two stacks, on a virtual clock. It loses packets, delivers some
// twice, and lets some be overtaken.
type link struct {
	t     *testing.T
	rng   *rand.Rand
	now   time.Time
	ends  [2]*Stack
	conns [2]*Conn
	way   []letter
	lose  float64
}

// A letter is a packet on its way to one of the ends.
type letter struct {
	at     time.Time
	to     int
	packet []byte
}

const delay = 20 * time.Millisecond

func newLink(t *testing.T, seed uint64, lose float64, without Feature) *link {
	l := &link{t: t, rng: rand.New(rand.NewPCG(seed, 0)), now: time.Unix(1e9, int64(seed)<<20), lose: lose}
	addrs := [2]netip.Addr{netip.MustParseAddr("192.168.0.1"), netip.MustParseAddr("192.168.0.2")}
	limits := DefaultLimits
	limits.Without = without
	for i := range l.ends {
		l.ends[i] = NewStack(Config{Addrs: addrs[i : i+1], Secret: [32]byte{byte(seed), byte(i)}, Limits: limits})
	}
	listener, err := l.ends[1].Listen(netip.AddrPortFrom(addrs[1], 7), 1)
	if err != nil {
		t.Fatal(err)
	}
	if l.conns[0], err = l.ends[0].Dial(l.now, netip.AddrPort{}, listener.Addr()); err != nil {
		t.Fatal(err)
	}
	for ; l.conns[1] == nil; l.conns[1] = listener.Accept() {
		l.step()
	}
	return l
}

// step sends what there is to send, and goes to when something happens next.
func (l *link) step() {
	l.t.Helper()
	for from, s := range l.ends {
		for packet, ok := s.Output(l.now, nil); ok; packet, ok = s.Output(l.now, nil) {
			for range 1 + l.rng.IntN(50)/49 { // one in 50 comes twice
				if l.rng.Float64() >= l.lose {
					at := l.now.Add(delay + time.Duration(l.rng.IntN(50)/48)*delay) // and so many later
					l.way = append(l.way, letter{at, 1 - from, packet})
				}
			}
		}
	}
	slices.SortStableFunc(l.way, func(a, b letter) int { return a.at.Compare(b.at) })
	var next time.Time
	if len(l.way) > 0 {
		next = l.way[0].at
	}
	for _, s := range l.ends {
		if at := s.Deadline(); !at.IsZero() && (next.IsZero() || at.Before(next)) {
			next = at
		}
	}
	if next.IsZero() {
		l.t.Fatal("nothing will ever happen again")
	}
	if next.After(l.now) {
		l.now = next
	}
	for len(l.way) > 0 && !l.way[0].at.After(l.now) {
		if err := l.ends[l.way[0].to].Input(l.now, l.way[0].packet); err != nil {
			l.t.Fatal(err)
		}
		l.way = l.way[1:]
	}
	for _, s := range l.ends {
		s.Tick(l.now)
	}
}

// transfer sends text both ways, and returns how long that took.
func (l *link) transfer(text [2][]byte) time.Duration {
	l.t.Helper()
	start := l.now
	var got [2][]byte
	buf := make([]byte, 1<<20)
	for left := text; len(got[0]) < len(text[1]) || len(got[1]) < len(text[0]); l.step() {
		for i, c := range l.conns {
			n, _ := c.Write(left[i])
			left[i] = left[i][n:]
			n, err := c.Read(buf)
			got[i] = append(got[i], buf[:n]...)
			if err != nil {
				l.t.Fatalf("after %v: %v", l.now.Sub(start), err)
			}
			l.ends[i].Touch(c)
		}
		if l.now.Sub(start) > time.Hour {
			l.t.Fatalf("after an hour %d and %d bytes have come", len(got[0]), len(got[1]))
		}
	}
	if !bytes.Equal(got[0], text[1]) || !bytes.Equal(got[1], text[0]) {
		l.t.Error("what came is not what was sent")
	}
	return l.now.Sub(start)
}

func TestTransfer(t *testing.T) {
	for seed := range uint64(20) {
		lose := float64(seed%4) / 20     // up to 15 % each way
		without := Feature(seed / 4 * 7) // some with all, some without this and that
		l := newLink(t, seed, lose, without)
		var text [2][]byte
		for i := range text {
			text[i] = make([]byte, 200_000)
			rand.NewChaCha8([32]byte{byte(seed), byte(i)}).Read(text[i])
		}
		took := l.transfer(text)
		t.Logf("seed %d, loss %.0f %%, without %q: %v", seed, 100*lose, without, took.Round(time.Millisecond))
	}
}

// A full window is shut, and opens again when the text is read.
func TestShutWindow(t *testing.T) {
	l := newLink(t, 1, 0, 0)
	sent := 0
	for range 10_000 {
		n, _ := l.conns[0].Write(make([]byte, 1<<16))
		sent += n
		l.ends[0].Touch(l.conns[0])
		l.step()
	}
	if n, most := l.conns[1].Status().Unread, DefaultLimits.ReceiveBuffer; n < most || n > most+l.conns[1].slack() {
		t.Fatalf("%d bytes have come, want %d, or a little more for rounding", n, most)
	}
	buf := make([]byte, 1<<12)
	for got := 0; got < sent; {
		n, err := l.conns[1].Read(buf)
		if got += n; err != nil {
			t.Fatal(err)
		}
		l.ends[1].Touch(l.conns[1])
		if n == 0 {
			l.step()
		}
	}
}
