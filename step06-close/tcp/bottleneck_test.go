package tcp

import (
	"container/heap"
	"encoding/binary"
	"math/rand/v2"
	"net/netip"
	"testing"
	"time"

	"tcpworkbook/step03-parse-ipv4/ipv4"
)

// A line carries packets one way, in order: one after the other, as fast as it
// can. Those that come faster wait in a queue; when that is full, what comes
// next is dropped (drop-tail).
type line struct {
	rate    int           // bits a second
	delay   time.Duration // on the way, beside the time to send it
	queue   int           // bytes that may wait
	lose    float64       // the probability that a packet is lost by noise, after the queue,
	reorder float64       // or comes late, behind some others

	free    time.Time // when all that waits has been sent
	dropped int       // packets that found the queue full
	lost    int       // packets lost by noise
	waited  waiting
}

// A waiting sums up how long packets waited in the queue.
type waiting struct {
	packets    int
	sum, worst time.Duration
}

func (w *waiting) add(d time.Duration) {
	w.packets++
	w.sum += d
	w.worst = max(w.worst, d)
}

func (w *waiting) mean() time.Duration { return w.sum / time.Duration(max(w.packets, 1)) }

// late is by how much a packet comes late that is reordered.
const late = 5 * time.Millisecond

// carry takes a packet of n bytes, and returns when it arrives, if it does.
// Nothing need happen when a packet leaves the queue: what is before it is known
// when it comes.
func (l *line) carry(now time.Time, n int, rng *rand.Rand) (at time.Time, ok bool) {
	wait := max(0, l.free.Sub(now))
	if int(wait)*l.rate/8/int(time.Second)+n > l.queue {
		l.dropped++
		return at, false
	}
	l.waited.add(wait)
	l.free = now.Add(wait + time.Duration(n*8*int(time.Second)/l.rate))
	if l.lose > 0 && rng.Float64() < l.lose {
		l.lost++
		return at, false
	}
	at = l.free.Add(l.delay)
	if l.reorder > 0 && rng.Float64() < l.reorder {
		at = at.Add(late)
	}
	return at, true
}

// A flow is a connection over the bottleneck, from a user who always has more to
// send to one who reads all at once; and what was seen of it. Each end is a
// stack of its own.
type flow struct {
	ends     [2]*Stack
	conns    [2]*Conn // nil until there is one
	listener *Listener
	limits   Limits

	delivered int // bytes that the receiver has read
	segments  int // with text, sent,
	again     int // of these, not for the first time,
	needless  int // and of these, some that arrived though the receiver had all of it
	timeouts  int // of the retransmission timer
	highest   Seq // after the last byte sent
}

// A network is flows that share a bottleneck: a line each way. Time is virtual,
// and jumps from one event to the next. What happens depends on the seed alone.
type network struct {
	t     testing.TB
	rng   *rand.Rand
	start time.Time
	now   time.Time
	lines [2]line // from the senders to the receivers, and back
	flows []*flow
	wire  wire // flight.to: 2*flow + end
	order int
	spare [][]byte // packets that have arrived, to be used again
	buf   [1 << 16]byte
}

func newNetwork(t testing.TB, seed uint64, there, back line) *network {
	start := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	return &network{t: t, rng: rand.New(rand.NewPCG(seed, 3)), start: start, now: start, lines: [2]line{there, back}}
}

// open begins a flow, now.
func (n *network) open(limits Limits) *flow {
	n.t.Helper()
	f := &flow{limits: limits}
	i := byte(len(n.flows))
	for end := range f.ends {
		f.ends[end] = NewStack(Config{Addrs: []netip.Addr{netip.AddrFrom4([4]byte{10, 0, i, byte(end + 1)})}, Limits: limits})
	}
	to := netip.AddrPortFrom(f.ends[1].Addrs[0], serverPort)
	var err error
	if f.listener, err = f.ends[1].Listen(to, 1); err != nil {
		n.t.Fatal(err)
	}
	if f.conns[0], err = f.ends[0].Dial(n.now, netip.AddrPortFrom(f.ends[0].Addrs[0], clientPort), to); err != nil {
		n.t.Fatal(err)
	}
	f.conns[0].SetUserTimeout(24 * time.Hour)
	n.flows = append(n.flows, f)
	n.drain(len(n.flows)-1, 0)
	return f
}

// run goes on until a time since the start.
func (n *network) run(until time.Duration) {
	end := n.start.Add(until)
	for {
		at, flow, side := n.timer()
		if len(n.wire) > 0 && (at.IsZero() || n.wire[0].at.Before(at)) {
			at, side = n.wire[0].at, -1
		}
		if at.IsZero() || at.After(end) {
			n.now = end
			return
		}
		if n.now = at; side < 0 {
			n.arrive()
			continue
		}
		n.flows[flow].noteTimeout(n.now, side)
		n.flows[flow].ends[side].Tick(n.now)
		n.drain(flow, side)
	}
}

// timer returns the end whose timer is the next.
func (n *network) timer() (first time.Time, flow, side int) {
	for i, f := range n.flows {
		for end, s := range f.ends {
			if at := s.Deadline(); !at.IsZero() && (first.IsZero() || at.Before(first)) {
				first, flow, side = at, i, end
			}
		}
	}
	return first, flow, side
}

// noteTimeout counts a time-out that is due.
func (f *flow) noteTimeout(now time.Time, side int) {
	c := f.conns[0]
	if at := c.timers[retransmission]; side == 0 && c.flight() > 0 && !at.IsZero() && !now.Before(at) {
		f.timeouts++
	}
}

// arrive has the next packet arrive.
func (n *network) arrive() {
	p := heap.Pop(&n.wire).(flight)
	f, end := n.flows[p.to/2], p.to%2
	if seq, text := textOf(p.packet); end == 1 && text > 0 && f.conns[1].holds(seq, text) {
		f.needless++
	}
	if err := f.ends[end].Input(n.now, p.packet); err != nil {
		n.t.Fatalf("a packet is weird: %v", err)
	}
	n.spare = append(n.spare, p.packet)
	n.drain(p.to/2, end)
}

// holds reports whether n bytes of text from seq on are here already.
func (c *Conn) holds(seq Seq, n int) bool {
	if c == nil {
		return false
	}
	b, ok := c.rcv.islands.holding(seq)
	return !c.rcv.nxt.Before(seq.Add(n)) || ok && !b.Right.Before(seq.Add(n))
}

// drain lets an end's user act, and puts on the line what the stack says then.
func (n *network) drain(flow, end int) {
	f := n.flows[flow]
	if end == 0 {
		f.write()
	} else {
		f.read(n.buf[:])
	}
	for {
		packet, ok := f.ends[end].Output(n.now, n.packet())
		if !ok {
			n.spare = append(n.spare, packet)
			return
		}
		if end == 0 {
			f.noteSent(packet)
		}
		at, ok := n.lines[end].carry(n.now, len(packet), n.rng)
		if !ok {
			n.spare = append(n.spare, packet)
			continue
		}
		n.order++
		heap.Push(&n.wire, flight{at, n.order, 2*flow + 1 - end, packet})
	}
}

// packet returns memory for one.
func (n *network) packet() []byte {
	if last := len(n.spare) - 1; last >= 0 {
		b := n.spare[last]
		n.spare = n.spare[:last]
		return b[:0]
	}
	return make([]byte, 0, 1500)
}

// noteSent counts a segment with text.
func (f *flow) noteSent(packet []byte) {
	seq, text := textOf(packet)
	if text == 0 {
		return
	}
	if f.segments++; f.segments > 1 && seq.Before(f.highest) {
		f.again++
	}
	if end := seq.Add(text); f.segments == 1 || f.highest.Before(end) {
		f.highest = end
	}
}

// textOf returns where the text of a packet begins, and how long it is.
func textOf(packet []byte) (Seq, int) {
	seg := packet[ipv4.HeaderLen:]
	return Seq(binary.BigEndian.Uint32(seg[4:])), len(seg) - int(seg[12]>>4)*4
}

var someText [1 << 20]byte

// write has enough wait to be sent at any time.
func (f *flow) write() {
	c := f.conns[0]
	if c.synchronized() {
		more := 2*c.cong.cwnd + 1<<16 - c.out.n
		c.Write(someText[:min(max(more, 0), len(someText))])
		f.ends[0].Touch(c)
	}
}

func (f *flow) read(buf []byte) {
	if f.conns[1] == nil {
		f.conns[1] = f.listener.Accept()
	}
	for c := f.conns[1]; c != nil; {
		k, _ := c.Read(buf)
		f.delivered += k
		f.ends[1].Touch(c)
		if k < len(buf) {
			return
		}
	}
}
