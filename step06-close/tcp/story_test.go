package tcp

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tcpworkbook/shared/trace"
)

// A story is a text in testdata/stories: packets that come in and must come
// out, in the trace notation, and user calls between them. It is told to a
// Stack, from the first packet to the last, on a virtual clock:
//
//	# A SYN is answered.
//	# ids: EV-6
//	listen 7
//	< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
//	> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
//	+0.1 < 40000 > 7  . 1:1(0) ack 1
//	accept
//	state ESTABLISHED
//
// A line may begin with a time: in seconds since the start, or since the line
// before if it begins with "+". Until then nothing but what the story says may
// be sent; "+60 quiet" is such a line with nothing else. A ">" line without a
// time must be sent at once. What it leaves out is left open: "win", and text
// (only its length counts, unless it is quoted). "< … " lines that follow each
// other are each answered before the next; between "hold" and "release" they
// come in one batch. Our timestamps count milliseconds since the start; but the
// 0 of a reset is a 0.
//
// User calls go to the connection that was accepted or dialled last, or to the
// one with the peer's port that "on" names. See (*story).call for all of them.
//
// Each story is told with initial sequence numbers in different places: near 0,
// where the sign of a signed number changes, and where numbers wrap.
func TestStories(t *testing.T) {
	files, err := filepath.Glob("../../step06-close/tcp/testdata/stories/*.story") // earlier steps are told some of them, too: prove steps
	if err != nil || len(files) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(file), ".story")
		for _, isn := range []struct{ peer, ours uint32 }{{0, 0}, {0x7ffffffa, 0x7ffffff0}, {0xfffffff0, 0xfffffffa}} {
			t.Run(fmt.Sprintf("%s/%#x", name, isn.ours), func(t *testing.T) {
				tell(t, file, string(text), isn.peer, isn.ours)
			})
		}
	}
}

// A story being told.
type story struct {
	t          *testing.T
	file       string
	line       int
	peer, ours uint32 // ISNs: of the peer, and that ours comes near to

	stack *Stack
	start time.Time
	now   time.Time
	last  time.Duration     // the time of the last line
	isns  map[uint16]uint32 // of ours, by the peer's port
	zeros map[uint16]uint32 // what our timestamps count from, by the peer's port
	conns map[uint16]*Conn  // by the peer's port
	conn  *Conn
	sent  []sentPacket // and not expected yet
	held  bool
	log   []string // what happened so far
}

type sentPacket struct {
	at     time.Duration
	packet []byte
}

func tell(t *testing.T, file, text string, peer, ours uint32) {
	s := &story{t: t, file: file, peer: peer, ours: ours, isns: map[uint16]uint32{}, zeros: map[uint16]uint32{}, conns: map[uint16]*Conn{},
		start: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)}
	s.now = s.start
	s.stack = NewStack(Config{Addrs: []netip.Addr{trace.Host}, Limits: plainLimits()})
	for i, line := range strings.Split(text, "\n") {
		s.line = i + 1
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		s.log = append(s.log, line)
		s.tellLine(line)
	}
	s.nothingMore()
}

func (s *story) fatalf(format string, args ...any) {
	s.t.Helper()
	s.t.Fatalf("%s:%d: %s\nso far:\n\t%s", s.file, s.line, fmt.Sprintf(format, args...), strings.Join(s.log, "\n\t"))
}

func (s *story) tellLine(line string) {
	word, rest, _ := strings.Cut(line, " ")
	timed := word[0] == '+' || word[0] >= '0' && word[0] <= '9'
	if timed {
		s.advance(s.moment(word))
		line = strings.TrimSpace(rest)
		word, rest, _ = strings.Cut(line, " ")
	}
	switch word {
	case ">":
		s.expect(strings.TrimSpace(rest), timed)
		return
	}
	s.nothingMore()
	switch word {
	case "<":
		s.arrive(strings.TrimSpace(rest))
	case "quiet":
	default:
		s.call(strings.Fields(line))
	}
}

// moment reads a time.
func (s *story) moment(word string) time.Duration {
	seconds, err := strconv.ParseFloat(strings.TrimPrefix(word, "+"), 64)
	if err != nil {
		s.fatalf("%q is not a time", word)
	}
	d := time.Duration(seconds * float64(time.Second)).Round(time.Microsecond)
	if word[0] == '+' {
		d += s.last
	}
	if d < s.last {
		s.fatalf("time goes back")
	}
	s.last = d
	return d
}

// advance lets time pass until d after the start. What is sent on the way is
// kept, to be expected by what follows.
func (s *story) advance(d time.Duration) {
	until := s.start.Add(d)
	for {
		at := s.stack.Deadline()
		if at.IsZero() || at.After(until) {
			break
		}
		if at.After(s.now) {
			s.now = at
		}
		s.stack.Tick(s.now)
		s.drain()
		if next := s.stack.Deadline(); next.Equal(at) && !next.After(s.now) {
			s.fatalf("a deadline at %v is always due", at.Sub(s.start))
		}
	}
	s.now = until
}

// drain takes what the stack has to say.
func (s *story) drain() {
	for i := 0; !s.held; i++ {
		p, ok := s.stack.Output(s.now, nil)
		if !ok {
			break
		}
		if i == 10000 {
			s.fatalf("Output does not end")
		}
		s.noteISN(p)
		s.sent = append(s.sent, sentPacket{s.now.Sub(s.start), p})
		s.log = append(s.log, fmt.Sprintf("%*s%.6f > %s", 60, "", s.now.Sub(s.start).Seconds(), s.relative(trace.Decode(p)).Text(trace.Out)))
	}
	for _, c := range s.stack.conns {
		if err := invariants(c); err != nil {
			s.fatalf("%v", err)
		}
	}
}

// invariants says what is wrong inside a connection, whatever has happened.
func invariants(c *Conn) error {
	switch {
	case c.snd.ptr.Before(c.snd.una), c.snd.nxt.Before(c.snd.ptr), c.snd.end.Add(1).Before(c.snd.nxt):
		return fmt.Errorf("not una ≤ ptr ≤ nxt ≤ end+1: %+v", c.snd)
	case c.in.n < 0, c.in.n > c.limits.ReceiveBuffer+c.slack(), len(c.in.buf) > 2*max(c.limits.ReceiveBuffer, minRing):
		return fmt.Errorf("%d bytes to be read, in a ring of %d", c.in.n, len(c.in.buf))
	case c.out.n < 0, c.out.n > c.limits.SendBuffer:
		return fmt.Errorf("%d bytes to be sent", c.out.n)
	case c.synchronized() && c.state != TimeWait && !c.Ended() && (c.rcvWnd() < 0 || c.opened() < -c.slack()):
		return fmt.Errorf("the window is %d, and could be %d more", c.rcvWnd(), c.opened())
	}
	for i, island := range c.rcv.islands {
		left := c.rcv.nxt
		if i > 0 {
			left = c.rcv.islands[i-1].Right
		}
		if !left.Before(island.Left) || !island.Left.Before(island.Right) || c.rcv.edge.Before(island.Right) {
			return fmt.Errorf("islands %v, RCV.NXT %d, the window ends at %d", c.rcv.islands, c.rcv.nxt, c.rcv.edge)
		}
	}
	return nil
}

func (s *story) noteISN(p []byte) {
	d := trace.Decode(p)
	if d.TCP == nil || d.TCP.Flags&trace.SYN == 0 {
		return
	}
	s.isns[d.TCP.DstPort] = d.TCP.Seq
	for _, o := range d.TCP.Options {
		if o.Kind == optTimestamps {
			s.zeros[d.TCP.DstPort] = binary.BigEndian.Uint32(o.Data) - uint32(s.now.Sub(s.start)/time.Millisecond)
		}
	}
}

// relative returns a packet of ours with numbers relative to the ISNs.
func (s *story) relative(p trace.Packet) trace.Packet {
	if p.TCP == nil {
		return p
	}
	t := *p.TCP
	t.Seq -= s.isns[t.DstPort]
	if t.Flags&trace.ACK != 0 {
		t.Ack -= s.peer
	}
	t.Options = slices.Clone(t.Options)
	for i := range t.Options {
		t.Options[i] = moved(t.Options[i], -s.peer)
		if t.Flags&trace.RST == 0 || !bytes.HasPrefix(t.Options[i].Data, make([]byte, 4)) {
			t.Options[i] = ticked(t.Options[i], 0, -s.zeros[t.DstPort])
		}
	}
	p.TCP = &t
	return p
}

// moved returns a SACK option with its edges moved; others as they are.
func moved(o trace.Option, by uint32) trace.Option {
	if o.Kind != optSACK {
		return o
	}
	o.Data = bytes.Clone(o.Data)
	for i := 0; i+4 <= len(o.Data); i += 4 {
		binary.BigEndian.PutUint32(o.Data[i:], binary.BigEndian.Uint32(o.Data[i:])+by)
	}
	return o
}

// ticked returns a timestamp with its 4 bytes at i moved; other options as they are.
func ticked(o trace.Option, i int, by uint32) trace.Option {
	if o.Kind != optTimestamps || len(o.Data) != 8 {
		return o
	}
	o.Data = bytes.Clone(o.Data)
	binary.BigEndian.PutUint32(o.Data[i:], binary.BigEndian.Uint32(o.Data[i:])+by)
	return o
}

// arrive hands a packet to the stack.
func (s *story) arrive(line string) {
	p, err := trace.ParsePacket(trace.In, uncomment(line))
	if err != nil {
		s.fatalf("%v", err)
	}
	if p.TCP != nil {
		s.near(ends{local: p.Dst.As4(), remote: p.Src.As4(), localPort: p.TCP.DstPort, remotePort: p.TCP.SrcPort})
		p.TCP.Seq += s.peer
		ours := s.isns[p.TCP.SrcPort]
		if p.TCP.Flags&trace.ACK != 0 {
			p.TCP.Ack += ours
		}
		for i := range p.TCP.Options {
			p.TCP.Options[i] = moved(p.TCP.Options[i], ours)
			p.TCP.Options[i] = ticked(p.TCP.Options[i], 4, s.zeros[p.TCP.SrcPort])
		}
	}
	b, err := p.Bytes()
	if err != nil {
		s.fatalf("%v", err)
	}
	s.stack.Input(s.now, b)
	s.drain()
}

// near moves the clock, before anything has happened, so that the connection's
// ISN will be near to what the story is told with.
func (s *story) near(e ends) {
	if len(s.isns) > 0 || len(s.stack.conns) > 0 || s.now != s.start {
		return
	}
	off := Seq(s.ours) - s.stack.iss(s.now, e)
	s.start = s.start.Add(time.Duration(off) * isnTick)
	s.now = s.start
}

// expect compares the next packet that was sent with a line.
func (s *story) expect(line string, timed bool) {
	want, err := trace.ParsePacket(trace.Out, uncomment(line))
	if err != nil {
		s.fatalf("%v", err)
	}
	if len(s.sent) == 0 {
		s.fatalf("nothing is sent, want %s", want.Text(trace.Out))
	}
	at, p := s.sent[0].at, trace.Decode(s.sent[0].packet)
	s.sent = s.sent[1:]
	p = s.relative(p)
	if want.TCP != nil && p.TCP != nil && want.TCP.Win < 0 {
		p.TCP.Win = -1
	}
	if want.Len == p.Len && bytes.Equal(want.Data, trace.Pattern(want.Len)) {
		p.Data = want.Data
	}
	if got, want := p.Text(trace.Out), want.Text(trace.Out); got != want {
		s.fatalf("sent\n\t%s\nwant\n\t%s", got, want)
	}
	if at != s.last {
		s.fatalf("sent at %v, want %v", at, s.last)
	}
}

func uncomment(line string) string {
	if i := strings.Index(line, " #"); i >= 0 && !strings.Contains(line[i:], `"`) {
		line = line[:i]
	}
	return strings.TrimSpace(line)
}

func (s *story) nothingMore() {
	if len(s.sent) > 0 {
		s.fatalf("sent, and not expected: %s", s.relative(trace.Decode(s.sent[0].packet)).Text(trace.Out))
	}
}
