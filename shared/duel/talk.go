package duel

import (
	"encoding/binary"
	"math/rand/v2"
	"net/netip"
	"time"

	"tcpworkbook/shared/trace"
)

// A talk makes a random session of TCP: a few peers that connect, send, lose,
// repeat, reset and close. What they send is mostly right, so that it gets
// somewhere, and wrong in one thing at a time. Where the RFCs leave the answer
// open it stays away: what is sent to a peer is acknowledged soon, or for long
// enough not; and nobody asks for more than a window at once.
type talk struct {
	r     *rand.Rand
	step  int
	now   time.Duration
	lines []trace.Line
	peers []*peer
	moves int  // of the peers, so far
	dials bool // the program opens the first connection
}

// A peer is one connection, as its other side sees it. Numbers count from its
// SYN, and from that of the program.
type peer struct {
	talk       *talk
	port       uint16 // its own
	service    uint16 // the program's
	start      uint32 // the number of its SYN
	window     int
	timestamps bool
	chatty     bool          // it sends options that nobody knows
	mss        int           // what it has told
	saidAt     time.Duration // when it last sent text
	resets     bool          // one has been sent, by either side
	ended      bool          // by a reset that the program takes

	open   bool     // its SYN was answered
	next   uint32   // after all text that it has made up
	taken  uint32   // after all text that the program has in one piece
	pieces []uint32 // where text begins that came too early
	ends   []uint32 // where each of them ends
	acked  uint32   // what it has acknowledged
	fin    bool     // it has sent a FIN, in order
	over   bool     // by a reset: nothing more is known of it
}

// dialled is the peer to which the program opens a connection, with -dial.
const (
	dialledPort = 7
	dialledFrom = 40000
)

// rest is long enough for an acknowledgment that may wait, and for what is lost to
// be sent again, and too short for anybody to give up (RFC 9293 §3.8.3).
const rest = 90 * time.Second

// talks returns what makes sessions for a step.
func talks(step int) func(r *rand.Rand, n int) Session {
	return func(r *rand.Rand, n int) Session {
		t := &talk{r: r, step: step, now: 10 * time.Millisecond, dials: step == 4 && r.IntN(2) == 0 || step == 5 && r.IntN(5) == 0}
		s := Session{Rest: rest, ISN: []uint32{0, 0, 1<<32 - 1, 1<<32 - 30, 1<<32 - 700, 1<<31 - 20}[r.IntN(6)]}
		if step >= 5 && r.IntN(3) > 0 {
			t.dials = false
			s.Flags = t.scenes(n)
			s.Lines = t.lines
			return s
		}
		for range 1 + r.IntN(3) {
			t.peers = append(t.peers, t.newPeer(uint16(len(t.peers))))
		}
		if t.dials {
			p := t.peers[0]
			p.port, p.service = dialledPort, dialledFrom
			s.Flags = []string{"-dial", "192.168.0.1:7", "-from", "40000"}
		}
		for len(t.lines) < n {
			t.move(t.peers[r.IntN(len(t.peers))])
		}
		s.Lines = t.lines
		return s
	}
}

func (t *talk) newPeer(i uint16) *peer {
	ports := []uint16{7, 7, 9}
	if t.step >= 6 {
		ports = append(ports, 7)
	}
	windows := []int{64240, 64240, 64240, 2000}
	if t.step < 5 {
		windows = append(windows, 0) // nothing is sent to it
	}
	return &peer{talk: t, port: 40001 + i, service: one(t, ports...), window: one(t, windows...), mss: 536, chatty: t.r.IntN(4) == 0}
}

// one returns one of these.
func one[T any](t *talk, of ...T) T { return of[t.r.IntN(len(of))] }

// move lets a peer do something.
func (t *talk) move(p *peer) {
	if t.moves++; t.moves%8 == 0 {
		t.wait(6 * time.Second) // or there would be too many challenge ACKs (RFC 5961 §7)
	}
	switch {
	case t.r.IntN(12) == 0:
		for _, p := range t.peers {
			p.calm()
		}
		one(t, t.stray, t.stray, t.namesake)()
	case p.over || p.fin && t.r.IntN(8) == 0:
		t.wait(one(t, 100*time.Millisecond, time.Second))
		p.again()
	case !p.open && p.resets: // who can tell what came of it?
		p.again()
	case !p.open:
		p.connect()
	case t.step < 5 && t.r.IntN(5) == 0:
		p.over = true // enough of this one
	case t.step < 5:
		one(t, p.oddities()...)()
	case t.step < 6 || p.fin:
		p.calm()
		one(t, append(p.oddities(), p.text, p.text, p.text, p.early, p.early, p.fill, p.fill, p.old, p.overlap, p.beyond, p.silence)...)()
		p.settle()
	default:
		p.calm()
		one(t, append(p.oddities(), p.text, p.text, p.early, p.fill, p.old, p.overlap, p.finish, p.finishEarly, p.silence)...)()
		p.settle()
	}
	t.wait(one(t, 10*time.Millisecond, 30*time.Millisecond, 300*time.Millisecond, 700*time.Millisecond, 2*time.Second))
}

func (t *talk) wait(d time.Duration) { t.now += d }

// feed adds a packet.
func (t *talk) feed(p trace.Packet) {
	if t.r.IntN(40) == 0 {
		p.Pad = 1 + t.r.IntN(20)
	}
	t.lines = append(t.lines, trace.Line{Time: t.now, Dir: trace.In, Packet: p})
}

// segment makes a segment.
func (p *peer) segment(flags trace.Flags, seq uint32, n int, ack uint32) trace.Packet {
	tcp := &trace.TCP{SrcPort: p.port, DstPort: p.service, Flags: flags, Seq: p.start + seq, Win: p.window}
	p.resets = p.resets || flags&trace.RST != 0
	if flags&trace.ACK != 0 {
		tcp.Ack = ack
	}
	if p.timestamps && flags&trace.RST == 0 {
		tcp.Options = append(tcp.Options, nop, nop, stamp(p.talk.now))
	}
	if p.chatty && flags&trace.SYN == 0 && p.talk.r.IntN(4) == 0 {
		tcp.Options = append(tcp.Options, trace.Option{Kind: 254, Data: make([]byte, 2)})
	}
	return trace.Packet{Src: trace.Peer, Dst: trace.Host, Proto: 6, TTL: 64, TCP: tcp, Len: n, Data: textAt(seq, n)}
}

func (p *peer) send(flags trace.Flags, seq uint32, n int, ack uint32) {
	p.talk.feed(p.segment(flags, seq, n, ack))
}

// textAt returns the text with the numbers from seq on: the alphabet, over and
// over, whoever sends a part of it again.
func textAt(seq uint32, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = 'a' + byte((seq-1+uint32(i))%26)
	}
	return b
}

// length returns how much text to send from seq on. Long ones begin where the
// alphabet does, or the notation could not write them.
func (p *peer) length(seq uint32) int {
	if (seq-1)%26 != 0 {
		return one(p.talk, 1, 5, int(26-(seq-1)%26))
	}
	return min(one(p.talk, 1, 2, 5, 26, 26, 52, 520, 1430), min(p.mss-12, p.part())/26*26) // in one segment, with timestamps
}

// part is so much of the window that what is left out and what follows it are
// less than half of the window, in all: a program may halve what is more.
func (p *peer) part() int { return p.window / 5 }

// calm waits for an acknowledgment that may be delayed: what is answered at once
// would otherwise have it, or not.
func (p *peer) calm() {
	if p.saidAt > 0 && (p.service != 7 || p.acked != p.taken) {
		p.talk.now = max(p.talk.now, p.saidAt+600*time.Millisecond)
	}
}

var nop = trace.Option{Kind: 1}

func stamp(at time.Duration) trace.Option {
	data := make([]byte, 8)
	binary.BigEndian.PutUint32(data, uint32(1000+at.Milliseconds()))
	return trace.Option{Kind: 8, Data: data}
}

// offer returns the options of a SYN, and what the peer then does.
func (p *peer) offer() (options []trace.Option) {
	t := p.talk
	if t.r.IntN(5) > 0 {
		mss := one(t, uint16(1460), 1460, 536, 1430, 100, 65535)
		options, p.mss = append(options, size(mss)), int(min(mss, 1460))
	}
	if t.r.IntN(4) == 0 {
		options = append(options, trace.Option{Kind: 4}, nop, nop)
	}
	if t.r.IntN(6) == 0 {
		options = append(options, trace.Option{Kind: 3, Data: []byte{byte(t.r.IntN(3))}}, nop)
	}
	if t.r.IntN(6) == 0 {
		options = append(options, trace.Option{Kind: 254, Data: make([]byte, 2)})
	}
	if p.timestamps = t.step >= 5 && t.r.IntN(6) == 0; p.timestamps {
		options = append(options, stamp(t.now), nop, nop)
	}
	return options
}

// connect makes a connection, or something like it.
func (p *peer) connect() {
	t := p.talk
	p.next, p.taken, p.acked = 1, 1, 1
	if t.dials && p == t.peers[0] {
		p.accept()
		return
	}
	if t.r.IntN(10) == 0 {
		t.feed(oddSYN(t, p.segment(trace.SYN, 0, 0, 0)))
		p.over = true
		return
	}
	p.timestamps = false
	syn := p.segment(trace.SYN, 0, 0, 0)
	syn.TCP.Options = p.offer()
	for range one(t, 1, 1, 1, 2) { // the SYN comes again
		t.feed(syn)
		t.wait(20 * time.Millisecond)
	}
	if t.r.IntN(3) == 0 {
		p.halfOpen()
		return
	}
	p.send(trace.ACK, 1, 0, 1)
	p.open = true
}

// halfOpen does what does not complete a handshake, or does so in an odd way.
func (p *peer) halfOpen() {
	p.resets = true
	switch p.talk.r.IntN(8) {
	case 0:
		p.send(trace.ACK, 1, 0, one(p.talk, uint32(0), 0, 2, 5000, 1<<31, 1<<32-1))
	case 1:
		p.send(trace.RST, 1, 0, 0)
		p.over = true
	case 2:
		p.send(trace.RST, one(p.talk, uint32(2), 1000, 0, 1<<24), 0, 0)
	case 3:
		p.send(trace.PSH, 1, 5, 0) // no ACK
	case 4:
		p.send(trace.RST|trace.ACK, 1, 0, 1)
		p.over = true
	case 5:
		p.send(trace.SYN, one(p.talk, uint32(100), 1<<24, 1<<32-100), 0, 0)
		p.over = true
	case 6:
		p.send(trace.ACK, one(p.talk, uint32(1<<24), 1<<32-20), 0, 1)
	case 7:
		p.open = true
		if p.talk.step >= 5 {
			p.text()
			p.settle()
		}
	}
}

// accept answers the program's own SYN: in the end in a way that ends the
// matter, and before that in some that do not.
func (p *peer) accept() {
	t := p.talk
	for range t.r.IntN(4) {
		switch t.r.IntN(4) {
		case 0:
			p.answer(trace.SYN|trace.ACK, one(t, uint32(0), 2, 1<<20))
		case 1:
			p.answer(trace.RST|trace.ACK, one(t, uint32(0), 2))
		case 2:
			p.answer(trace.RST, 0)
		case 3:
			p.answer(trace.ACK, one(t, uint32(0), 1, 2))
		}
	}
	switch t.r.IntN(4) {
	case 0:
		p.answer(trace.RST|trace.ACK, 1)
		p.over = true
		return
	case 1:
		p.answer(trace.SYN, 0)
	}
	p.answer(trace.SYN|trace.ACK, 1)
	p.open = true
}

// answer sends an answer to the program's SYN.
func (p *peer) answer(flags trace.Flags, ack uint32) {
	p.timestamps = false
	s := p.segment(flags, 0, 0, ack)
	if flags&trace.SYN != 0 {
		s.TCP.Options = p.offer()
		p.timestamps = false // in a SYN after the first, too, it would have to be
	}
	p.talk.feed(s)
	p.talk.wait(20 * time.Millisecond)
}

// oddSYN makes something odd of a SYN.
func oddSYN(t *talk, p trace.Packet) trace.Packet {
	switch t.r.IntN(6) {
	case 0:
		p.TCP.Flags |= one(t, trace.RST, trace.ACK, trace.FIN|trace.RST)
	case 1:
		p.TCP.Flags |= trace.URG | trace.ECE | trace.CWR
	case 2:
		p.BadSum = true
	case 3:
		p.TCP.DstPort = 8
	case 4:
		p.Src = oddAddress(t.r)
	default:
		return broken(t, p)
	}
	return p
}

// broken makes a segment whose header lies about its lengths.
func broken(t *talk, p trace.Packet) trace.Packet {
	p.TCP.Options = []trace.Option{{Kind: one(t, byte(2), 3, 8, 254), Data: []byte{5, 180}}}
	b, err := p.Bytes()
	if err != nil {
		return p
	}
	if t.r.IntN(3) == 0 {
		b[32] = b[32]&15 | byte(t.r.IntN(16))<<4 // Data Offset
	} else {
		b[41] = byte(t.r.IntN(8)) // the option's length
	}
	sumUpTCP(b)
	return trace.Packet{Raw: true, Len: len(b), Data: b}
}

// sumUpTCP puts the right checksum into a TCP segment behind an IPv4 header of
// 20 bytes.
func sumUpTCP(packet []byte) {
	segment := packet[20:]
	segment[16], segment[17] = 0, 0
	acc := 6 + len(segment)
	for _, part := range [][]byte{packet[12:20], segment} {
		for i, x := range part {
			acc += int(x) << (8 * (1 - i%2))
		}
	}
	for acc > 0xffff {
		acc = acc>>16 + acc&0xffff
	}
	binary.BigEndian.PutUint16(segment[16:], ^uint16(acc))
}

// namesake sends something from another host, and from the port of a peer.
func (t *talk) namesake() {
	p := one(t, t.peers...)
	s := p.segment(one(t, trace.ACK, trace.ACK|trace.PSH, trace.FIN|trace.ACK, trace.RST), p.taken, 0, p.acked)
	s.Src = netip.MustParseAddr("192.168.0.3")
	t.feed(s)
}

// stray sends something to where there is no connection.
func (t *talk) stray() {
	p := &peer{talk: t, port: uint16(50000 + t.r.IntN(3)), service: one(t, uint16(8), 8, 7, 23), window: 1000}
	flags := one(t, trace.SYN, trace.ACK, trace.ACK|trace.PSH, trace.FIN, trace.FIN|trace.ACK, trace.RST, trace.RST|trace.ACK, 0, trace.SYN|trace.FIN, trace.SYN|trace.ACK, trace.FIN|trace.PSH|trace.URG)
	if flags == trace.SYN || flags == trace.SYN|trace.FIN {
		p.service = 8
	}
	s := p.segment(flags, one(t, uint32(0), 1, 1000, 1<<32-3), t.r.IntN(2)*5, one(t, uint32(0), 1, 5000, 1<<31, 1<<32-1))
	s.BadSum = t.r.IntN(10) == 0
	if t.r.IntN(10) == 0 {
		s = broken(t, s)
	}
	t.feed(s)
}

// oddities are what may happen in any connection.
func (p *peer) oddities() []func() {
	far := func() uint32 { return p.taken + one(p.talk, uint32(1<<31-1), 1<<30, 1<<24) } // beyond any window
	return []func(){
		func() { p.send(trace.ACK, p.taken, 0, p.acked) },
		func() { p.send(trace.ACK, one(p.talk, far(), p.taken-2, p.taken-1), 0, p.acked) },
		func() { p.send(trace.RST, one(p.talk, far(), p.taken-1, p.taken+1, p.taken+100), 0, 0) },
		p.synchronize,
		p.answerAgain,
		func() { p.send(trace.ACK, p.taken, 0, p.sentByProgram()+one(p.talk, uint32(1), 100, 1<<30)) },
		func() { p.send(0, p.taken, 0, 0) },
		p.damaged, p.reset,
	}
}

// synchronize sends a SYN where there is a connection. After a reset, either
// side's, the printed trace would take one with a new number for that of a new
// connection.
func (p *peer) synchronize() {
	if p.resets || p.fin {
		p.send(trace.SYN, 0, 0, 0)
		return
	}
	p.send(trace.SYN, one(p.talk, uint32(0), p.taken, p.taken+100, p.taken+1<<30), 0, 0)
}

func (p *peer) answerAgain() {
	if !p.resets && !p.fin {
		p.send(trace.SYN|trace.ACK, one(p.talk, uint32(0), p.taken), 0, p.acked)
	}
}

func (p *peer) damaged() {
	s := p.segment(one(p.talk, trace.RST, trace.ACK|trace.PSH, trace.SYN), p.taken, 0, p.acked)
	if s.BadSum = true; s.TCP.Flags == trace.SYN {
		s.TCP.Seq = p.start
	}
	p.talk.feed(s)
}

// reset ends the connection, once in a while.
func (p *peer) reset() {
	if p.talk.r.IntN(4) > 0 {
		return
	}
	p.send(one(p.talk, trace.RST, trace.RST|trace.ACK), p.taken, 0, p.acked)
	p.over, p.ended = true, true
	if p.talk.r.IntN(2) == 0 {
		p.talk.wait(20 * time.Millisecond)
		p.send(trace.ACK|trace.PSH, p.taken, 5, p.acked)
	}
}

// again begins another connection, mostly from another port.
func (p *peer) again() {
	before := *p
	if p == p.talk.peers[0] {
		p.talk.dials = false // that is done once
	}
	*p = *p.talk.newPeer(0)
	p.port = before.port + 10
	if before.ended && before.service != dialledFrom && p.talk.r.IntN(2) == 0 {
		p.port, p.service, p.start = before.port, before.service, p.talk.r.Uint32()
	}
}

// sentByProgram is the number after all that the program has sent by now, if
// nothing holds it up.
func (p *peer) sentByProgram() uint32 {
	switch {
	case p.service == 7:
		return p.taken
	case p.fin:
		return 2 // its FIN
	}
	return 1
}

// take notes that the program has got text.
func (p *peer) take(from, to uint32) {
	p.saidAt = p.talk.now
	p.pieces, p.ends = append(p.pieces, from), append(p.ends, to)
	for moved := true; moved; {
		moved = false
		for i, from := range p.pieces {
			if int32(from-p.taken) <= 0 && int32(p.ends[i]-p.taken) > 0 {
				p.taken, moved = p.ends[i], true
			}
		}
	}
	if int32(to-p.next) > 0 {
		p.next = to
	}
}

func (p *peer) sendText(seq uint32, n int) {
	ack := p.acked
	if p.talk.r.IntN(6) == 0 {
		ack = max(1, ack-one(p.talk, uint32(1), min(ack, 26))) // that came late
	}
	p.send(one(p.talk, trace.ACK, trace.ACK|trace.PSH), seq, n, ack)
	p.take(seq, seq+uint32(n))
}

// text sends text in order.
func (p *peer) text() { p.sendText(p.taken, p.length(p.taken)) }

// early leaves out some text.
func (p *peer) early() {
	if int(p.next-p.taken) > min(p.mss, p.part()) { // enough of that
		p.fill()
		return
	}
	from := p.next + one(p.talk, uint32(1), 5, 26, 52)
	p.sendText(from, p.length(from))
}

// fill sends what was left out first, or a part of it, or more.
func (p *peer) fill() {
	if p.taken == p.next {
		p.text()
		return
	}
	gap := int(p.next - p.taken)
	for _, from := range p.pieces {
		if d := int(int32(from - p.taken)); d > 0 {
			gap = min(gap, d)
		}
	}
	n := gap + one(p.talk, 0, 0, 0, -1, 1)
	p.sendText(p.taken, max(1, min(n, 52)))
}

// old sends text that the program has.
func (p *peer) old() {
	if p.taken < 2 {
		return
	}
	n := 1 + p.talk.r.IntN(min(int(p.taken-1), 52))
	p.send(trace.ACK|trace.PSH, p.taken-uint32(n), 1+p.talk.r.IntN(n), p.acked)
}

// overlap sends text of which the program has the beginning.
func (p *peer) overlap() {
	n := p.talk.r.IntN(min(int(p.taken), 30))
	p.sendText(p.taken-uint32(n), n+one(p.talk, 1, 5, 20))
}

// beyond sends text that is outside of any window.
func (p *peer) beyond() {
	p.send(trace.ACK, p.taken+one(p.talk, uint32(1<<24), 1<<30, 1<<31-1), 5, p.acked)
}

// settle acknowledges, a little later, what the program has sent; or a part of
// that, or it is lost, and the program sends it again.
func (p *peer) settle() {
	sent := p.sentByProgram()
	if p.over || sent == p.acked {
		return
	}
	t := p.talk
	t.wait(50 * time.Millisecond)
	switch t.r.IntN(10) {
	case 0:
		if half := p.acked + (sent-p.acked)/2; half != p.acked {
			p.acked = half
			p.send(trace.ACK, p.taken, 0, p.acked)
			t.wait(50 * time.Millisecond)
		}
	case 1:
		if sent-p.acked <= segmentSize { // or a link may be blamed
			t.wait(5 * time.Second)
		}
	}
	size := uint32(p.mss)
	if p.timestamps {
		size -= 12
	}
	if full := (sent - p.acked) / size * size; full > 0 && full < sent-p.acked { // the rest waits for the ACK (RFC 9293 §3.7.4)
		p.hear(full)
		t.wait(50 * time.Millisecond)
	}
	p.acked = sent
	p.send(trace.ACK, p.taken, 0, p.acked)
}

// silence is long enough for what has a timer to run.
func (p *peer) silence() { p.talk.wait(one(p.talk, 5*time.Second, 130*time.Second)) }

// finish closes the peer's side.
func (p *peer) finish() {
	if p.taken != p.next { // there is text beyond a gap
		p.fill()
		return
	}
	n := p.talk.r.IntN(2) * 5
	p.send(trace.FIN|trace.ACK, p.taken, n, p.acked)
	p.take(p.taken, p.taken+uint32(n)+1)
	p.fin = true
	for range p.talk.r.IntN(2) { // it comes again
		p.talk.wait(20 * time.Millisecond)
		p.send(trace.FIN|trace.ACK, p.taken-1, 0, p.acked)
	}
}

// finishEarly sends a FIN before the text that stands before it.
func (p *peer) finishEarly() {
	at := p.next + 5
	p.send(trace.FIN|trace.ACK, at, 0, p.acked)
	p.talk.wait(20 * time.Millisecond)
	if p.taken != p.next {
		p.sendText(p.taken, min(52, int(p.next-p.taken)))
	}
	if p.taken == p.next {
		p.sendText(p.taken, 5)
		p.take(p.taken, p.taken+1)
		p.fin = true
	} else {
		p.send(trace.RST, p.taken, 0, 0)
		p.over = true
	}
}
