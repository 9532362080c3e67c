package tcp

import (
	"encoding/binary"
	"fmt"
	"net/netip"
	"testing"
	"time"

	"tcpworkbook/step03-parse-ipv4/icmp"
	"tcpworkbook/step03-parse-ipv4/ipv4"
)

// A bench is a pair with a connection, whose end b is fed by hand.
type bench struct {
	*pair
	a, b *Conn
	text []byte // as much as a segment takes
	read []byte
}

func newBench(t testing.TB, mtu int, without Feature) *bench {
	limits := Limits{Without: without, MTU: mtu, SendBuffer: 1 << 17, ReceiveBuffer: 1 << 18}
	s := &bench{pair: newPair(t, 1, faults{}, Config{Limits: limits}, Config{Limits: limits})}
	s.a, s.b = s.connect()
	s.text, s.read = make([]byte, s.b.snd.mss), make([]byte, 1<<16)
	return s
}

// output takes what an end says, and returns how many packets.
func (s *bench) output(from int) (n int) {
	for ok := true; ok; n++ {
		s.buf, ok = s.ends[from].Output(s.now, s.buf[:0])
	}
	return n - 1
}

// input returns a call that has seg arrive at b. Its numbers count from what b
// expects next, and from what b would send next; those of blocks, from what b
// has not heard of. If timestamps were agreed on, it has the one that b has seen
// last.
func (s *bench) input(seg Segment) func() {
	seg.SrcPort, seg.DstPort, seg.Window = clientPort, serverPort, 65535
	seg.Options.Timestamps, seg.Options.TSVal = s.b.ts.on, s.b.ts.recent
	content := seg.Append(nil, s.addr(0), s.addr(1))
	packet := append(s.packet(ipv4.TCP, len(content)), content...)
	return func() {
		segment := packet[ipv4.HeaderLen:]
		for i := range seg.Options.Blocks { // they are the last of the options
			at := int(segment[12]>>4)*4 - 8*(seg.Options.Blocks-i)
			renumber(segment, at, s.b.snd.una+seg.Options.SACK[i].Left, s.b.snd.una+seg.Options.SACK[i].Right)
		}
		renumber(segment, 4, s.b.rcv.nxt+seg.Seq, s.b.snd.nxt+seg.Ack)
		s.ends[1].Input(s.now, packet)
	}
}

// packet begins a packet from a to b.
func (s *bench) packet(protocol ipv4.Protocol, n int) []byte {
	h := ipv4.Header{TTL: 64, Protocol: protocol, Src: s.addr(0), Dst: s.addr(1)}
	return h.Append(nil, n)
}

// renumber gives a segment two other numbers at a place, and mends its checksum
// (RFC 1624).
func renumber(segment []byte, at int, first, second Seq) {
	word := binary.BigEndian.Uint16
	sum := uint64(^word(segment[16:]))
	for i := at; i < at+8; i += 2 {
		sum += uint64(^word(segment[i:]))
	}
	binary.BigEndian.PutUint32(segment[at:], uint32(first))
	binary.BigEndian.PutUint32(segment[at+4:], uint32(second))
	binary.BigEndian.PutUint16(segment[16:], ^ipv4.Fold(ipv4.Sum(sum, segment[at:at+8])))
}

// readText has the user read, and the stack know it.
func (s *bench) readText() {
	s.b.Read(s.read)
	s.ends[1].Touch(s.b)
}

func (s *bench) writeText() {
	s.b.Write(s.text)
	s.ends[1].Touch(s.b)
}

// benches are what bulk transfers are measured with.
var benches = []benchRow{{1500, Timestamps}, {65000, Timestamps}, {1500, 0}, {65000, 0}}

type benchRow struct {
	mtu     int
	without Feature
}

func (r benchRow) String() string {
	name := fmt.Sprintf("mtu=%d", r.mtu)
	if r.without&Timestamps == 0 {
		name += ",timestamps"
	}
	return name
}

// Download: a full segment comes in, and is read; an acknowledgment of every
// second one goes out.
func BenchmarkDownload(b *testing.B) {
	for _, row := range benches {
		b.Run(row.String(), func(b *testing.B) {
			s := newBench(b, row.mtu, row.without)
			text := s.input(Segment{Flags: ACK, Payload: s.text})
			b.SetBytes(int64(len(s.text)))
			b.ReportAllocs()
			for b.Loop() {
				text()
				s.readText()
				s.output(1)
			}
		})
	}
}

// Upload: a full segment is written and goes out, and its acknowledgment comes
// in.
func BenchmarkUpload(b *testing.B) {
	for _, row := range benches {
		b.Run(row.String(), func(b *testing.B) {
			s := newBench(b, row.mtu, row.without)
			ack := s.input(Segment{Flags: ACK})
			b.SetBytes(int64(len(s.text)))
			b.ReportAllocs()
			for b.Loop() {
				s.writeText()
				if n := s.output(1); n != 1 {
					b.Fatalf("%d packets, want 1", n)
				}
				ack()
			}
		})
	}
}

// A thousand gaps: text that comes beyond them, and an acknowledgment of it that
// the sender gets, who has sent all of them again.
func BenchmarkGaps(b *testing.B) {
	const n, size = 1000, 10
	b.Run("in", func(b *testing.B) {
		s := newBench(b, 1500, Timestamps)
		var text func()
		for i := range n {
			text = s.input(Segment{Seq: Seq((2*i + 1) * size), Flags: ACK, Payload: s.text[:size]})
			text()
		}
		for b.Loop() {
			text()
			s.output(1)
		}
		if got := len(s.b.rcv.islands); got != n {
			b.Fatalf("%d islands", got)
		}
	})
	b.Run("out", func(b *testing.B) {
		s := newBench(b, 1500, Timestamps)
		s.b.SetNoDelay(true)
		for range 2 * n {
			s.b.Write(s.text[:size])
			s.b.cong.lastSent, s.b.cong.cwnd = s.now, maxWindow
			s.ends[1].Touch(s.b)
			s.output(1)
			s.now = s.now.Add(time.Microsecond)
		}
		var ack func()
		for i := range n {
			at := Seq((2*i + 1) * size)
			ack = s.input(Segment{Flags: ACK, Ack: Seq(0).Add(-2 * n * size), Options: Options{Blocks: 1, SACK: [4]Block{{at, at + size}}}})
			ack()
			s.output(1)
		}
		for b.Loop() {
			ack()
			s.output(1)
		}
		if got := len(s.b.rec.sacked); got != n {
			b.Fatalf("%d blocks", got)
		}
	})
}

// crowd returns a stack with n established connections that do nothing, and
// one more that waits for an acknowledgment.
func crowd(n int) (s *Stack, waits *Conn, now time.Time) {
	now = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	s = NewStack(Config{Addrs: []netip.Addr{netip.AddrFrom4([4]byte{10, 0, 0, 1})}})
	for i := range n + 1 {
		waits = OpenActive(0, DefaultLimits)
		waits.ends = ends{local: [4]byte{10, 0, 0, 1}, localPort: 1, remotePort: 1}
		binary.BigEndian.PutUint32(waits.ends.remote[:], 10<<24+1<<16+uint32(i))
		s.add(waits)
		waits.Output(now)
		waits.Input(now, Segment{Ack: 1, Flags: SYN | ACK, Window: 65535})
	}
	waits.Write([]byte("x"))
	silence(s, now)
	return s, waits, now
}

// silence takes all that a stack says.
func silence(s *Stack, now time.Time) {
	buf := make([]byte, 0, 100)
	for ok := true; ok; {
		buf, ok = s.Output(now, buf[:0])
	}
}

// A tick sends one segment again, among idle connections.
func BenchmarkTick(b *testing.B) {
	for _, n := range []int{10, 100_000} {
		b.Run(fmt.Sprintf("idle=%d", n), func(b *testing.B) {
			s, waits, _ := crowd(n)
			b.ReportAllocs()
			for b.Loop() {
				waits.timers[userTimeout], waits.rtt.backoff = time.Time{}, 0
				now := s.Deadline()
				s.Tick(now)
				silence(s, now)
			}
		})
	}
}

// Nothing is due.
func BenchmarkDeadline(b *testing.B) {
	for _, n := range []int{10, 100_000} {
		b.Run(fmt.Sprintf("idle=%d", n), func(b *testing.B) {
			s, _, now := crowd(n)
			b.ReportAllocs()
			for b.Loop() {
				s.Tick(now)
				s.Deadline()
			}
		})
	}
}

// A connection is opened, accepted, closed by both, and has waited in
// TIME-WAIT: the work of both ends.
func BenchmarkAcceptAndClose(b *testing.B) {
	p := newPair(b, 1, faults{})
	s, l := &bench{pair: p}, p.listen()
	b.ReportAllocs()
	for b.Loop() {
		c := p.dial(0, clientPort, serverPort)
		s.exchange()
		d := l.Accept()
		c.Close()
		p.ends[0].Touch(c)
		s.exchange()
		d.Close()
		p.ends[1].Touch(d)
		s.exchange()
		p.now = p.now.Add(2 * msl)
		p.ends[0].Tick(p.now)
		s.exchange()
	}
	if n := len(p.ends[0].conns) + len(p.ends[1].conns); n > 0 {
		b.Fatalf("%d connections are left", n)
	}
}

// exchange has each end hear what the other says, until both are silent.
func (s *bench) exchange() {
	for silent := 0; silent < 2; {
		for from := range s.ends {
			silent++
			for ok := true; ok; {
				if s.buf, ok = s.ends[from].Output(s.now, s.buf[:0]); ok {
					s.ends[1-from].Input(s.now, s.buf)
					silent = 0
				}
			}
		}
	}
}

// Of a crowd, a tick touches only the connection that is due: idle ones are not
// even among the timers.
func TestTickAmongIdle(t *testing.T) {
	s, waits, _ := crowd(1000)
	if n := len(s.timers.conns); n != 1 {
		t.Fatalf("%d connections have a deadline, want 1", n)
	}
	s.Tick(s.Deadline())
	if got := s.Changed(); len(got) != 1 || got[0] != waits {
		t.Fatalf("a tick touched %d connections, want the one that is due", len(got))
	}
}

// In steady state no packet costs memory. Each row says how many packets are
// to come out each time.
func TestPacketsDoNotAllocate(t *testing.T) {
	s := newBench(t, 1500, Timestamps)
	text, ahead := s.input(Segment{Flags: ACK, Payload: s.text}), s.input(Segment{Seq: 1460, Flags: ACK, Payload: s.text})
	ack, unsent := s.input(Segment{Flags: ACK}), s.input(Segment{Flags: ACK, Ack: 1})
	data := make([]byte, 56)
	ping := icmp.Message{Type: icmp.EchoRequest, Data: data}
	pinged := ping.Append(s.packet(ipv4.ICMP, icmp.HeaderLen+len(data)))
	stray := Segment{SrcPort: 1, DstPort: 1, Flags: ACK}
	strayed := stray.Append(s.packet(ipv4.TCP, HeaderLen), s.addr(0), s.addr(1))
	for _, row := range []struct {
		name    string
		packets int
		do      func()
	}{
		{"text in order", 1, func() { text(); text(); s.readText() }},
		{"text out of order, and what fills the gap", 1, func() { ahead(); text(); s.readText() }},
		{"text out", 1, func() { ack(); s.writeText() }},
		{"a pure ACK", 0, ack},
		{"an ACK of nothing", 1, func() { s.now = s.now.Add(challengePeriod); unsent() }},
		{"a ping", 1, func() { s.ends[1].Input(s.now, pinged) }},
		{"a reset", 1, func() { s.ends[1].Input(s.now, strayed) }},
	} {
		t.Run(row.name, func(t *testing.T) {
			got := 0
			allocs := testing.AllocsPerRun(200, func() {
				row.do()
				got = s.output(1)
			})
			if allocs != 0 || got != row.packets {
				t.Errorf("%v allocations and %d packets, want 0 and %d", allocs, got, row.packets)
			}
			ack()
		})
	}
}

// The same with timestamps in and out, and when a segment is lost and SACK tells
// of it: the scoreboard costs memory the first time, and not again.
func TestModernPacketsDoNotAllocate(t *testing.T) {
	s := newBench(t, 1500, 0)
	mss := s.b.snd.mss
	text, ahead := s.input(Segment{Flags: ACK, Payload: s.text}), s.input(Segment{Seq: Seq(mss), Flags: ACK, Payload: s.text})
	ack := s.input(Segment{Flags: ACK})
	gap := s.input(Segment{Flags: ACK, Ack: Seq(-5 * mss), Options: Options{Blocks: 1, SACK: [4]Block{{Seq(mss), Seq(5 * mss)}}}})
	for _, row := range []struct {
		name    string
		packets int
		do      func()
	}{
		{"text in order", 1, func() { text(); text(); s.readText() }},
		{"text out of order, and a block for it", 1, func() { ahead(); s.output(1); ahead(); text(); s.readText() }},
		{"text out", 1, func() { ack(); s.writeText() }},
		{"a segment lost, and sent again", 1, func() { s.loseFirst(t, gap) }},
	} {
		t.Run(row.name, func(t *testing.T) {
			got := 0
			allocs := testing.AllocsPerRun(200, func() {
				row.do()
				got = s.output(1)
				ack()
			})
			if allocs != 0 || got != row.packets {
				t.Errorf("%v allocations and %d packets, want 0 and %d", allocs, got, row.packets)
			}
		})
	}
}

// loseFirst has b send five segments, and hear that the last four have arrived.
func (s *bench) loseFirst(t *testing.T, gap func()) {
	s.b.cong.begin(s.b.snd.mss) // each loss closes the window: here it stays open
	for range 5 {
		s.writeText()
	}
	if n := s.output(1); n != 5 {
		t.Fatalf("%d packets, want 5", n)
	}
	gap()
	if !s.b.rec.on {
		t.Fatal("no recovery")
	}
}
