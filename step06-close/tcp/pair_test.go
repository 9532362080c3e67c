package tcp

import (
	"container/heap"
	"fmt"
	"io"
	"math/rand/v2"
	"net/netip"
	"sync"
	"testing"
	"time"

	"tcpworkbook/step03-parse-ipv4/ipv4"
)

// faults are what a link does to packets: the first four with a probability,
// to each packet by itself.
type faults struct {
	lose, duplicate, reorder, corrupt float64
	delay, jitter                     time.Duration
	shrink                            bool // make windows smaller on the way, now and then
	mtu                               int  // larger packets are dropped, and nobody says so; 0: no limit
}

// A pair is two stacks with a link between them, on a virtual clock that jumps
// from one event to the next.
type pair struct {
	t       testing.TB
	rng     *rand.Rand
	start   time.Time
	now     time.Time
	ends    [2]*Stack // 192.168.0.1 and 192.168.0.2
	wire    wire
	link    faults
	count   int                           // of packets sent by the stacks
	most    int                           // so many are too many: the stacks answer each other for ever; 0: no limit
	idle    int                           // steps since the clock moved
	user    func()                        // what the users do, after each event
	check   func(from int, packet []byte) // of each packet sent, if not nil
	alarm   time.Time                     // when a user will do something again by itself; zero: never
	squeeze func(uint16) int              // what the link makes of windows
	until   time.Time                     // when that will be something else
	buf     []byte
	changed []*Conn
	seen    map[*Conn]Seq // the right edges told so far, by the connection itself,
	told    map[way]Seq   // and on the wire
}

// A way is one direction of a connection.
type way struct {
	from     int
	src, dst uint16
}

// newPair returns two stacks. The seed decides about all that happens, and is
// printed when a test fails.
func newPair(t testing.TB, seed uint64, link faults, configs ...Config) *pair {
	p := &pair{t: t, rng: rand.New(rand.NewPCG(seed, 1)), link: link, start: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC),
		seen: map[*Conn]Seq{}, told: map[way]Seq{}}
	p.now = p.start
	for i := range p.ends {
		config := Config{}
		if i < len(configs) {
			config = configs[i]
		}
		config.Addrs = []netip.Addr{p.addr(i)}
		config.Secret[0] = byte(i)
		p.ends[i] = NewStack(config)
	}
	return p
}

func (p *pair) addr(i int) netip.Addr { return netip.AddrFrom4([4]byte{192, 168, 0, byte(i + 1)}) }

// The ports that connect uses.
const (
	clientPort = 50000
	serverPort = 7
)

// near moves the clock, before anything has happened, so that both ISNs of the
// connection that connect makes will be near to isn.
func (p *pair) near(isn Seq) {
	out := ends{p.addr(0).As4(), p.addr(1).As4(), clientPort, serverPort}
	p.ends[1].Secret = likeSecret()
	p.start = p.start.Add(time.Duration(isn-p.ends[0].iss(p.start, out)) * isnTick)
	p.now = p.start
}

// likeSecret is a secret of end 1 that makes its ISN like that of end 0.
var likeSecret = sync.OnceValue(func() (secret [32]byte) {
	e, now := [2][4]byte{{192, 168, 0, 1}, {192, 168, 0, 2}}, time.Time{}
	want := isn([32]byte{}, now, ends{e[0], e[1], clientPort, serverPort})
	for !isn(secret, now, ends{e[1], e[0], serverPort, clientPort}).In(want, 1<<16) {
		for i := 0; ; i++ {
			if secret[i]++; secret[i] != 0 {
				break
			}
		}
	}
	return secret
})

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
		p.changed = append(p.changed[:0], s.Changed()...)
		for i := 0; ; i++ {
			var ok bool
			if p.buf, ok = s.Output(p.now, p.buf[:0]); !ok {
				break
			}
			if i == 10000 {
				p.fatalf("Output does not end")
			}
			p.watch(from, p.buf)
			if p.check != nil {
				p.check(from, p.buf)
			}
			p.send(1-from, p.buf)
		}
		for _, c := range p.changed {
			p.invariants(c)
		}
		p.bounded(s)
	}
}

// watch checks a packet as it leaves a stack. It fits through the link, and a
// window's right edge never goes back (SHLD-14).
func (p *pair) watch(from int, packet []byte) {
	if p.count++; p.most > 0 && p.count > p.most {
		p.fatalf("more than %d packets", p.most)
	}
	if mtu := p.ends[from].Limits.MTU; len(packet) > mtu {
		p.fatalf("a packet of %d bytes, the MTU is %d", len(packet), mtu)
	}
	h, seg := p.parse(packet)
	w := way{from, seg.SrcPort, seg.DstPort}
	last, begun := p.told[w]
	edge := seg.Ack.Add(int(seg.Window) << p.shift(from, &h, &seg))
	switch {
	case h.Protocol != ipv4.TCP, !seg.Flags.Has(ACK), seg.Flags.Has(RST):
	case begun && !seg.Flags.Has(SYN) && edge.Before(last):
		p.fatalf("%v moves the window's right edge back from %d to %d", &seg, last, edge)
	default:
		p.told[w] = edge
	}
}

// shift is by how many bits a segment's window is shifted.
func (p *pair) shift(from int, h *ipv4.Header, seg *Segment) uint8 {
	c := p.ends[from].conns[ends{local: h.Src.As4(), remote: h.Dst.As4(), localPort: seg.SrcPort, remotePort: seg.DstPort}]
	if c == nil || seg.Flags.Has(SYN) {
		return 0
	}
	return c.scale.ours
}

// parse reads a packet of one of the stacks, which must be right.
func (p *pair) parse(packet []byte) (h ipv4.Header, seg Segment) {
	h, payload, err := ipv4.Parse(packet)
	if err == nil && h.Protocol == ipv4.TCP {
		seg, err = Parse(payload, h.Src, h.Dst)
	}
	if err != nil {
		p.fatalf("a packet is weird: %v", err)
	}
	return h, seg
}

func (p *pair) send(to int, packet []byte) {
	if p.chance(p.link.lose) || p.link.mtu > 0 && len(packet) > p.link.mtu {
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
	if p.link.shrink {
		b = p.shrink(b)
	}
	if p.chance(p.link.corrupt) {
		b[p.rng.IntN(len(b))] ^= 1 << p.rng.IntN(8)
	}
	p.put(at, to, b)
	if p.chance(p.link.duplicate) {
		p.put(at.Add(time.Millisecond), to, b)
	}
}

func (p *pair) put(at time.Time, to int, b []byte) {
	p.idle = 0
	heap.Push(&p.wire, flight{at, p.count, to, b})
}

// squeezes are what the link may do to windows, for a while.
var squeezes = []func(uint16) int{
	func(w uint16) int { return int(w) },
	func(w uint16) int { return int(w) / 2 },
	func(w uint16) int { return int(w) / 100 },
	func(w uint16) int { return min(int(w), 1) },
	func(w uint16) int { return 0 },
}

// shrink returns the packet with another window: its right edge goes back, down
// to where nothing may be sent, and later forward again.
func (p *pair) shrink(packet []byte) []byte {
	if !p.now.Before(p.until) {
		p.until = p.now.Add(time.Duration(p.rng.Int64N(int64(3 * time.Second))))
		p.squeeze = squeezes[p.rng.IntN(len(squeezes))]
	}
	h, seg := p.parse(packet)
	seg.Window = uint16(p.squeeze(seg.Window))
	b := h.Append(nil, len(packet)-ipv4.HeaderLen)
	return seg.Append(b, h.Src, h.Dst)
}

// invariants checks a connection, whatever has happened to it.
func (p *pair) invariants(c *Conn) {
	if err := invariants(c); err != nil {
		p.fatalf("%v", err)
	}
	if err := recoverable(c); err != nil {
		p.fatalf("%v", err)
	}
	if edge, ok := p.seen[c]; ok && c.synchronized() && c.rcv.edge.Before(edge) {
		p.fatalf("the window's right edge went back from %d to %d", edge, c.rcv.edge)
	}
	if c.synchronized() {
		p.seen[c] = c.rcv.edge
	}
	if n, most := len(c.out.buf), 2*max(c.limits.SendBuffer, minRing); n > most {
		p.fatalf("a ring of %d bytes, for %d", n, c.limits.SendBuffer)
	}
	if cap(c.out.whole) > 2*max(c.limits.MTU, minRing) || len(c.rcv.islands) > maxIslands {
		p.fatalf("%d bytes in one piece, %d islands", cap(c.out.whole), len(c.rcv.islands))
	}
}

// recoverable checks what a connection knows of a flight with gaps, and of the
// network.
func recoverable(c *Conn) error {
	rec, una, nxt := &c.rec, c.snd.una, c.snd.nxt
	inside := func(seq Seq) bool { return !seq.Before(una) && !nxt.Before(seq) }
	for i, b := range rec.sacked {
		if !inside(b.Left) || !inside(b.Right) || !b.Left.Before(b.Right) || i > 0 && !rec.sacked[i-1].Right.Before(b.Left) {
			return fmt.Errorf("of %d to %d the peer has %v", una, nxt, rec.sacked)
		}
	}
	switch {
	case len(rec.sacked) > maxIslands:
		return fmt.Errorf("%d blocks", len(rec.sacked))
	case rec.on && (!inside(rec.high) || !inside(rec.point) || rec.point == una || rec.dups < 0):
		return fmt.Errorf("una %d, nxt %d, but recovery is %+v", una, nxt, *rec)
	case c.pipe() < 0, c.pipe() > 2*c.flight(): // what was sent again counts twice (RFC 6675 §4)
		return fmt.Errorf("pipe %d, flight %d", c.pipe(), c.flight())
	case c.synchronized() && c.out.n > 0 && c.cong.cwnd < c.snd.mss, c.cong.cwnd > maxWindow, c.cong.ssthresh < 2*c.cong.mss:
		return fmt.Errorf("mss %d, congestion %+v", c.snd.mss, c.cong)
	}
	return nil
}

// bounded checks what a stack keeps.
func (p *pair) bounded(s *Stack) {
	if n := len(s.timers.conns); n > len(s.conns) {
		p.fatalf("%d timers for %d connections", n, len(s.conns))
	}
	for _, c := range s.timers.conns {
		if at := c.Deadline(); at.Before(s.Deadline()) {
			p.fatalf("Deadline is %v, but %v wants %v", s.Deadline(), c.Local(), at)
		}
	}
	if n := cap(s.replies.buf); n > 4*maxReplies {
		p.fatalf("%d bytes of replies", n)
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
	p.t.Fatalf("after %v and %d packets: %s%s", p.now.Sub(p.start), p.count, fmt.Sprintf(format, args...), state)
}

// next returns when the next event will be, or the zero time.
func (p *pair) next() (first time.Time) {
	times := []time.Time{p.ends[0].Deadline(), p.ends[1].Deadline(), p.alarm}
	if len(p.wire) > 0 {
		times = append(times, p.wire[0].at)
	}
	for _, at := range times {
		if !at.IsZero() && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	return first
}

// step goes on to the next event: packets arrive, or time is up for somebody.
// It reports false if nothing will happen any more.
func (p *pair) step() bool {
	p.act()
	at := p.next()
	if at.IsZero() {
		return false
	}
	if p.idle++; at.After(p.now) {
		p.now, p.idle = at, 0
	}
	if p.idle > 100 {
		p.fatalf("something is always due, and nothing happens")
	}
	for _, s := range p.ends {
		s.Tick(p.now)
	}
	p.drain()
	for len(p.wire) > 0 && !p.wire[0].at.After(p.now) {
		f := heap.Pop(&p.wire).(flight)
		p.ends[f.to].Input(p.now, f.packet)
		p.drain()
	}
	p.act()
	return true
}

func (p *pair) act() {
	p.alarm = time.Time{}
	if p.user != nil {
		p.user()
	}
	p.drain()
}

// wake has the users asked again at a time, even if nothing else happens.
func (p *pair) wake(at time.Time) {
	if p.alarm.IsZero() || at.Before(p.alarm) {
		p.alarm = at
	}
}

// run goes on until done; within limit, a virtual time from the start.
func (p *pair) run(limit time.Duration, done func() bool) {
	p.t.Helper()
	for !done() {
		if p.now.Sub(p.start) > limit {
			p.fatalf("not done after %v", limit)
		}
		if !p.step() && !done() {
			p.fatalf("nothing happens any more")
		}
	}
}

// settle goes on until nothing will happen any more, and checks that nothing
// is left.
func (p *pair) settle(limit time.Duration) {
	p.t.Helper()
	p.user = nil
	for p.step() {
		if p.now.Sub(p.start) > limit {
			p.fatalf("not quiet after %v", limit)
		}
	}
	for i, s := range p.ends {
		if len(s.conns)+len(s.timers.conns)+len(s.busy) > 0 {
			p.fatalf("end %d still has %d connections", i, len(s.conns))
		}
	}
}

// listen has end 1 wait for connections.
func (p *pair) listen() *Listener {
	p.t.Helper()
	l, err := p.ends[1].Listen(netip.AddrPortFrom(netip.IPv4Unspecified(), serverPort), 1000)
	if err != nil {
		p.t.Fatal(err)
	}
	return l
}

// dial asks for a connection from one end to the other.
func (p *pair) dial(from int, local, remote uint16) *Conn {
	p.t.Helper()
	c, err := p.ends[from].Dial(p.now, netip.AddrPortFrom(p.addr(from), local), netip.AddrPortFrom(p.addr(1-from), remote))
	if err != nil {
		p.t.Fatal(err)
	}
	return c
}

// connect makes a connection from end 0 to end 1, and returns its two ends.
func (p *pair) connect() (a, b *Conn) {
	p.t.Helper()
	l := p.listen()
	a = p.dial(0, clientPort, serverPort)
	p.run(time.Hour, func() bool {
		for _, c := range p.ends[1].conns {
			c.SetUserTimeout(time.Hour) // a link that loses much may lose all ACKs of five minutes
		}
		if b == nil {
			b = l.Accept()
		}
		return b != nil && a.State() == Established
	})
	b.SetUserTimeout(0)
	return a, b
}

// meet makes a connection that both ends ask for, at the same time.
func (p *pair) meet() (a, b *Conn) {
	p.t.Helper()
	a, b = p.dial(0, clientPort, serverPort), p.dial(1, serverPort, clientPort)
	p.run(time.Hour, func() bool { return a.synchronized() && b.synchronized() })
	return a, b
}

// A sender writes text to a connection as it can, and closes at the end.
type sender struct {
	s    *Stack
	c    *Conn
	text []byte
}

func (u *sender) act(p *pair) {
	if u.c.closed || !u.c.synchronized() {
		return
	}
	n, err := u.c.Write(u.text)
	if err != nil {
		p.fatalf("write: %v", err)
	}
	if u.text = u.text[n:]; len(u.text) == 0 {
		u.c.Close()
	}
	u.s.Touch(u.c)
}

// A receiver reads text from a connection, up to most bytes at a time, and then
// nothing for a while.
type receiver struct {
	s     *Stack
	c     *Conn
	most  int
	pause time.Duration
	again time.Time // when it reads again
	got   []byte
	err   error // what ended it;
	eof   bool  // that all is here
	buf   [4096]byte
}

func (u *receiver) act(p *pair) {
	if u.err != nil || !u.due(p) {
		return
	}
	for left, n := u.most, 1; left > 0 && n > 0; left -= n {
		n, u.err = u.c.Read(u.buf[:min(left, len(u.buf))])
		u.got = append(u.got, u.buf[:n]...)
		u.eof = u.err == io.EOF
	}
	u.s.Touch(u.c)
	if u.again = p.now.Add(u.pause); u.more() {
		p.wake(u.again)
		p.idle = 0
	}
}

// more reports whether there is something to read, if only how it ended.
func (u *receiver) more() bool {
	return u.err == nil && (u.c.Buffered() > 0 || u.c.rcv.ended || u.c.State() == Closed)
}

// due reports whether it is time to read.
func (u *receiver) due(p *pair) bool {
	early := p.now.Before(u.again)
	if early && u.more() {
		p.wake(u.again)
	}
	return !early
}

func (u *receiver) done() bool { return u.eof }
