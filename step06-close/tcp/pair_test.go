package tcp

import (
	"container/heap"
	"fmt"
	"io"
	"math/rand/v2"
	"net/netip"
	"testing"
	"time"
)

// faults are what a link does to packets: the first four with a probability,
// to each packet by itself.
type faults struct {
	lose, duplicate, reorder, corrupt float64
	delay, jitter                     time.Duration
}

// A pair is two stacks with a link between them, on a virtual clock that jumps
// from one event to the next.
type pair struct {
	t     testing.TB
	rng   *rand.Rand
	start time.Time
	now   time.Time
	ends  [2]*Stack // 192.168.0.1 and 192.168.0.2
	wire  wire
	link  faults
	count int                           // of packets sent
	user  func()                        // what the users do, after each event
	check func(from int, packet []byte) // of each packet sent, if not nil
	buf   []byte
	seen  map[*Conn]Seq // the right edges told so far
}

// newPair returns two stacks. The seed decides about all that happens, and is
// printed when a test fails.
func newPair(t testing.TB, seed uint64, link faults, configs ...Config) *pair {
	p := &pair{t: t, rng: rand.New(rand.NewPCG(seed, 1)), link: link, start: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC),
		seen: map[*Conn]Seq{}}
	p.now = p.start
	for i := range p.ends {
		config := Config{}
		if i < len(configs) {
			config = configs[i]
		}
		config.Addrs = []netip.Addr{netip.AddrFrom4([4]byte{192, 168, 0, byte(i + 1)})}
		config.Secret[0] = byte(i)
		p.ends[i] = NewStack(config)
	}
	return p
}

// A wire holds the packets on their way, the first to arrive in front.
type wire []flight

type flight struct {
	at     time.Time
	order  int
	to     int
	packet []byte
}

func (w wire) Len() int { return len(w) }
func (w wire) Less(i, j int) bool {
	return w[i].at.Before(w[j].at) || w[i].at.Equal(w[j].at) && w[i].order < w[j].order
}
func (w wire) Swap(i, j int) { w[i], w[j] = w[j], w[i] }
func (w *wire) Push(x any)   { *w = append(*w, x.(flight)) }
func (w *wire) Pop() any {
	last := len(*w) - 1
	f := (*w)[last]
	*w = (*w)[:last]
	return f
}

func (p *pair) chance(probability float64) bool {
	return probability > 0 && p.rng.Float64() < probability
}

// drain puts on the wire what both stacks have to say.
func (p *pair) drain() {
	for from, s := range p.ends {
		for i := 0; ; i++ {
			var ok bool
			if p.buf, ok = s.Output(p.now, p.buf[:0]); !ok {
				break
			}
			if i == 10000 {
				p.fatalf("Output does not end")
			}
			if p.check != nil {
				p.check(from, p.buf)
			}
			p.send(1-from, p.buf)
		}
		for _, c := range s.conns {
			p.invariants(c)
		}
	}
}

func (p *pair) send(to int, packet []byte) {
	if p.chance(p.link.lose) {
		return
	}
	at := p.now.Add(p.link.delay)
	if p.link.jitter > 0 {
		at = at.Add(time.Duration(p.rng.Int64N(int64(p.link.jitter))))
	}
	if p.chance(p.link.reorder) {
		at = at.Add(p.link.delay + 5*time.Millisecond)
	}
	b := append([]byte(nil), packet...)
	if p.chance(p.link.corrupt) {
		b[p.rng.IntN(len(b))] ^= 1 << p.rng.IntN(8)
	}
	p.count++
	heap.Push(&p.wire, flight{at, p.count, to, b})
	if p.chance(p.link.duplicate) {
		p.count++
		heap.Push(&p.wire, flight{at.Add(time.Millisecond), p.count, to, append([]byte(nil), b...)})
	}
}

func (p *pair) invariants(c *Conn) {
	if err := invariants(c); err != nil {
		p.fatalf("%v", err)
	}
	if edge, ok := p.seen[c]; ok && c.synchronized() && c.rcv.edge.Before(edge) {
		p.fatalf("the window's right edge went back from %d to %d", edge, c.rcv.edge)
	}
	if c.synchronized() {
		p.seen[c] = c.rcv.edge
	}
}

func (p *pair) fatalf(format string, args ...any) {
	p.t.Helper()
	state := ""
	for _, s := range p.ends {
		for _, c := range s.conns {
			state += fmt.Sprintf("\n%v: %+v\n\tsnd %+v\n\trcv %+v\n\ttimers %v", c.Local(), c.Status(), c.snd, c.rcv, c.timers)
		}
	}
	p.t.Fatalf("after %v: %s%s", p.now.Sub(p.start), fmt.Sprintf(format, args...), state)
}

// step goes on to the next event: packets arrive, or time is up for somebody.
// It reports false if nothing will happen any more.
func (p *pair) step() bool {
	p.act()
	at := p.ends[0].Deadline()
	if d := p.ends[1].Deadline(); at.IsZero() || !d.IsZero() && d.Before(at) {
		at = d
	}
	if len(p.wire) > 0 && (at.IsZero() || p.wire[0].at.Before(at)) {
		at = p.wire[0].at
	}
	if at.IsZero() {
		return false
	}
	if at.After(p.now) {
		p.now = at
	}
	for _, s := range p.ends {
		s.Tick(p.now)
	}
	for len(p.wire) > 0 && !p.wire[0].at.After(p.now) {
		f := heap.Pop(&p.wire).(flight)
		p.ends[f.to].Input(p.now, f.packet)
		p.drain()
	}
	p.act()
	return true
}

func (p *pair) act() {
	if p.user != nil {
		p.user()
	}
	p.drain()
}

// run goes on until done; within limit, a virtual time.
func (p *pair) run(limit time.Duration, done func() bool) {
	p.t.Helper()
	for i := 0; !done(); i++ {
		if p.now.Sub(p.start) > limit {
			p.fatalf("not done after %v", limit)
		}
		if !p.step() {
			p.fatalf("nothing happens any more")
		}
	}
}

// connect makes a connection from end 0 to end 1, and returns its two ends.
func (p *pair) connect() (a, b *Conn) {
	p.t.Helper()
	l, err := p.ends[1].Listen(netip.MustParseAddrPort("0.0.0.0:7"), 10)
	if err != nil {
		p.t.Fatal(err)
	}
	a, err = p.ends[0].Dial(p.now, netip.AddrPort{}, netip.MustParseAddrPort("192.168.0.2:7"))
	if err != nil {
		p.t.Fatal(err)
	}
	p.run(5*time.Minute, func() bool {
		if b == nil {
			b = l.Accept()
		}
		return b != nil && a.State() == Established
	})
	return a, b
}

// A sender writes text to a connection as it can, and closes at the end.
type sender struct {
	s    *Stack
	c    *Conn
	text []byte
}

func (u *sender) act(p *pair) {
	n, err := u.c.Write(u.text)
	if err != nil && len(u.text) > 0 {
		p.fatalf("write: %v", err)
	}
	u.text = u.text[n:]
	if len(u.text) == 0 && !u.c.closed {
		u.c.Close()
	}
	u.s.Touch(u.c)
}

// A receiver reads text from a connection, up to most bytes at a time.
type receiver struct {
	s    *Stack
	c    *Conn
	most int
	got  []byte
	eof  bool
	buf  [4096]byte
}

func (u *receiver) act(p *pair) {
	for left := u.most; left > 0 && !u.eof; {
		n, err := u.c.Read(u.buf[:min(left, len(u.buf))])
		u.got = append(u.got, u.buf[:n]...)
		left -= n
		u.eof = err == io.EOF
		if err != nil && err != io.EOF {
			p.fatalf("read: %v", err)
		}
		if n == 0 {
			break
		}
	}
	u.s.Touch(u.c)
}
