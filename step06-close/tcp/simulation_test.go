package tcp

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"
	"time"
)

// seeds makes the simulations run longer:
//
//	go test -run Transfer ./step06-close/tcp -seeds 200
var seeds = flag.Uint64("seeds", 20, "try so many seeds in each simulated transfer, where chance decides all")

// firstSeed plays again what has failed.
var firstSeed = flag.Uint64("seed", 0, "the first of the seeds")

// A scenario is what a transfer is like.
type scenario struct {
	link   faults
	limits [2]Limits
	isn    Seq              // where the numbers of both begin, about
	meet   bool             // both ask for the connection (figure 7)
	texts  [2]int           // how much each sends, in bytes
	read   [2]int           // how much each reads at a time, in bytes,
	pause  [2]time.Duration // and how long it does nothing then
	most   int              // packets; 0: what usual would be too many
}

// A transfer is a connection with two users at each end.
type transfer struct {
	*pair
	conns     [2]*Conn
	texts     [2][]byte
	senders   [2]*sender
	receivers [2]*receiver // of the text of the other end
	waits     [2]time.Time // when TIME-WAIT began
	resets    [2]bool      // it was over when the other still asked
}

// begin opens the connection.
func begin(t testing.TB, seed uint64, s scenario) *transfer {
	x := &transfer{pair: newPair(t, seed, s.link, Config{Limits: s.limits[0]}, Config{Limits: s.limits[1]})}
	x.most = s.bound()
	x.near(s.isn)
	if s.meet {
		x.conns[0], x.conns[1] = x.meet()
	} else {
		x.conns[0], x.conns[1] = x.connect()
	}
	for i, c := range x.conns {
		c.SetUserTimeout(24 * time.Hour) // Karn's algorithm keeps time-outs long while one loss follows the other
		x.texts[i] = randomText(seed<<1+uint64(i), s.texts[i])
		x.senders[i] = &sender{x.ends[i], c, x.texts[i]}
		x.receivers[i] = &receiver{s: x.ends[i], c: c, most: s.read[i], pause: s.pause[i]}
	}
	x.user = x.users
	return x
}

func (x *transfer) users() {
	for i := range x.conns {
		x.senders[i].act(x.pair)
		x.receivers[i].act(x.pair)
	}
}

// bound is how many packets are too many.
func (s *scenario) bound() int {
	if s.most > 0 {
		return s.most
	}
	n := 1000
	for i, text := range s.texts {
		n += 12 * text / s.chunk(i)
	}
	if s.both(SACK) && min(s.chunk(0), s.chunk(1)) < 64 {
		n *= 4 // blocks take most of such a segment
	}
	if s.link.shrink {
		n *= 20 // each time it opens again, all is sent again
	}
	return n
}

// chunk is about how much text of end i may travel in a segment, in bytes.
func (s *scenario) chunk(i int) int {
	to := s.limits[1-i]
	mtu := min(s.limits[i].MTU, to.MTU) - headers
	if s.both(Timestamps) {
		mtu -= timestampsLen
	}
	if s.limits[i].Without&BlackHoles == 0 && (s.link.mtu > 0 || s.link.lose > 0 || s.link.corrupt > 0) {
		mtu = min(mtu, minPathMTU-headers-timestampsLen) // segments may become as small as that
	}
	return min(mtu, s.limits[i].SendBuffer, max(to.ReceiveBuffer/2, 1), s.read[1-i])
}

// both reports whether both ends have a feature.
func (s *scenario) both(f Feature) bool { return (s.limits[0].Without|s.limits[1].Without)&f == 0 }

// finish goes on to the end, and returns when all text was there.
func (x *transfer) finish(within time.Duration) time.Duration {
	x.t.Helper()
	x.check = x.noteReset
	x.run(within, func() bool { return x.receivers[0].done() && x.receivers[1].done() })
	took := x.now.Sub(x.start)
	for i, r := range x.receivers {
		if !bytes.Equal(r.got, x.texts[1-i]) {
			x.fatalf("text arrived changed at end %d: %d bytes of %d", i, len(r.got), len(x.texts[1-i]))
		}
	}
	x.settle(within + time.Hour)
	for i, c := range x.conns {
		gone := x.resets[1-i] && errors.Is(c.Err(), ErrReset)
		if c.Err() != nil && !gone || c.State() != Closed {
			x.fatalf("end %d is %v: %v", i, c.State(), c.Err())
		}
	}
	return took
}

// noteReset watches for the only resets that may end a connection: when all of
// TIME-WAIT is over, and each acknowledgment until then was lost, the other end
// still asks, and nobody knows any more that all was well.
func (x *transfer) noteReset(from int, packet []byte) {
	_, seg := x.parse(packet)
	c, wait := x.conns[from], &x.waits[from]
	if c.State() == TimeWait && wait.IsZero() {
		*wait = x.now
	}
	if seg.Flags.Has(RST) && c.State() == Closed && c.Err() == nil && !wait.IsZero() && x.now.Sub(*wait) >= 2*msl {
		x.resets[from] = true
	}
}

// isns are where numbers begin: near 0, and so that the sign of a signed number
// changes, or numbers wrap, early on.
var isns = []Seq{0, 1<<31 - 100000, 1<<32 - 100000}

const mega = 1 << 20

const allFeatures = WindowScale | Timestamps | SACK | FastRecovery | NewReno | Cubic | TailLossProbe | RACK | BlackHoles

// defaults fills in what a scenario leaves out.
func (s scenario) defaults() scenario {
	for i := range s.limits {
		if s.limits[i] == (Limits{}) {
			s.limits[i] = DefaultLimits
		}
		if s.read[i] == 0 {
			s.read[i] = 1 << 16
		}
	}
	if s.link.delay == 0 {
		s.link.delay = 5 * time.Millisecond
	}
	return s
}

// ids: EV-14
func TestTransfer(t *testing.T) {
	buffer := func(n int) Limits { return Limits{MTU: 1500, SendBuffer: n, ReceiveBuffer: n} }
	mtu := func(n int) Limits { return Limits{MTU: n, SendBuffer: 1 << 16, ReceiveBuffer: 65535} }
	without := func(f Feature) Limits { return Limits{MTU: 1500, SendBuffer: mega, ReceiveBuffer: mega, Without: f} }
	harsh := faults{lose: 0.03, reorder: 0.05, duplicate: 0.02, delay: 20 * time.Millisecond}
	both := func(l Limits) [2]Limits { return [2]Limits{l, l} }
	whole := [2]int{mega, mega}
	for _, c := range []struct {
		name string
		scenario
		within time.Duration
	}{
		{"no loss", scenario{texts: whole}, time.Second},
		{"one way", scenario{texts: [2]int{mega, 0}}, time.Second},
		{"the other way", scenario{texts: [2]int{0, mega}}, time.Second},
		{"nothing", scenario{}, time.Second},
		{"1% lost", scenario{texts: whole, link: faults{lose: 0.01}}, time.Hour},
		{"5% lost", scenario{texts: whole, link: faults{lose: 0.05}}, time.Hour},
		{"10% lost", scenario{texts: whole, link: faults{lose: 0.1}}, 5 * time.Hour},
		{"20% lost", scenario{texts: whole, link: faults{lose: 0.2}}, 10 * time.Hour},
		{"30% lost", scenario{texts: whole, link: faults{lose: 0.3}}, 20 * time.Hour},
		{"doubled", scenario{texts: whole, link: faults{duplicate: 0.5}}, time.Hour},
		{"out of order", scenario{texts: whole, link: faults{reorder: 0.3, jitter: 20 * time.Millisecond}}, time.Hour},
		{"corrupt", scenario{texts: whole, link: faults{corrupt: 0.1}}, 5 * time.Hour},
		{"all at once", scenario{texts: whole, link: faults{lose: 0.05, duplicate: 0.1, reorder: 0.2, corrupt: 0.05,
			jitter: 10 * time.Millisecond}}, 5 * time.Hour},
		{"a far away peer", scenario{texts: whole, link: faults{delay: 2 * time.Second}}, time.Hour},
		{"no way at all", scenario{texts: whole, link: faults{delay: time.Nanosecond}}, time.Second},
		{"a shrinking window", scenario{texts: whole, link: faults{shrink: true}}, time.Hour},
		{"a shrinking window and loss", scenario{texts: whole, link: faults{shrink: true, lose: 0.1}}, 5 * time.Hour},
		{"buffers of 1", scenario{texts: [2]int{500, 500}, limits: both(buffer(1))}, time.Hour},
		{"buffers of 2", scenario{texts: [2]int{1000, 1000}, limits: both(buffer(2))}, time.Hour},
		{"buffers of 100", scenario{texts: [2]int{50000, 50000}, limits: both(buffer(100))}, time.Hour},
		{"buffers of 1000", scenario{texts: whole, limits: both(buffer(1000))}, time.Hour},
		{"buffers of 4096", scenario{texts: whole, limits: both(buffer(4096))}, time.Hour},
		{"buffers of 4096 and loss", scenario{texts: [2]int{mega / 8, mega / 8}, limits: both(buffer(4096)), link: faults{lose: 0.1}}, 5 * time.Hour},
		{"a small one and a large one", scenario{texts: [2]int{100000, 100000}, limits: [2]Limits{buffer(100), DefaultLimits}}, time.Hour},
		{"MTU 88", scenario{texts: [2]int{100000, 100000}, limits: both(mtu(88))}, time.Hour},
		{"MTU 576", scenario{texts: whole, limits: both(mtu(576))}, time.Hour},
		{"MTU 65535", scenario{texts: whole, limits: both(mtu(65535))}, time.Hour},
		{"MTU 68 and 1500", scenario{texts: [2]int{100000, 100000}, limits: [2]Limits{mtu(68), mtu(1500)}}, time.Hour},
		{"a slow reader", scenario{texts: whole, read: [2]int{10000, 300}, pause: [2]time.Duration{0, 20 * time.Millisecond}}, time.Hour},
		{"slow readers and loss", scenario{texts: [2]int{mega / 8, mega / 8}, read: [2]int{5000, 5000},
			pause: [2]time.Duration{3 * time.Second, 3 * time.Second}, link: faults{lose: 0.1}}, 5 * time.Hour},
		{"both open", scenario{texts: whole, meet: true}, time.Second},
		{"both open, with loss", scenario{texts: whole, meet: true, link: faults{lose: 0.2, jitter: time.Second}}, 10 * time.Hour},
		{"a long fat pipe", scenario{texts: whole, limits: both(without(0)), link: faults{delay: 300 * time.Millisecond}}, time.Minute},
		{"all features", scenario{texts: whole, limits: both(without(0)), link: harsh}, time.Hour},
		{"no window scale", scenario{texts: whole, limits: both(without(WindowScale)), link: harsh}, time.Hour},
		{"no timestamps", scenario{texts: whole, limits: both(without(Timestamps)), link: harsh}, time.Hour},
		{"no SACK", scenario{texts: whole, limits: both(without(SACK)), link: harsh}, time.Hour},
		{"no fast recovery", scenario{texts: whole, limits: both(without(FastRecovery)), link: harsh}, time.Hour},
		{"no NewReno", scenario{texts: whole, limits: both(without(SACK | NewReno)), link: harsh}, time.Hour},
		{"SACK without NewReno", scenario{texts: whole, limits: both(without(NewReno)), link: harsh}, time.Hour},
		{"no CUBIC", scenario{texts: whole, limits: both(without(Cubic)), link: harsh}, time.Hour},
		{"no tail loss probe", scenario{texts: whole, limits: both(without(TailLossProbe)), link: harsh}, time.Hour},
		{"no RACK", scenario{texts: whole, limits: both(without(RACK)), link: harsh}, time.Hour},
		{"no black hole detection", scenario{texts: whole, limits: both(without(BlackHoles)), link: harsh}, time.Hour},
		{"a black hole", scenario{texts: whole, link: faults{mtu: 1499}}, time.Minute},
		{"a narrow black hole", scenario{texts: whole, link: faults{mtu: minPathMTU}}, 2 * time.Minute},
		{"a black hole and loss", scenario{texts: whole, link: faults{mtu: 1200, lose: 0.05}}, time.Hour},
		{"a deep black hole", scenario{texts: whole, limits: both(mtu(65535)), link: faults{mtu: 1400}}, time.Minute},
		{"no features", scenario{texts: whole, limits: both(without(allFeatures)), link: harsh}, time.Hour},
		{"all features and none", scenario{texts: whole, limits: [2]Limits{without(0), without(allFeatures)}, link: harsh}, time.Hour},
	} {
		for i, isn := range isns {
			if testing.Short() && i > 0 {
				continue
			}
			t.Run(fmt.Sprintf("%s/%#x", c.name, isn), func(t *testing.T) {
				s := c.scenario.defaults()
				s.isn = isn
				x := begin(t, uint64(i), s)
				took := x.finish(c.within)
				t.Logf("%v, %d packets of %d", took, x.count, x.most)
			})
		}
	}
}

// pick returns one of those, by chance.
func pick[T any](rng *rand.Rand, of ...T) T { return of[rng.IntN(len(of))] }

// someFeatures are any of them; often none or all.
func someFeatures(rng *rand.Rand) Feature {
	return pick(rng, 0, allFeatures, Feature(rng.IntN(int(allFeatures)+1)), Feature(rng.IntN(int(allFeatures)+1)))
}

// anything is a scenario that chance has made. Its texts are so long that text
// goes back and forth some hundred times.
func anything(rng *rand.Rand) scenario {
	s := scenario{
		isn:  pick(rng, isns...) + Seq(rng.IntN(200000)) - 100000,
		meet: rng.IntN(4) == 0,
		link: faults{
			lose: pick(rng, 0, 0, 0.01, 0.05, 0.1, 0.2, 0.3), duplicate: pick(rng, 0, 0, 0.1, 0.5),
			reorder: pick(rng, 0, 0, 0.1, 0.5), corrupt: pick(rng, 0, 0, 0.05), shrink: rng.IntN(4) == 0,
			delay:  pick(rng, time.Nanosecond, 100*time.Microsecond, 5*time.Millisecond, 100*time.Millisecond, 600*time.Millisecond, 3*time.Second),
			jitter: pick(rng, 0, 0, time.Millisecond, 50*time.Millisecond, 5*time.Second),
		},
	}
	for i := range s.limits {
		s.limits[i] = Limits{
			MTU:           pick(rng, 68, 69, 88, 101, 576, 1500, 9000, 65535),
			SendBuffer:    pick(rng, 1, 2, 3, 100, 1000, 4096, 1<<16, 1<<16, mega, mega),
			ReceiveBuffer: pick(rng, 1, 2, 3, 100, 1000, 4096, 65535, 65536, 1<<18, mega, mega),
			Without:       someFeatures(rng),
		}
		s.read[i] = pick(rng, 1, 7, 1000, 1<<16, 1<<16)
		s.pause[i] = pick(rng, 0, 0, 0, time.Millisecond, 300*time.Millisecond, 10*time.Second)
	}
	if s.both(BlackHoles) {
		s.link.mtu = pick(rng, 0, 0, 0, 0, minPathMTU, 1023, 1500)
	}
	for i := range s.texts {
		s.texts[i] = pick(rng, 0, 1, 10, 300, 300) * s.chunk(i)
		s.texts[i] = min(s.texts[i], mega)
	}
	return s
}

// each runs a simulation with all the seeds that the flags ask for.
func each(t *testing.T, f func(*testing.T, uint64, *rand.Rand)) {
	for seed := *firstSeed; seed < *firstSeed+*seeds; seed++ {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { f(t, seed, rand.New(rand.NewPCG(seed, 2))) })
	}
}

func TestTransferAnything(t *testing.T) {
	each(t, func(t *testing.T, seed uint64, rng *rand.Rand) {
		s := anything(rng)
		t.Logf("%+v", s)
		x := begin(t, seed, s)
		took := x.finish(1000 * time.Hour)
		t.Logf("%v, %d packets of %d", took, x.count, x.most)
	})
}

// An echoer writes back what it reads, and reads only what it can write back.
type echoer struct {
	s         *Stack
	c         *Conn
	got, sent []byte
	enough    int // bytes; then it closes, and only reads
	eof       bool
	buf       [4096]byte
}

func (u *echoer) act(p *pair) {
	for n := 1; n > 0; {
		b := u.buf[:]
		if !u.c.closed {
			b = b[:u.c.Room()]
		}
		var err error
		n, err = u.c.Read(b)
		if err != nil && err != io.EOF {
			p.fatalf("read: %v", err)
		}
		u.got, u.eof = append(u.got, b[:n]...), err == io.EOF
		if !u.c.closed {
			u.write(p, b[:n])
		}
		if u.eof || len(u.got) > u.enough {
			u.c.Close()
		}
		u.s.Touch(u.c)
	}
}

func (u *echoer) write(p *pair, b []byte) {
	if n, err := u.c.Write(b); n < len(b) || err != nil {
		p.fatalf("%d bytes of room took %d: %v", len(b), n, err)
	}
	u.sent = append(u.sent, b...)
}

// Two ends that write back what they read, with small buffers full of text,
// do not wait for each other for ever.
func TestTransferEcho(t *testing.T) {
	each(t, func(t *testing.T, seed uint64, rng *rand.Rand) {
		s := anything(rng)
		for i := range s.limits {
			s.limits[i].SendBuffer, s.limits[i].ReceiveBuffer = 1+rng.IntN(3000), 1+rng.IntN(3000)
			if rng.IntN(4) == 0 { // so large that windows are scaled
				s.limits[i].ReceiveBuffer += 1 << 16
			}
		}
		s.texts, s.most = [2]int{}, 1e6
		x := begin(t, seed, s)
		var u [2]*echoer
		for i, c := range x.conns {
			u[i] = &echoer{s: x.ends[i], c: c, enough: min(50*s.limits[i].ReceiveBuffer, 150000)}
			u[i].write(x.pair, randomText(seed, c.Room()))
		}
		x.user = func() { u[0].act(x.pair); u[1].act(x.pair) }
		x.run(1000*time.Hour, func() bool { return u[0].eof && u[1].eof })
		for i := range u {
			if !bytes.Equal(u[i].got, u[1-i].sent) {
				x.fatalf("end %d got %d bytes, not the %d that were sent", i, len(u[i].got), len(u[1-i].sent))
			}
		}
		x.settle(2000 * time.Hour)
		t.Logf("%v, %d packets, %+v", x.now.Sub(x.start), x.count, s)
	})
}

// One end aborts in the midst of it: the other hears of it, if only when it
// asks, and never takes a part of the text for the whole.
//
// ids: MUST-12
func TestTransferAbort(t *testing.T) {
	each(t, func(t *testing.T, seed uint64, rng *rand.Rand) {
		x := begin(t, seed, anything(rng))
		for _, c := range x.conns {
			c.SetKeepAlive(x.now, time.Minute)
		}
		left, from := rng.IntN(300), rng.IntN(2)
		x.run(1000*time.Hour, func() bool { left--; return left < 0 || x.conns[from].State() == Closed })
		x.conns[from].Abort()
		x.ends[from].Touch(x.conns[from])
		x.receivers[from].err = io.EOF
		x.run(2000*time.Hour, func() bool { return x.receivers[1-from].err != nil })
		r, text := x.receivers[1-from], x.texts[from]
		if !bytes.HasPrefix(text, r.got) || r.done() && len(r.got) < len(text) {
			x.fatalf("after the abort, %d bytes of %d: %v", len(r.got), len(text), r.err)
		}
		x.settle(3000 * time.Hour)
		t.Logf("%v, %d packets", r.err, x.count)
	})
}

// Many connections at once share a link.
func TestTransferMany(t *testing.T) {
	const n = 40
	each(t, func(t *testing.T, seed uint64, rng *rand.Rand) {
		s := anything(rng)
		limits := DefaultLimits
		p := newPair(t, seed, s.link)
		for i := range p.ends {
			limits.Without = s.limits[i].Without
			p.ends[i].Limits = limits
		}
		l := p.listen()
		var users []interface{ act(*pair) }
		texts, got := map[uint16][2][]byte{}, map[uint16]*[2]*receiver{}
		join := func(end int, c *Conn, port uint16) {
			c.SetUserTimeout(24 * time.Hour)
			r := &receiver{s: p.ends[end], c: c, most: 1 << 16}
			got[port][end] = r
			users = append(users, r, &sender{p.ends[end], c, texts[port][end]})
		}
		for port := uint16(1); port <= n; port++ {
			texts[port] = [2][]byte{randomText(seed, rng.IntN(5000)), randomText(seed+1, rng.IntN(5000))}
			got[port] = &[2]*receiver{}
			join(0, p.dial(0, port, serverPort), port)
		}
		p.user = func() {
			for c := l.Accept(); c != nil; c = l.Accept() {
				join(1, c, c.Remote().Port())
			}
			for _, u := range users {
				u.act(p)
			}
		}
		done := func() bool {
			for _, r := range got {
				if !r[0].done() || r[1] == nil || !r[1].done() {
					return false
				}
			}
			return true
		}
		p.run(1000*time.Hour, done)
		for port, r := range got {
			if !bytes.Equal(r[0].got, texts[port][1]) || !bytes.Equal(r[1].got, texts[port][0]) {
				p.fatalf("text of port %d arrived changed", port)
			}
		}
		p.settle(2000 * time.Hour)
		t.Logf("%v, %d packets", p.now.Sub(p.start), p.count)
	})
}

// Both ends fill the other's window, and the first two segments of each are
// lost. So the ACKs of both stand right behind the other's window.
func TestBothWindowsFull(t *testing.T) {
	limits := Config{Limits: Limits{MTU: 88, SendBuffer: 480, ReceiveBuffer: 480}}
	p := newPair(t, 0, faults{delay: time.Millisecond}, limits, limits)
	a, b := p.connect()
	text := randomText(0, 480)
	for i, c := range []*Conn{a, b} {
		c.Write(text)
		p.ends[i].Touch(c)
		for range 2 {
			p.ends[i].Output(p.now, nil)
		}
	}
	p.run(time.Minute, func() bool { return a.Buffered() == 480 && b.Buffered() == 480 })
}

// Both ends have seen the other's FIN, but not the text before it. Their ACKs
// stand beyond the FINs; nobody answers those.
func TestBothFINsEarly(t *testing.T) {
	p := newPair(t, 0, faults{delay: time.Microsecond})
	a, b := p.connect()
	p.most = p.count + 20
	for i, c := range []*Conn{a, b} {
		c.SetNoDelay(true)
		c.Write([]byte("lost"))
		p.ends[i].Touch(c)
		p.ends[i].Output(p.now, nil)
		c.Close()
		p.ends[i].Touch(c)
	}
	p.run(time.Minute, func() bool { return a.State() == TimeWait && b.State() == TimeWait })
}
