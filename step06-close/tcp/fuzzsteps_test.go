package tcp

import (
	"encoding/binary"
	"io"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tcpworkbook/shared/trace"
	"tcpworkbook/step03-parse-ipv4/icmp"
	"tcpworkbook/step03-parse-ipv4/ipv4"
)

// FuzzSegments brings a connection to one of the eleven states, as an honest
// peer would, and then follows a program of small steps: segments with numbers
// that are right, or wrong by little or much; user calls; time; ICMP errors.
// After each step it compares with what it knows itself of the connection. At
// the end an honest peer takes over, and must be able to bring the connection
// to its end, whatever has happened before.
//
// The input is the state, a byte of bits, a byte for the ISNs, one for sizes,
// and the program: see steps.
func FuzzSegments(f *testing.F) {
	for state := range byte(len(paths)) {
		for isn := range byte(3) {
			f.Add(append([]byte{state, 0, isn * 5, 0}, sample...))
			f.Add(append([]byte{state, weOpen, isn*5 + 0x53, 0x16}, sample...))
			f.Add(append([]byte{state, modern | writing, isn * 5, 0}, gaps...))
			f.Add(append([]byte{state, modern | weOpen | noTimestamps | isn<<7, isn*5 + 0x53, 0}, gaps...))
		}
	}
	for _, in := range found {
		f.Add(in)
	}
	for _, text := range storyTexts(f) {
		f.Add(storySteps(text))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		if len(in) < 4 {
			return
		}
		p := newProgram(t, in[0], in[1], in[2], in[3])
		p.code = in[4:]
		for n := 0; len(p.code) > 0 && n < 60; n++ {
			p.step()
		}
		p.settle()
		p.finish()
	})
}

// The bits of the second byte.
const (
	weOpen       = 1 << iota // by Dial, else the peer connects
	atOnce                   // both sides open at the same time
	noDelay                  // of the connection
	writing                  // there is text on the way, and some to be read
	modern                   // the peer offers window scale, timestamps and SACK,
	noSACK                   // but not this one,
	noTimestamps             // or not this one
	noCubic                  // Reno, and losses are found by counting (no RACK)
)

// places are where ISNs are near to.
var places = [4]Seq{0, 1 << 31, 1<<32 - 1, 1<<32 - 1000}

// sizes are of buffers; mtus, peerMSS and peerWindow speak for themselves.
var (
	sizes      = [4]int{200000, 5000, 100, 1}
	mtus       = [4]int{1500, 576, 120, 9000}
	peerMSS    = [4]uint16{1460, 0, 1, 65535}
	peerWindow = [4]uint16{65535, 2000, 20, 10}
)

// A program is a connection that steps are applied to, and what is known of it
// without asking it: the judge, not the defendant.
type program struct {
	trial
	code []byte // the steps still to come
	e    ends
	l    *Listener // nil: nobody listens
	c    *Conn     // the last connection between e; may be dead
	user *Conn     // c, once the user has it
	bits byte

	content, packet, text []byte // memory to work with

	first    Seq      // what an honest peer's ISN is
	mss      uint16   // of the peer's SYNs
	window   uint16   // of the peer's honest segments
	irs      Seq      // of the peer's SYN
	full     int      // the most that the peer takes in a segment
	prefix   int      // so much text the peer has sent without a gap
	pieces   [][2]int // and these pieces beyond, from and to
	fins     []int    // after so much text it said FIN
	reset    bool     // and once RST
	read     int      // bytes that the user has read
	written  int      // bytes that the user has written
	ack      Seq      // acknowledged last,
	edge     Seq      // with this end of the window,
	acked    bool     // if ever
	isn      Seq      // of our SYN
	sentTo   Seq      // what follows the last number sent
	sentUpTo int      // bytes of our text that have been sent at least once
}

// cycle is the length of the text that both sides send again and again: a
// prime, so that no ring has a multiple of it.
const cycle = 65521

var endless = append(randomText(1, cycle), randomText(1, cycle)...)

// peerText and ourText are n bytes of what that side sends, from the i-th on.
func peerText(i, n int) []byte {
	i = (i%cycle + cycle) % cycle
	return endless[i : i+n]
}

func ourText(i, n int) []byte { return peerText(i+30000, n) }

// newProgram returns a connection in a state.
func newProgram(t testing.TB, state, bits, isns, size byte) *program {
	p := &program{trial: trial{t: t, now: spring}, bits: bits,
		first: near(places[isns>>2&3], isns>>4), mss: peerMSS[size>>4&3], window: peerWindow[size>>6]}
	limits := Limits{MTU: mtus[size&3], SendBuffer: sizes[size>>2&3], ReceiveBuffer: sizes[size>>2&3]}
	if bits&noCubic != 0 {
		limits.Without = Cubic | RACK
	}
	p.stack = NewStack(Config{Addrs: []netip.Addr{trace.Host}, Limits: limits})
	p.e = ends{local: trace.Host.As4(), remote: trace.Peer.As4(), localPort: 7, remotePort: 40000}
	off := near(places[isns&3], isns>>4) - p.stack.iss(p.now, p.e)
	p.now = p.now.Add(time.Duration(off) * isnTick)
	p.bring(State(state % byte(len(paths))))
	return p
}

// near returns a number up to 8 away from place.
func near(place Seq, b byte) Seq { return place.Add(int(int8(b<<4) >> 4)) }

// paths are the ways to the states: what an honest peer and the user do.
var paths = [...][]func(*program){
	Closed:      {},
	Listen:      {(*program).listen},
	SynSent:     {(*program).dial},
	SynReceived: {(*program).half},
	Established: {(*program).establish},
	FinWait1:    {(*program).establish, (*program).close},
	FinWait2:    {(*program).establish, (*program).close, (*program).honestACK},
	CloseWait:   {(*program).establish, (*program).honestFIN},
	Closing:     {(*program).establish, (*program).close, (*program).oldFIN},
	LastAck:     {(*program).establish, (*program).honestFIN, (*program).close},
	TimeWait:    {(*program).establish, (*program).close, (*program).honestFIN},
}

func (p *program) bring(state State) {
	for _, step := range paths[state] {
		step(p)
		p.settle()
	}
	if got := p.state(); got != state && (state != Listen || p.l == nil) {
		p.t.Fatalf("the state is %v, want %v", got, state)
	}
}

func (p *program) state() State {
	if p.c == nil {
		return Closed
	}
	return p.c.state
}

func (p *program) listen() {
	p.l, _ = p.stack.Listen(netip.AddrPortFrom(trace.Host, 7), 3)
}

func (p *program) dial() {
	c, err := p.stack.Dial(p.now, netip.AddrPortFrom(trace.Host, 7), netip.AddrPortFrom(trace.Peer, 40000))
	if err != nil {
		p.t.Fatal(err)
	}
	p.meet(c)
	p.user = c
}

// half brings us to SYN-RECEIVED.
func (p *program) half() {
	if p.bits&(weOpen|atOnce) != 0 {
		p.dial()
		p.settle()
	} else {
		p.listen()
	}
	p.segment(Segment{Seq: p.first, Flags: SYN, Window: p.window, Options: p.offer()})
}

func (p *program) establish() {
	if p.bits&weOpen != 0 && p.bits&atOnce == 0 {
		p.dial()
		p.settle()
		p.segment(Segment{Seq: p.first, Ack: p.sentTo, Flags: SYN | ACK, Window: p.window, Options: p.offer()})
	} else {
		p.half()
		p.settle()
		p.honestACK()
	}
	p.settle()
	p.user.SetNoDelay(p.bits&noDelay != 0)
	if p.bits&writing != 0 {
		p.segment(Segment{Seq: p.c.rcv.nxt, Ack: p.sentTo, Flags: ACK, Window: p.window, Options: p.stamped(),
			Payload: peerText(0, min(9, p.c.rcvWnd()-1))})
		p.write(7)
	}
}

func (p *program) honestACK() { p.honest(ACK, p.sentTo) }
func (p *program) honestFIN() { p.honest(FIN|ACK, p.sentTo) }
func (p *program) oldFIN()    { p.honest(FIN|ACK, p.c.snd.una) } // it has not seen our FIN

func (p *program) honest(flags Flags, ack Seq) {
	p.segment(Segment{Seq: p.c.rcv.nxt, Ack: ack, Flags: flags, Window: p.window, Options: p.stamped()})
}

// offer is what the peer's SYN offers.
func (p *program) offer() Options {
	o := Options{MSS: p.mss}
	if p.bits&modern != 0 {
		o.ScaleOffered, o.WindowScale = true, 2
		o.Timestamps, o.TSVal = p.bits&noTimestamps == 0, p.clock()
		o.SACKPermitted = p.bits&noSACK == 0
	}
	return o
}

// clock is what the peer's clock shows: soon after what it has shown last, as
// far as we have believed it.
func (p *program) clock() uint32 {
	if p.c == nil || p.c.state <= SynSent {
		return uint32(places[p.bits&3])
	}
	return p.c.ts.recent + 1
}

// stamped are the options of an honest segment.
func (p *program) stamped() (o Options) {
	if p.c0().ts.on {
		o.Timestamps, o.TSVal, o.TSEcr = true, p.clock(), p.c.ts.clock(p.now)
	}
	return o
}

// meet begins to judge a new connection.
func (p *program) meet(c *Conn) {
	p.c, p.user = c, nil
	p.prefix, p.pieces, p.fins = 0, nil, nil
	p.read, p.written, p.sentUpTo = 0, 0, 0
	p.acked, p.reset = false, false
	p.isn, p.sentTo = c.snd.iss, c.snd.iss
}

// segment sends a segment from the peer to the stack. If it makes a connection
// it must be a SYN, and all numbers count from there.
func (p *program) segment(seg Segment) {
	seg.SrcPort, seg.DstPort = p.e.remotePort, p.e.localPort
	h := ipv4.Header{TTL: 64, Protocol: ipv4.TCP, Src: trace.Peer, Dst: trace.Host}
	p.content = seg.Append(p.content[:0], trace.Peer, trace.Host)
	p.packet = append(h.Append(p.packet[:0], len(p.content)), p.content...)
	if testing.Verbose() {
		p.t.Logf("%v %s", p.state(), trace.Decode(p.packet).Text(trace.In))
	}
	if p.state() == TimeWait {
		p.settle() // it may be replaced; whose packets are whose?
	}
	was, state := p.c, p.state()
	powerless, before := p.powerless(&seg), p.gist()
	if err := p.stack.Input(p.now, p.packet); err != nil {
		p.t.Fatal(err)
	}
	clear(p.packet)
	if c := p.stack.conns[p.e]; c != nil && c != p.c {
		p.meet(c)
	}
	if p.c != was || state == SynSent && p.c.state != SynSent && p.c.state != Closed {
		if !seg.Flags.Has(SYN) {
			p.t.Fatalf("%v after %v: %v", p.c.state, state, &seg)
		}
		p.irs = seg.Seq
		p.full = max(int(seg.Options.MSS), minMSS)
		if seg.Options.MSS == 0 {
			p.full = defaultMSS
		}
	}
	p.note(&seg)
	if after := p.gist(); powerless && after != before {
		p.t.Fatalf("%v changes %+v to %+v", &seg, before, after)
	}
}

// gist is what segments without power must not change.
type gist struct {
	state      State
	una, nxt   Seq
	wnd, texts int
}

func (p *program) gist() gist {
	if p.c == nil {
		return gist{}
	}
	return gist{p.c.state, p.c.snd.una, p.c.rcv.nxt, p.c.snd.wnd, p.c.in.n + len(p.c.rcv.islands)}
}

// powerless reports whether a segment must not do more than cause an answer:
// one that is outside of the window (table 6, here with a number to spare), a
// reset that is not at RCV.NXT, a SYN in the midst of a connection (RFC 5961
// §3 and §4), and what acknowledges nothing, or what was never sent.
func (p *program) powerless(seg *Segment) bool {
	c := p.c
	if c == nil || c.state < SynReceived || c.state == TimeWait {
		return false
	}
	ahead := seg.Seq.Sub(c.rcv.nxt)
	outside := ahead > c.rcvWnd() || ahead+seg.Len() < 0
	switch {
	case seg.Flags.Has(RST):
		return ahead != 0
	case p.tooOld(seg):
		return true
	case c.state == SynReceived:
		return outside && !seg.Flags.Has(SYN)
	case seg.Flags.Has(SYN), !seg.Flags.Has(ACK), c.snd.nxt.Before(seg.Ack):
		return true
	}
	return outside && !seg.Ack.In(c.snd.una.Add(1), c.flight()) // see takeLateACK
}

// tooOld reports whether a segment has no timestamp where it should have one,
// or an older one than has come before (RFC 7323 §3.2, §5.3).
func (p *program) tooOld(seg *Segment) bool {
	ts, o := &p.c.ts, &seg.Options
	old := o.Timestamps && int32(o.TSVal-ts.recent) < 0 && p.now.Sub(ts.recentAt) < tsLife
	return ts.on && (old || !o.Timestamps && !seg.Flags.Has(SYN))
}

// note remembers what the peer has sent.
func (p *program) note(seg *Segment) {
	from := seg.Seq.Sub(p.irs.Add(1))
	if seg.Flags.Has(SYN) {
		from++
	}
	to := from + len(seg.Payload)
	p.pieces = append(p.pieces, [2]int{from, to})
	if seg.Flags.Has(FIN) {
		p.fins = append(p.fins, to)
	}
	p.reset = p.reset || seg.Flags.Has(RST)
	for i := 0; i < len(p.pieces); i++ {
		if piece := p.pieces[i]; piece[0] <= p.prefix {
			p.prefix = max(p.prefix, piece[1])
			p.pieces = slices.Delete(p.pieces, i, i+1)
			i = -1 // others may follow now
		}
	}
}

// settle is that of trial, and judges.
func (p *program) settle() {
	for range 2 {
		p.stack.Tick(p.now)
		p.drain()
	}
	p.atRest()
	p.accept()
	if p.c != nil {
		if err := invariants(p.c); err != nil {
			p.t.Fatal(err)
		}
		if c := p.c; p.acked && c.synchronized() && p.ack.Before(c.rcv.nxt) && c.timers[delayedACK].IsZero() {
			p.t.Fatalf("%d numbers are never acknowledged", c.rcv.nxt.Sub(p.ack))
		}
	}
	if len(p.stack.conns) > 1 || len(p.stack.conns) == 1 && p.stack.conns[p.e] != p.c {
		p.t.Fatalf("connections: %v", p.stack.conns)
	}
}

// drain judges all that is sent.
func (p *program) drain() {
	for n := 0; ; n++ {
		var was Conn
		if p.c != nil {
			was = *p.c
		}
		packet, ok := p.output()
		if !ok {
			break
		}
		if n > most {
			p.t.Fatal("Output does not end")
		}
		p.judge(&was, packet)
	}
}

func (p *program) accept() {
	if p.l == nil {
		return
	}
	for c := p.l.Accept(); c != nil; c = p.l.Accept() {
		if c == p.c {
			p.user = c
		}
	}
}

// judge compares a packet that was sent with what is known, and with what the
// connection was before.
func (p *program) judge(was *Conn, packet trace.Packet) {
	seg, n := packet.TCP, packet.Len
	switch {
	case seg == nil, packet.Dst != trace.Peer, seg.SrcPort != p.e.localPort, seg.DstPort != p.e.remotePort:
		p.t.Fatalf("what is this? %s", packet.Text(trace.Out))
	case seg.Flags&trace.RST != 0:
		if n > 0 || seg.Flags&^(trace.RST|trace.ACK) != 0 {
			p.t.Fatalf("a reset with more: %s", packet.Text(trace.Out))
		}
		return
	case was.state == Closed, was.state == Listen:
		p.t.Fatalf("%v speaks: %s", was.state, packet.Text(trace.Out))
	case (seg.Flags&trace.ACK == 0) != (was.state == SynSent):
		p.t.Fatalf("%v says %s", was.state, packet.Text(trace.Out))
	}
	p.judgeNumbers(was, packet)
	if seg.Flags&trace.ACK != 0 {
		p.judgeOptions(was, packet)
		p.judgeACK(Seq(seg.Ack), p.offered(was, seg))
	}
}

// judgeNumbers looks at the sequence number, and at the text: the peer must
// have room for it, and the user must have written it there.
func (p *program) judgeNumbers(was *Conn, packet trace.Packet) {
	seq, n, flags := Seq(packet.TCP.Seq), packet.Len, packet.TCP.Flags
	end := seq.Add(n)
	if flags&(trace.SYN|trace.FIN) != 0 {
		end = end.Add(1)
	}
	i := seq.Sub(p.isn.Add(1)) // where in the text it is
	beyond := end.Sub(was.snd.una.Add(was.snd.wnd))
	again := (was.rec.on || was.tail.due) && !was.snd.nxt.Before(end) // recovery need not care that the window has shrunk (MAY-7)
	switch {
	case flags&trace.SYN != 0:
		if seq != p.isn || n > 0 || flags&trace.FIN != 0 {
			p.t.Fatalf("ISN %d, but %s", p.isn, packet.Text(trace.Out))
		}
	case flags&trace.FIN != 0 && (!was.closed || i+n != p.written):
		p.t.Fatalf("FIN after %d of %d bytes, closed %t", i+n, p.written, was.closed)
	case end == seq:
		if seq.Before(was.snd.una.Add(-1)) || was.snd.nxt.Before(seq) {
			p.t.Fatalf("not from %d to %d: %s", was.snd.una, was.snd.nxt, packet.Text(trace.Out))
		}
	case n > was.snd.mss, n > p.full:
		p.t.Fatalf("%d bytes, MSS %d of %d", n, was.snd.mss, p.full)
	case beyond > 0 && !(was.force && end == seq.Add(1)) && !again:
		p.t.Fatalf("%d beyond the window of %d: %s", beyond, was.snd.wnd, packet.Text(trace.Out))
	case i < 0, i+n > p.written, string(packet.Data) != string(ourText(i, n)):
		p.t.Fatalf("this is not the text from %d to %d, of %d: %s", i, i+n, p.written, packet.Text(trace.Out))
	case i > p.sentUpTo:
		p.t.Fatalf("from %d on, but only %d bytes have been sent", i, p.sentUpTo)
	}
	if n > 0 {
		p.sentUpTo = max(p.sentUpTo, i+n)
	}
	p.sentTo = maxSeq(p.sentTo, end)
}

// offered is the window that a segment of ours offers, in bytes. A SYN that is
// sent again cannot say more than 65,535: what has been said stays.
func (p *program) offered(was *Conn, seg *trace.TCP) int {
	if seg.Flags&trace.SYN == 0 {
		return seg.Win << was.scale.ours
	}
	if said := p.edge.Sub(Seq(seg.Ack)); p.acked && seg.Win == maxUnscaled {
		return max(said, seg.Win)
	}
	return seg.Win
}

// judgeOptions looks at the options: text and they fit into what the peer takes
// (RFC 6691); there are timestamps if that was agreed on (RFC 7323 §3.2); and
// blocks are of what the peer has sent (RFC 2018 §4).
func (p *program) judgeOptions(was *Conn, packet trace.Packet) {
	var o Options
	header := p.buf[ipv4.HeaderLen:]
	header = header[:int(header[12]>>4)*4]
	if err := o.parse(header[HeaderLen:], 0); err != nil {
		p.t.Fatal(err)
	}
	syn := packet.TCP.Flags&trace.SYN != 0
	switch {
	case packet.Len > 0 && len(header)-HeaderLen+packet.Len > p.full:
		p.t.Fatalf("options and text are more than %d: %s", p.full, packet.Text(trace.Out))
	case o.Timestamps != was.ts.on, o.Blocks > 0 && (syn || !was.sack.on), !syn && (o.MSS != 0 || o.ScaleOffered || o.SACKPermitted):
		p.t.Fatalf("options of %v: %s", was.state, packet.Text(trace.Out))
	}
	for _, b := range o.SACK[:o.Blocks] {
		if !p.hasSent(b.Left.Sub(p.irs.Add(1)), b.Right.Sub(p.irs.Add(1))) {
			p.t.Fatalf("the peer has not sent that: %s", packet.Text(trace.Out))
		}
	}
}

// hasSent reports whether the peer has sent its text from one place to another.
func (p *program) hasSent(from, to int) bool {
	if from >= to {
		return false
	}
	for i := 0; i <= len(p.pieces); i++ { // each may fill one gap
		from = max(from, p.prefix)
		for _, piece := range p.pieces {
			if piece[0] <= from && from < piece[1] {
				from = piece[1]
			}
		}
	}
	return to <= from
}

// judgeACK looks at what is acknowledged and offered: only what the peer has
// sent, and never less than before.
func (p *program) judgeACK(ack Seq, window int) {
	n := ack.Sub(p.irs.Add(1))
	edge := ack.Add(window)
	switch {
	case n < 0, n > p.prefix && !p.fin(n-1):
		p.t.Fatalf("%d bytes are acknowledged, %d have been sent; FINs at %v", n, p.prefix, p.fins)
	case p.acked && ack.Before(p.ack):
		p.t.Fatalf("ACK %d after %d", ack, p.ack)
	case p.acked && edge.Before(p.edge):
		p.t.Fatalf("the window's right edge goes back from %d to %d", p.edge, edge)
	}
	p.ack, p.edge, p.acked = ack, edge, true
}

// fin reports whether the peer has sent a FIN after n bytes of text, and all of them.
func (p *program) fin(n int) bool { return n <= p.prefix && slices.Contains(p.fins, n) }

// steps are what a program is made of: a step is a byte, which chooses one of
// these and by its highest bit whether the stack may act after it; what the
// step needs to know follows.
var steps = [...]func(*program){
	(*program).nearSegment,
	(*program).exactSegment,
	func(p *program) { p.write(p.length()) },
	func(p *program) { p.readText(p.length()) },
	(*program).close,
	func(p *program) { p.call(func(c *Conn) { c.CloseRead(p.now) }) },
	func(p *program) { p.call((*Conn).Abort) },
	func(p *program) { p.wait(waits[p.byte()%8]) },
	func(p *program) { p.wait(time.Duration(p.word()) * 10 * time.Millisecond) },
	(*program).untilDeadline,
	(*program).icmpError,
	(*program).setting,
	(*program).dialAgain,
}

const batch = 1 << 7

func (p *program) step() {
	op := p.byte()
	steps[int(op&^batch)%len(steps)](p)
	if op&batch == 0 {
		p.settle()
	}
}

func (p *program) byte() byte {
	if len(p.code) == 0 {
		return 0
	}
	b := p.code[0]
	p.code = p.code[1:]
	return b
}

func (p *program) word() int { return int(p.byte())<<8 | int(p.byte()) }

// length makes a length of a byte.
func (p *program) length() int {
	b := p.byte()
	n := int(b & 63)
	switch b >> 6 {
	case 1:
		return n * 24
	case 2:
		return n * 200
	case 3:
		return max(0, min(p.c0().rcvWnd()+n-32, 3000))
	}
	return n
}

// c0 is the connection, or one that has no numbers yet.
func (p *program) c0() *Conn {
	if p.c == nil {
		return &Conn{rcv: recvSpace{nxt: p.first, edge: p.first.Add(100), irs: p.first}}
	}
	return p.c
}

// number makes a sequence number of a byte: three bits choose from where, five how far.
func (p *program) number(from [8]Seq) Seq {
	b := p.byte()
	return from[b>>5].Add(int(int8(b<<3) >> 3))
}

// nearSegment is a segment whose numbers are near to where they matter.
func (p *program) nearSegment() {
	c := p.c0()
	island := c.rcv.nxt.Add(1000)
	if len(c.rcv.islands) > 0 {
		island = c.rcv.islands[0].Left
	}
	seg := Segment{Flags: Flags(p.byte())}
	seg.Seq = p.number([8]Seq{c.rcv.nxt, c.rcv.edge, c.rcv.irs, c.rcv.fin, island, c.snd.wl1, c.rcv.nxt + 1<<31, p.first})
	seg.Ack = p.number([8]Seq{c.snd.nxt, c.snd.una, p.isn, c.snd.end, c.snd.ptr, c.snd.una.Add(-c.snd.maxWnd), c.snd.nxt + 1<<31, c.snd.una.Add(c.snd.mss)})
	p.fill(&seg, p.length())
}

// exactSegment is a segment whose numbers count from the ISNs.
func (p *program) exactSegment() {
	c := p.c0()
	seg := Segment{Flags: Flags(p.byte()), Seq: c.rcv.irs.Add(p.word()), Ack: p.isn.Add(p.word())}
	if c.state == SynSent {
		seg.Seq = seg.Seq.Add(int(p.first))
	}
	p.fill(&seg, min(p.word(), 3000))
}

// windows are what segments may offer.
var windows = [8]uint16{65535, 0, 1, 2, 100, 1000, 1460, 20000}

// optionSets are what segments may have.
var optionSets = [8]Options{{}, {MSS: 1460}, {MSS: 1}, {MSS: 65535}, {MSS: 536},
	{MSS: 1460, ScaleOffered: true, WindowScale: 7, SACKPermitted: true, Timestamps: true, TSVal: 1},
	{Blocks: 2}, {Blocks: 1, SACK: [4]Block{{1, 5}}}}

// stamp gives a segment a timestamp: most often a good one, but also none, or
// one of another time.
func (p *program) stamp(o *Options, how byte) {
	good := p.stamped()
	if !good.Timestamps || how == 1 {
		return
	}
	o.Timestamps, o.TSVal, o.TSEcr = true, good.TSVal, good.TSEcr
	switch how {
	case 2:
		o.TSVal -= 1 << (p.byte() % 32)
	case 3:
		o.TSVal, o.TSEcr = o.TSVal+1<<(p.byte()%32), o.TSEcr-1<<(p.byte()%32)
	}
}

// blocks gives a segment SACK blocks, about where it matters.
func (p *program) blocks(o *Options) {
	c := p.c0()
	last := c.snd.nxt
	if n := len(c.rec.sacked); n > 0 {
		last = c.rec.sacked[n-1].Right
	}
	for i := range o.Blocks {
		from := [8]Seq{c.snd.una, c.snd.nxt, last, c.rec.high, c.rec.point, c.snd.una.Add(c.snd.mss), c.snd.una.Add(3 * c.snd.mss), p.isn + 1<<31}
		o.SACK[i] = Block{p.number(from), p.number(from)}
	}
}

// fill fills up and sends a segment.
func (p *program) fill(seg *Segment, n int) {
	b := p.byte()
	seg.Window, seg.Options = windows[b&7], optionSets[b>>3&7]
	if seg.Options.Blocks == 2 {
		seg.Options.Blocks = 1 + int(p.byte()%3)
		p.blocks(&seg.Options)
	}
	p.stamp(&seg.Options, b>>6)
	irs := p.irs
	if p.state() <= SynSent {
		irs = seg.Seq // if it is a SYN, text counts from here
	}
	i := seg.Seq.Sub(irs.Add(1))
	if seg.Flags.Has(SYN) {
		i++
	}
	seg.Payload = peerText(i, n)
	p.segment(*seg)
}

// call is a user call, if the user has the connection.
func (p *program) call(do func(*Conn)) {
	if p.user != nil {
		do(p.user)
		p.stack.Touch(p.user)
	}
}

func (p *program) close() { p.call(func(c *Conn) { c.Close() }) }

func (p *program) write(n int) {
	p.call(func(c *Conn) {
		room := c.Room()
		wrote, err := c.Write(ourText(p.written, n))
		if err != nil && wrote > 0 || err == nil && wrote != min(n, room) {
			p.t.Fatalf("wrote %d, %v; room %d", wrote, err, room)
		}
		p.written += wrote
	})
}

// readText reads up to n bytes: it must be what the peer has sent.
func (p *program) readText(n int) {
	p.call(func(c *Conn) {
		p.text = slices.Grow(p.text[:0], n)[:n]
		n, err := c.Read(p.text)
		if p.read+n > p.prefix || string(p.text[:n]) != string(peerText(p.read, n)) {
			p.t.Fatalf("read %d bytes after %d; %d have been sent without a gap", n, p.read, p.prefix)
		}
		p.read += n
		if err == io.EOF && !p.fin(p.read) && !c.deaf {
			p.t.Fatalf("EOF after %d, FINs at %v", p.read, p.fins)
		}
	})
}

func (p *program) wait(d time.Duration) { p.now = p.now.Add(d) }

func (p *program) untilDeadline() {
	if at := p.stack.Deadline(); at.After(p.now) {
		p.now = at
	}
}

// icmpError is one that quotes a number near to what is on its way.
func (p *program) icmpError() {
	b, c := p.byte(), p.c0()
	seq := p.number([8]Seq{c.snd.una, c.snd.nxt, p.isn, c.snd.una.Add(1000), c.snd.una + 1<<31})
	m := icmp.Message{Type: [4]icmp.Type{icmp.Unreachable, icmp.Unreachable, icmp.TimeExceeded, parameterProblem}[b&3], Code: b >> 2 & 7}
	binary.BigEndian.PutUint16(m.Rest[2:], [8]uint16{0, 68, 500, 552, 576, 1000, 1499, 65535}[b>>5])
	quote := ipv4.Header{TTL: 1, Protocol: ipv4.TCP, Src: trace.Host, Dst: trace.Peer}
	m.Data = quote.Append(nil, HeaderLen)
	m.Data = binary.BigEndian.AppendUint16(m.Data, p.e.localPort)
	m.Data = binary.BigEndian.AppendUint16(m.Data, p.e.remotePort)
	m.Data = binary.BigEndian.AppendUint32(m.Data, uint32(seq))
	if err := p.stack.Input(p.now, ipPacket(ipv4.ICMP, m.Append(nil))); err != nil {
		p.t.Fatal(err)
	}
}

// setting changes how the connection behaves.
func (p *program) setting() {
	b := p.byte()
	d := waits[b>>2&7]
	p.call(func(c *Conn) {
		switch b & 3 {
		case 0:
			c.SetNoDelay(b&4 != 0)
		case 1:
			c.SetKeepAlive(p.now, d)
		case 2:
			c.SetUserTimeout(d)
		}
	})
}

// dialAgain opens the connection, if there is none.
func (p *program) dialAgain() {
	if p.stack.conns[p.e] == nil {
		p.settle()
		p.dial()
	}
}

// finish has an honest peer and a user that reads and closes go on from here,
// until both have closed.
func (p *program) finish() {
	if p.c == nil || p.user == nil {
		return
	}
	for n := 0; p.state() != Closed; n++ {
		if p.c.rcv.ended && p.c.rcv.nxt.Before(p.c.snd.wl1) {
			return // a window from beyond the FIN: no honest segment is new enough to open it
		}
		if n == 3000 {
			p.t.Fatalf("it does not end: %+v\n\tsnd %+v\n\trcv %+v\n\ttimers %v", p.c.Status(), p.c.snd, p.c.rcv, p.c.timers)
		}
		p.user.SetUserTimeout(0)
		p.readText(3000)
		p.close()
		p.settle()
		p.goOn()
		p.settle()
		p.untilDeadline()
		p.settle()
	}
	p.readText(p.c.Buffered() + 1)
	if p.c.err == nil && p.acked && !p.reset && p.sentUpTo != p.written {
		p.t.Fatalf("%d of %d bytes were sent", p.sentUpTo, p.written)
	}
}

// goOn is what an honest peer answers: it takes all that we send, and sends
// what is missing, at least beyond what we heard of before; then its FIN.
func (p *program) goOn() {
	c := p.c
	seg := Segment{Seq: c.rcv.nxt, Ack: p.sentTo, Flags: ACK, Window: 65535, Options: p.stamped()}
	switch {
	case c.state == Closed:
		return
	case c.state == SynSent:
		seg.Seq, seg.Flags = p.first, SYN|ACK
	case c.state == SynReceived, c.rcv.ended:
	case c.rcv.finSeen, !c.snd.wl1.Before(c.rcv.nxt):
		last := c.snd.wl1.Add(1)
		if c.rcv.finSeen {
			last = c.rcv.fin
		}
		seg.Payload = peerText(c.rcv.nxt.Sub(p.irs.Add(1)), max(0, min(last.Sub(c.rcv.nxt), 1400, c.rcvWnd())))
	default:
		seg.Flags |= FIN
	}
	p.segment(seg)
}

// sample is a program that does a bit of all.
var sample = []byte{
	2, 5, // write
	0, byte(ACK | PSH), 0, 0, 5, 0, // text in order
	3, 20, // read
	0, byte(ACK), 0x03, 0, 7, 0, // text out of order
	0x80, byte(ACK), 0, 0x20, 10, 0, // what fills the gap, and more, at once with
	0, byte(ACK), 0x20, 0x01, 0, 1, // an ACK of too much, beyond the window
	10, 0x90, 0, // fragmentation needed
	9,                        // time-out
	0, byte(RST), 1, 0, 0, 0, // a reset that misses
	0, byte(SYN), 0, 0, 0, 8,
	7, 4, 11, 0x15, // a while, keep-alive
	0, byte(FIN | ACK), 2, 0, 4, 0, // a FIN ahead
	4,    // close
	9, 9, // time-outs
	0, byte(FIN | ACK), 0, 0, 4, 0,
}

// gaps is a program with gaps on both sides.
var gaps = []byte{
	2, 0x7f, 2, 0x7f, 2, 0x7f, 2, 0x7f, // write
	0, byte(ACK), 0, 0x20, 0, 6 << 3, 1, 0xc0, 0xd8, 0xe0, 0xe8, // blocks
	0, byte(ACK), 0x85, 0x20, 7, 6 << 3, 0, 0xc0, 0x20, // and text ahead
	0, byte(ACK), 0, 0x20, 7, 0, // what fills the gap
	0, byte(ACK), 0, 0xe0, 0, 6 << 3, 0, 0x24, 0x2c,
	0, byte(ACK), 0, 0x20, 5, 2 << 6, 3, // an old timestamp
	0, byte(ACK), 0, 0x20, 5, 1 << 6, // none
	9, 9, // time-outs
	0, byte(ACK), 0, 0, 0, 0,
}

// found are programs that have found mistakes: a tail loss probe with text
// beyond the window, text that came half of all numbers late, and a block that
// goes from far ahead all the way round.
var found = [][]byte{
	[]byte("0000a0ZCX\x8dB000)A00A0\"0"),
	[]byte("AX00A0\xc000"),
	[]byte("0\x1610A00008"),
}

// storySteps turns a story into a program, as far as steps can say it.
func storySteps(text string) []byte {
	state, code := byte(Listen), []byte(nil)
	for _, l := range storyLines(text) {
		if l.wait > 0 {
			code = append(code, 8, 0, 0)
			binary.BigEndian.PutUint16(code[len(code)-2:], uint16(min(l.wait/(10*time.Millisecond), 65535)))
		}
		word, rest, _ := strings.Cut(l.rest, " ")
		if word == "dial" {
			state = byte(SynSent)
		}
		code = append(code, storyStep(word, rest)...)
	}
	return append([]byte{state, 0, 0, 0}, code...)
}

// storyStep is the step for a line.
func storyStep(word, rest string) []byte {
	n, _ := strconv.Atoi(strings.Fields(rest + " 5")[0])
	size := byte(n)
	if n > 63 {
		size = 1<<6 | byte(min(n/24, 63))
	}
	switch word {
	case "<":
		return storySegment(rest)
	case "write":
		return []byte{2, size}
	case "read", "readat":
		return []byte{3, size}
	case "close":
		return []byte{4}
	case "closeread":
		return []byte{5}
	case "abort":
		return []byte{6}
	case "nodelay":
		return []byte{11, 4}
	case "keepalive":
		return []byte{11, 1 | 6<<2}
	case "icmp":
		return []byte{10, 0x80 | 4<<2, 0}
	}
	return nil
}

func storySegment(line string) []byte {
	p, err := trace.ParsePacket(trace.In, uncomment(line))
	if err != nil || p.TCP == nil {
		return nil
	}
	b := []byte{1, byte(p.TCP.Flags)}
	b = binary.BigEndian.AppendUint16(b, uint16(p.TCP.Seq))
	b = binary.BigEndian.AppendUint16(b, uint16(p.TCP.Ack))
	b = binary.BigEndian.AppendUint16(b, uint16(p.Len))
	window := byte(0)
	for i, w := range windows {
		if p.TCP.Win >= 0 && int(w) <= p.TCP.Win && (window == 0 && p.TCP.Win < 65535 || w > windows[window]) {
			window = byte(i)
		}
	}
	return append(b, window|byte(min(len(p.TCP.Options), 1))<<3)
}
