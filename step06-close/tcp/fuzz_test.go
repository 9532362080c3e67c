package tcp

import (
	"encoding/binary"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tcpworkbook/shared/trace"
	"tcpworkbook/step03-parse-ipv4/ipv4"
)

// A trial is a stack at trace.Host that a fuzzer works on, and what must be
// true of it whatever comes.
type trial struct {
	t     testing.TB
	stack *Stack
	now   time.Time
	buf   []byte
}

// spring is when trials begin, if nothing else is said.
var spring = time.Date(2000, 3, 20, 0, 0, 0, 0, time.UTC)

// output returns the next packet that the stack sends. It must be sound in the
// eyes of an independent library.
func (r *trial) output() (trace.Packet, bool) {
	b, ok := r.stack.Output(r.now, r.buf[:0])
	r.buf = b
	if !ok {
		return trace.Packet{}, false
	}
	p := trace.Decode(b)
	if p.Raw || p.BadSum || p.BadIPSum || p.Pad != 0 || p.Src != trace.Host || len(b) > r.stack.Limits.MTU && p.TCP != nil {
		r.t.Fatalf("sent %d bytes: %s", len(b), p.Text(trace.Out))
	}
	if testing.Verbose() {
		r.t.Log(p.Text(trace.Out))
	}
	return p, true
}

// most is how many packets can be due at a time: a window of the smallest
// segments, and a few without text for each packet in.
const most = 65536/minMSS + 1000

// settle lets the stack act and say what it has to say. What was put off until
// now can set a deadline that is over already, so its turn comes twice.
func (r *trial) settle() {
	for range 2 {
		r.stack.Tick(r.now)
		r.drain()
	}
	r.atRest()
}

func (r *trial) drain() {
	for n := 0; ; n++ {
		if _, ok := r.output(); !ok {
			return
		}
		if n > most {
			r.t.Fatal("Output does not end")
		}
	}
}

// atRest checks what must be true when the stack has said what it had to say.
func (r *trial) atRest() {
	s := r.stack
	if at := s.Deadline(); !at.IsZero() && !at.After(r.now) {
		r.t.Fatalf("the deadline is %v ago", r.now.Sub(at))
	}
	if len(s.busy) > 0 || len(s.replies.ends) > 0 || len(s.replies.buf) > 0 {
		r.t.Fatalf("busy %d, replies %d", len(s.busy), len(s.replies.ends))
	}
	halfOpen := 0
	for e, c := range s.conns {
		r.sound(e, c)
		if c.inStack.listener != nil {
			halfOpen++
		}
	}
	for _, l := range s.listeners {
		if halfOpen -= l.halfOpen; len(l.ready) > l.backlog+maxHalfOpen {
			r.t.Fatalf("%d wait to be accepted", len(l.ready))
		}
	}
	if halfOpen != 0 {
		r.t.Fatalf("%d half-open connections that nobody counts", halfOpen)
	}
	for i, c := range s.timers.conns {
		if s.conns[c.ends] != c || c.inStack.index != i+1 || !c.inStack.deadline.Equal(c.Deadline()) {
			r.t.Fatalf("the timer of %v, in %v, stands at %v, want %v", c.Remote(), c.state, c.inStack.deadline, c.Deadline())
		}
	}
}

// sound checks a connection that the stack has.
func (r *trial) sound(e ends, c *Conn) {
	if err := invariants(c); err != nil {
		r.t.Fatalf("%v: %v", c.state, err)
	}
	if err := recoverable(c); err != nil {
		r.t.Fatalf("%v: %v", c.state, err)
	}
	switch {
	case c.ends != e, c.state == Closed, c.state == Listen:
		r.t.Fatalf("%v is kept as %v", c.state, e)
	case len(c.out.buf) > 2*max(c.limits.SendBuffer, minRing), len(c.rcv.islands) > maxIslands:
		r.t.Fatalf("%d bytes for what is sent, %d islands", len(c.out.buf), len(c.rcv.islands))
	case c.Deadline().IsZero() != (c.inStack.index == 0):
		r.t.Fatalf("the deadline is %v, but it stands at %d in the heap", c.Deadline(), c.inStack.index)
	case c.Deadline().IsZero() && c.state != Established && c.state != CloseWait && c.state != FinWait2:
		r.t.Fatalf("%v without a timer", c.state)
	case (c.flight() > 0 || c.snd.ptr.Before(c.sendEnd())) && c.timers[retransmission].IsZero():
		r.t.Fatalf("%d numbers are on the way, %d wait, and no timer runs", c.flight(), c.sendEnd().Sub(c.snd.ptr))
	}
}

// The bits of the byte that stands before each packet of FuzzStackInput.
const (
	repairIP  = 1 << iota // version, lengths, addresses and checksum of the IP header are put right
	repairSum             // so is the checksum of the content
	relocate              // numbers count from the ISNs of the connection, if there is one
	batched               // the stack does not answer before the next packet
	waitLow               // three bits choose how long to wait before
)

var waits = [8]time.Duration{0, time.Millisecond, 50 * time.Millisecond, 200 * time.Millisecond,
	time.Second, 10 * time.Second, time.Minute, time.Hour}

// FuzzStackInput sends whatever bytes to a stack with listeners, connections,
// an echo service and ping. The input is packets, each after a byte of bits and
// two of its length.
func FuzzStackInput(f *testing.F) {
	for _, packet := range packetSeeds(f) {
		f.Add(appendPacket(nil, 0, packet))
		f.Add(appendPacket(nil, repairIP|repairSum|relocate, packet))
	}
	for _, text := range storyTexts(f) {
		f.Add(storyPackets(text))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		h := newEchoHost(t)
		for n := 0; len(in) > 3 && n < 50; n++ {
			bits, size := in[0], min(int(binary.BigEndian.Uint16(in[1:])), len(in)-3)
			h.packet(bits, append([]byte(nil), in[3:3+size]...))
			in = in[3+size:]
		}
		h.act()
	})
}

func appendPacket(b []byte, bits byte, packet []byte) []byte {
	b = append(b, bits)
	b = binary.BigEndian.AppendUint16(b, uint16(len(packet)))
	return append(b, packet...)
}

// An echoHost is a stack with an echo service.
type echoHost struct {
	trial
	l      *Listener
	served []*Conn
	isns   map[*Conn]Seq
	text   [2048]byte
}

// newEchoHost returns a host that listens, has a connection that it accepted,
// one that it dialled and sends on, and one that is in SYN-SENT.
func newEchoHost(t testing.TB) *echoHost {
	h := &echoHost{isns: map[*Conn]Seq{}, trial: trial{t: t, now: spring, stack: NewStack(Config{Addrs: []netip.Addr{trace.Host}})}}
	h.l, _ = h.stack.Listen(netip.AddrPortFrom(trace.Host, 7), 3)
	h.arrives(Segment{SrcPort: 40001, DstPort: 7, Flags: SYN, Window: 1000})
	h.arrives(Segment{SrcPort: 40001, DstPort: 7, Seq: 1, Flags: ACK, Window: 1000, Ack: h.find(7, 40001).snd.nxt})
	dialled := h.dial(50000)
	h.arrives(Segment{SrcPort: 9, DstPort: 50000, Ack: dialled.snd.nxt, Flags: SYN | ACK, Window: 5000})
	dialled.Write(endless[:4000])
	h.stack.Touch(dialled)
	h.dial(50001)
	h.modern()
	h.act()
	return h
}

// modern makes two more connections, with all that a peer can offer.
func (h *echoHost) modern() {
	offer := Options{MSS: 1000, ScaleOffered: true, WindowScale: 3, SACKPermitted: true, Timestamps: true, TSVal: 1}
	stamp := Options{Timestamps: true, TSVal: 1}
	h.arrives(Segment{SrcPort: 40002, DstPort: 7, Flags: SYN, Window: 60000, Options: offer})
	h.arrives(Segment{SrcPort: 40002, DstPort: 7, Seq: 1, Flags: ACK, Window: 60000, Ack: h.find(7, 40002).snd.nxt, Options: stamp})
	dialled := h.dial(50002)
	h.arrives(Segment{SrcPort: 9, DstPort: 50002, Ack: dialled.snd.nxt, Flags: SYN | ACK, Window: 60000, Options: offer})
	dialled.Write(endless[:20000])
	h.stack.Touch(dialled)
}

func (h *echoHost) dial(port uint16) *Conn {
	c, err := h.stack.Dial(h.now, netip.AddrPortFrom(trace.Host, port), netip.AddrPortFrom(trace.Peer, 9))
	if err != nil {
		h.t.Fatal(err)
	}
	h.act()
	return c
}

func (h *echoHost) find(local, remote uint16) *Conn {
	return h.stack.conns[ends{trace.Host.As4(), trace.Peer.As4(), local, remote}]
}

func (h *echoHost) arrives(seg Segment) {
	if err := h.stack.Input(h.now, ipPacket(ipv4.TCP, seg.Append(nil, trace.Peer, trace.Host))); err != nil {
		h.t.Fatal(err)
	}
	h.act()
}

// ipPacket returns an IP packet from the peer to the host.
func ipPacket(protocol ipv4.Protocol, content []byte) []byte {
	h := ipv4.Header{TTL: 64, Protocol: protocol, Src: trace.Peer, Dst: trace.Host}
	return append(h.Append(nil, len(content)), content...)
}

// act lets the stack and the service act.
func (h *echoHost) act() {
	h.settle()
	for c := h.l.Accept(); c != nil; c = h.l.Accept() {
		h.served = append(h.served, c)
	}
	for _, c := range h.served {
		h.echo(c)
	}
	h.settle()
	for _, c := range h.stack.conns {
		h.isn(c)
	}
}

// isn returns our initial sequence number, as it was when the connection was new.
func (h *echoHost) isn(c *Conn) Seq {
	if _, ok := h.isns[c]; !ok {
		h.isns[c] = c.snd.iss
	}
	return h.isns[c]
}

// echo writes back what has come, as far as there is room.
func (h *echoHost) echo(c *Conn) {
	n, err := c.Read(h.text[:min(c.Room(), len(h.text))])
	if n > 0 {
		if wrote, err := c.Write(h.text[:n]); wrote != n || err != nil {
			h.t.Fatalf("wrote %d of %d, %v", wrote, n, err)
		}
	}
	if err != nil {
		c.Close()
	}
	h.stack.Touch(c)
}

// packet gives the stack a packet. What is weird must not be answered.
func (h *echoHost) packet(bits byte, b []byte) {
	if wait := waits[bits/waitLow%8]; wait > 0 {
		h.now = h.now.Add(wait)
		h.act()
	}
	h.repair(bits, b)
	if testing.Verbose() {
		h.t.Log(trace.Decode(b).Text(trace.In))
	}
	silent, conns := len(h.stack.busy) == 0 && len(h.stack.replies.ends) == 0, len(h.stack.conns)
	err := h.stack.Input(h.now, b)
	clear(b) // its memory may be used again
	if err != nil && silent {
		if p, ok := h.output(); ok || len(h.stack.conns) != conns {
			h.t.Fatalf("%v, but %d connections, not %d, and %s", err, len(h.stack.conns), conns, p.Text(trace.Out))
		}
	}
	if bits&batched == 0 {
		h.act()
	}
}

// repair puts right in b what the bits want, so that more of what is random
// gets past the checksums.
func (h *echoHost) repair(bits byte, b []byte) {
	if len(b) < ipv4.HeaderLen || b[0] == 0 {
		return
	}
	header := min(max(int(b[0]&15)*4, ipv4.HeaderLen), len(b)/4*4)
	if bits&repairIP != 0 {
		b[0] = 4<<4 | byte(header/4)
		binary.BigEndian.PutUint16(b[2:], uint16(len(b)))
		copy(b[16:20], trace.Host.AsSlice())
		binary.BigEndian.PutUint16(b[10:], 0)
		binary.BigEndian.PutUint16(b[10:], ipv4.Checksum(b[:min(header, 60)]))
	}
	content := b[header:]
	switch {
	case ipv4.Protocol(b[9]) == ipv4.TCP && len(content) >= HeaderLen:
		if bits&relocate != 0 {
			e := ends{[4]byte(b[16:20]), [4]byte(b[12:16]), binary.BigEndian.Uint16(content[2:]), binary.BigEndian.Uint16(content)}
			h.move(e, content[8:], content[4:])
			h.moveOptions(e, content[:min(int(content[12]>>4)*4, len(content))])
		}
		if bits&repairSum != 0 {
			binary.BigEndian.PutUint16(content[16:], 0)
			sum := ipv4.Sum(pseudo(netip.AddrFrom4([4]byte(b[12:16])), netip.AddrFrom4([4]byte(b[16:20])), len(content)), content)
			binary.BigEndian.PutUint16(content[16:], ^ipv4.Fold(sum))
		}
	case ipv4.Protocol(b[9]) == ipv4.ICMP && len(content) >= 8:
		if q := content[8:]; bits&relocate != 0 && len(q) >= 28 {
			e := ends{[4]byte(q[12:16]), [4]byte(q[16:20]), binary.BigEndian.Uint16(q[20:]), binary.BigEndian.Uint16(q[22:])}
			h.move(e, q[24:], nil)
		}
		if bits&repairSum != 0 {
			binary.BigEndian.PutUint16(content[2:], 0)
			binary.BigEndian.PutUint16(content[2:], ipv4.Checksum(content))
		}
	}
}

// move adds the ISNs of a connection to the numbers of ours and of the peer.
func (h *echoHost) move(e ends, ours, peers []byte) {
	c := h.stack.conns[e]
	if c == nil {
		return
	}
	binary.BigEndian.PutUint32(ours, binary.BigEndian.Uint32(ours)+uint32(h.isn(c)))
	if peers != nil && c.state != SynSent {
		binary.BigEndian.PutUint32(peers, binary.BigEndian.Uint32(peers)+uint32(c.rcv.irs))
	}
}

// moveOptions makes the numbers of options count from where a connection's own
// do: those of blocks, and timestamps.
func (h *echoHost) moveOptions(e ends, header []byte) {
	c := h.stack.conns[e]
	for i := HeaderLen; c != nil && i+2 < len(header); {
		kind, n := header[i], int(header[i+1])
		switch {
		case kind == noOperation:
			n = 1
		case kind == endOfOptions, n < 2, n > len(header)-i:
			return
		case kind == optSACK:
			for j := i + 2; j+4 <= i+n; j += 4 {
				h.move(e, header[j:], nil)
			}
		case kind == optTimestamps && n == 10:
			binary.BigEndian.PutUint32(header[i+2:], binary.BigEndian.Uint32(header[i+2:])+c.ts.recent)
		}
		i += n
	}
}

// packetSeeds are the cases of the table tests, as packets.
func packetSeeds(f *testing.F) [][]byte {
	var list [][]byte
	for _, seg := range segments {
		list = append(list, ipPacket(ipv4.TCP, seg.Append(nil, peer, host)))
	}
	for _, options := range []string{"fd 06 01 02 03 04 02 04 02 bc 00 00", "fe 00 00 00", "02 04 05 b4 fe 05 00 00"} {
		list = append(list, ipPacket(ipv4.TCP, withOptions(f, options)))
	}
	for _, line := range []string{
		`192.168.0.1 > 192.168.0.2 icmp echo request id 7 seq 1 56b`,
		`192.168.0.1 > 192.168.0.2 icmp time exceeded code 1 3b`,
		`40001 > 7 P. 1:6(5) ack 1 "hello"`, `9 > 50000 . 1:1(0) ack 1001 win 0`, `9 > 50001 S. 7:7(0) ack 1`,
		`40002 > 7 . 1001:2001(1000) ack 1 win 1000 <nop,nop,TS val 1 ecr 0>`,
		`9 > 50002 . 1:1(0) ack 1 win 1000 <nop,nop,TS val 1 ecr 0,nop,nop,sack 1001:4001>`,
		`9 > 50002 . 1:1(0) ack 1 win 1000 <nop,nop,TS val 1 ecr 0,nop,nop,sack 5001:6001 1001:2001 7001:7000>`,
	} {
		list = append(list, lineBytes(f, line))
	}
	for _, quoted := range []uint16{50000, 50001} {
		list = append(list, icmpError(3, 4, 600, quoted), icmpError(3, 3, 0, quoted))
	}
	return list
}

func lineBytes(t testing.TB, line string) []byte {
	p, err := trace.ParsePacket(trace.In, line)
	if err != nil {
		t.Fatal(err)
	}
	b, err := p.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// icmpError returns one that quotes our SYN to port 9.
func icmpError(kind, code byte, mtu, port uint16) []byte {
	quote := ipv4.Header{TTL: 1, Protocol: ipv4.TCP, Src: trace.Host, Dst: trace.Peer}
	b := binary.BigEndian.AppendUint16([]byte{kind, code, 0, 0, 0, 0}, mtu)
	b = quote.Append(b, HeaderLen)
	b = binary.BigEndian.AppendUint16(b, port)
	b = binary.BigEndian.AppendUint16(b, 9)
	b = binary.BigEndian.AppendUint32(b, 0)
	binary.BigEndian.PutUint16(b[2:], ipv4.Checksum(b))
	return ipPacket(ipv4.ICMP, b)
}

// storyTexts are the stories, which are good seeds.
func storyTexts(f *testing.F) []string {
	files, err := filepath.Glob("testdata/stories/*.story")
	if err != nil || len(files) == 0 {
		f.Fatalf("no stories: %v", err)
	}
	var texts []string
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		texts = append(texts, string(b))
	}
	return texts
}

// storyPackets turns a story into an input of FuzzStackInput: the packets that
// come in, and the time that passes between them.
func storyPackets(text string) []byte {
	var in []byte
	wait := time.Duration(0)
	for _, l := range storyLines(text) {
		wait += l.wait
		line, ok := strings.CutPrefix(l.rest, "< ")
		if !ok {
			continue
		}
		p, err := trace.ParsePacket(trace.In, uncomment(line))
		if err != nil {
			continue // the story's own test tells
		}
		if b, err := p.Bytes(); err == nil {
			in = appendPacket(in, relocate|repairSum|waitLow*waitFor(wait), b)
			wait = 0
		}
	}
	return in
}

// waitFor returns which of waits comes close to d.
func waitFor(d time.Duration) byte {
	i := 0
	for i+1 < len(waits) && waits[i+1] <= d {
		i++
	}
	return byte(i)
}

// A storyLine is a line, and how long after the line before.
type storyLine struct {
	wait time.Duration
	rest string
}

func storyLines(text string) []storyLine {
	var list []storyLine
	last := time.Duration(0)
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		word, rest, _ := strings.Cut(line, " ")
		wait := time.Duration(0)
		if d, err := time.ParseDuration(strings.TrimPrefix(word, "+") + "s"); err == nil {
			if wait = d; word[0] != '+' {
				wait = d - last
			}
			line = strings.TrimSpace(rest)
		}
		last += wait
		list = append(list, storyLine{wait, line})
	}
	return list
}
