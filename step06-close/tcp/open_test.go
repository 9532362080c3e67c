package tcp

import (
	"encoding/binary"
	"errors"
	"fmt"
	"net/netip"
	"runtime"
	"strings"
	"testing"
	"time"

	"tcpworkbook/shared/trace"
	"tcpworkbook/step03-parse-ipv4/ipv4"
)

// This file is about how connections come about, where a story cannot show it:
// bits that the notation leaves out, numbers as they are, and crowds.

// A knocker stands before a stack that listens on 192.168.0.2:7, and knocks.
type knocker struct {
	t   testing.TB
	s   *Stack
	l   *Listener
	now time.Time
}

func newKnocker(t testing.TB, config Config, backlog int) *knocker {
	t.Helper()
	config.Addrs = []netip.Addr{host}
	k := &knocker{t: t, s: NewStack(config), now: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)}
	l, err := k.s.Listen(netip.MustParseAddrPort("0.0.0.0:7"), backlog)
	if err != nil {
		t.Fatal(err)
	}
	k.l = l
	return k
}

// wait lets time pass. What is sent meanwhile is lost.
func (k *knocker) wait(d time.Duration) {
	k.now = k.now.Add(d)
	k.s.Tick(k.now)
	k.packets()
}

// packet wraps a segment for port 7.
func packet(from netip.AddrPort, seg Segment) []byte {
	seg.SrcPort, seg.DstPort = from.Port(), 7
	return wrap(from.Addr(), host, seg.Append(nil, from.Addr(), host))
}

func wrap(src, dst netip.Addr, segment []byte) []byte {
	h := ipv4.Header{TTL: 64, Protocol: ipv4.TCP, Src: src, Dst: dst}
	return append(h.Append(nil, len(segment)), segment...)
}

// knock hands a segment to the stack, and returns what it answers.
func (k *knocker) knock(from netip.AddrPort, seg Segment) []Segment {
	k.s.Input(k.now, packet(from, seg))
	return k.answers()
}

func (k *knocker) answers() (all []Segment) {
	for _, p := range k.packets() {
		h, b, err := ipv4.Parse(p)
		if err != nil {
			k.t.Fatal(err)
		}
		seg, err := Parse(b, h.Src, h.Dst)
		if err != nil {
			k.t.Fatal(err)
		}
		all = append(all, seg)
	}
	return all
}

func (k *knocker) packets() (all [][]byte) {
	for {
		p, ok := k.s.Output(k.now, nil)
		if !ok {
			return all
		}
		all = append(all, p)
	}
}

// one returns the only answer, which must have these flags.
func (k *knocker) one(all []Segment, flags Flags) Segment {
	k.t.Helper()
	if len(all) != 1 || all[0].Flags != flags {
		k.t.Fatalf("answers%s, want one with %v", list(all), flags)
	}
	return all[0]
}

// enter goes through the whole handshake, and returns the connection and its
// SYN-ACK.
func (k *knocker) enter(from netip.AddrPort, irs Seq, o Options) (*Conn, Segment) {
	k.t.Helper()
	answer := k.one(k.knock(from, Segment{Seq: irs, Flags: SYN, Window: 65535, Options: o}), SYN|ACK)
	k.none(k.knock(from, Segment{Seq: irs + 1, Ack: answer.Seq + 1, Flags: ACK, Window: 65535}))
	c := k.l.Accept()
	if c == nil || c.State() != Established || c.Remote() != from {
		k.t.Fatalf("%v is not accepted, but %v", from, c)
	}
	return c, answer
}

func (k *knocker) none(all []Segment) {
	k.t.Helper()
	if len(all) > 0 {
		k.t.Fatalf("answers%s, want none", list(all))
	}
}

// list prints segments, not too many.
func list(all []Segment) (s string) {
	for i := range all[:min(len(all), 5)] {
		s += " " + all[i].String()
	}
	return fmt.Sprintf("%s (%d in all)", s, len(all))
}

// client returns the n-th client's address and port; there are many.
func client(n int) netip.AddrPort {
	return netip.AddrPortFrom(netip.AddrFrom4([4]byte{10, byte(n >> 16), byte(n >> 8), byte(n)}), 40000)
}

// resum puts the checksum right, for the way from src to dst, whatever else the
// segment says. It does not use what it tests.
func resum(b []byte, src, dst netip.Addr) {
	b[16], b[17] = 0, 0
	s, d := src.As4(), dst.As4()
	whole := append(append(append(append([]byte{}, s[:]...), d[:]...), 0, 6, byte(len(b)>>8), byte(len(b))), b...)
	if len(whole)%2 == 1 {
		whole = append(whole, 0)
	}
	var sum uint32
	for i := 0; i < len(whole); i += 2 {
		sum += uint32(whole[i])<<8 | uint32(whole[i+1])
		sum = sum&0xffff + sum>>16
	}
	binary.BigEndian.PutUint16(b[16:], ^uint16(sum))
}

// Headers that are not as they should be: the checksum is right in all of them.
// After each, a SYN without a fault is answered.
//
// ids: EV-37, EV-38, EV-39, MUST-3, MUST-6, MUST-7, M-051, M-081, M-082
func TestWeirdSYN(t *testing.T) {
	offset := func(words byte) func([]byte) { return func(b []byte) { b[12] = b[12]&0x0f | words<<4 } }
	options := func(o ...byte) func([]byte) { return func(b []byte) { copy(b[20:], o) } }
	for name, test := range map[string]struct {
		spoil    func([]byte)
		answered bool
	}{
		"as it should be":              {func([]byte) {}, true},
		"reserved bits":                {func(b []byte) { b[12] |= 0x0f }, true},
		"ECE and CWR":                  {func(b []byte) { b[13] |= 0xc0 }, true},
		"PSH and URG":                  {func(b []byte) { b[13] |= 0x28; b[19] = 1 }, true},
		"Data Offset 0":                {offset(0), false},
		"Data Offset 4":                {offset(4), false},
		"Data Offset 5":                {offset(5), true},
		"Data Offset 15 of 7":          {offset(15), false},
		"Data Offset 8 of 7":           {offset(8), false},
		"unknown option":               {options(253, 8, 1, 2, 3, 4, 5, 6), true},
		"unknown option of length 2":   {options(253, 2, 253, 2, 253, 2, 253, 2), true},
		"unknown option of length 0":   {options(254, 0), false},
		"unknown option of length 1":   {options(254, 1), false},
		"unknown option, too long":     {options(254, 9), false},
		"unknown option, no length":    {options(1, 1, 1, 1, 1, 1, 1, 254), false},
		"MSS of length 0":              {options(2, 0), false},
		"MSS of length 2":              {options(2, 2, 1, 1, 0), false},
		"MSS of length 3":              {options(2, 3, 5, 0), false},
		"MSS, cut short":               {options(1, 1, 1, 1, 1, 1, 2, 4), false},
		"nonsense after End of List":   {options(0, 254, 0, 2, 4, 254, 1, 9), true},
		"No-Operations and nothing":    {options(1, 1, 1, 1, 1, 1, 1, 1), true},
		"SACK of a length of its own":  {options(5, 3, 0, 0), false},
		"Timestamps, one byte missing": {options(8, 9), false},
	} {
		t.Run(name, func(t *testing.T) {
			k := newKnocker(t, Config{}, 10)
			syn := Segment{SrcPort: 40000, DstPort: 7, Flags: SYN, Options: Options{MSS: 1000, SACKPermitted: true}}
			b := syn.Append(nil, peer, host)
			test.spoil(b)
			resum(b, peer, host)
			k.s.Input(k.now, wrap(peer, host, b))
			if got := len(k.answers()); got != map[bool]int{true: 1}[test.answered] {
				t.Errorf("%d answers to % x", got, b)
			}
			k.enter(client(1), 0, Options{})
		})
	}
}

// A Data Offset of 15 in a segment of 20 bytes, of less than 20, and of none.
//
// ids: EV-38, M-051
func TestShortSYN(t *testing.T) {
	syn := Segment{SrcPort: 40000, DstPort: 7, Flags: SYN}
	for n := range HeaderLen + 1 {
		k := newKnocker(t, Config{}, 10)
		b := syn.Append(nil, peer, host)[:n]
		if n == HeaderLen {
			b[12] = 15 << 4
			resum(b, peer, host)
		}
		k.s.Input(k.now, wrap(peer, host, b))
		k.none(k.answers())
		k.enter(client(1), 0, Options{})
	}
}

// Whichever bit of a SYN is flipped, it is no SYN; nor is it one if the
// checksum was made for other ends, another protocol or another length.
//
// ids: MUST-3, EV-39, M-046, M-047
func TestDamagedSYN(t *testing.T) {
	k := newKnocker(t, Config{}, 10)
	syn := Segment{SrcPort: 40000, DstPort: 7, Seq: 1, Flags: SYN, Options: Options{MSS: 1460}, Payload: []byte("odd")}
	whole := syn.Append(nil, peer, host)
	for bit := range 8 * len(whole) {
		b := append([]byte(nil), whole...)
		b[bit/8] ^= 1 << (bit % 8)
		k.s.Input(k.now, wrap(peer, host, b))
		k.none(k.answers())
	}
	other := netip.MustParseAddr("192.168.0.3")
	for name, ends := range map[string][2]netip.Addr{"destination": {peer, other}, "source": {other, host}} {
		k.s.Input(k.now, wrap(peer, host, syn.Append(nil, ends[0], ends[1])))
		if got := k.answers(); len(got) > 0 {
			t.Errorf("a checksum for another %s is answered by%s", name, list(got))
		}
	}
	for name, by := range map[string]int{"another protocol": 17 - 6, "the packet's length": 20} {
		b := append([]byte(nil), whole...)
		sum := uint32(^binary.BigEndian.Uint16(b[16:])) + uint32(by)
		binary.BigEndian.PutUint16(b[16:], ^uint16(sum&0xffff+sum>>16))
		k.s.Input(k.now, wrap(peer, host, b))
		if got := k.answers(); len(got) > 0 {
			t.Errorf("a checksum over %s is answered by%s", name, list(got))
		}
	}
	if len(k.s.conns) > 0 {
		t.Errorf("%d connections", len(k.s.conns))
	}
	k.s.Input(k.now, wrap(peer, host, whole))
	k.one(k.answers(), SYN|ACK)
}

// What stands in each header that we send, looked at byte by byte: SYN, SYN-ACK,
// ACK, text of odd and even length, FIN, resets of both kinds, and a cookie.
//
// ids: MUST-2, MUST-49, MUST-65, MUST-68, MUST-69, EV-37, PMTU-6, CK-2, M-046, M-047, M-052
func TestHeaders(t *testing.T) {
	for _, ttl := range []uint8{0, 7, 255} {
		k := newKnocker(t, Config{TTL: ttl}, 1000)
		var sent [][]byte
		note := func() { sent = append(sent, k.packets()...) }
		in := func(n int, seg Segment) { k.s.Input(k.now, packet(client(n), seg)); note() }

		in(0, Segment{Seq: 10, Flags: SYN, Window: 65535, Options: Options{MSS: 1460}})
		iss := Seq(binary.BigEndian.Uint32(sent[0][24:]))
		in(0, Segment{Seq: 11, Ack: iss + 1, Flags: ACK, Window: 65535})
		in(0, Segment{Seq: 12, Flags: SYN}) // a challenge ACK
		c := k.l.Accept()
		for _, n := range []int{1, 2, 3, 1460, 1459, 5000} {
			c.Write(trace.Pattern(n))
			k.s.Touch(c)
			note()
			in(0, Segment{Seq: 11, Ack: c.snd.nxt, Flags: ACK, Window: 65535})
			note()
		}
		c.Close()
		k.s.Touch(c)
		note()
		in(1, Segment{Seq: 10, Flags: ACK})
		if _, err := k.s.Dial(k.now, netip.AddrPort{}, client(2)); err != nil {
			t.Fatal(err)
		}
		note()
		for n := range maxHalfOpen + 1 {
			in(10+n, Segment{Flags: SYN})
		}
		k.l.Close()
		in(2, Segment{Seq: 10, Flags: SYN})
		if want := 1 + 1 + 9 + 1 + 1 + 1 + maxHalfOpen + 1 + 1; len(sent) < want {
			t.Errorf("%d packets, want %d", len(sent), want)
		}
		if ttl == 0 {
			ttl = 64
		}
		for _, p := range sent {
			if err := wellMade(p, ttl); err != nil {
				t.Fatalf("%v: %s\n% x", err, trace.Decode(p).Text(trace.Out), p)
			}
		}
	}
}

// wellMade says what is wrong with a packet's headers.
func wellMade(p []byte, ttl uint8) error {
	d := trace.Decode(p) // takes packets apart, and verifies checksums, without our code
	text := d.Text(trace.Out)
	syn := d.TCP != nil && d.TCP.Flags&trace.SYN != 0
	switch {
	case d.TCP == nil || strings.Contains(text, "[bad"):
		return errors.New("damaged")
	case p[0] != 0x45:
		return errors.New("not an IPv4 header of 20 bytes")
	case p[1] != 0:
		return errors.New("the Diffserv field is set")
	case p[6] != 0x40 || p[7] != 0:
		return errors.New("not just Don't Fragment")
	case p[8] != ttl:
		return fmt.Errorf("TTL %d, want %d", p[8], ttl)
	case d.Src != host:
		return errors.New("not from our address")
	case p[32]&0x0f != 0:
		return errors.New("reserved bits are set")
	case p[33]&0xe0 != 0:
		return errors.New("URG, ECE or CWR is set")
	case syn != strings.Contains(text, "mss"):
		return errors.New("an MSS belongs into SYNs, and nowhere else")
	}
	return options(p[40 : 20+int(p[32]>>4)*4])
}

// options says what is wrong with an options field.
func options(b []byte) error {
	for len(b) > 0 {
		switch {
		case b[0] == endOfOptions:
			if strings.Trim(string(b), "\x00") != "" {
				return errors.New("something stands after End of List")
			}
			return nil
		case b[0] == noOperation:
			b = b[1:]
		case len(b) < 2 || b[1] < 2 || int(b[1]) > len(b):
			return errors.New("an option without a true length")
		default:
			b = b[b[1]:]
		}
	}
	return nil
}

// The same port of two hosts is two connections, with their own numbers, and
// text does not mix.
//
// ids: EV-40, M-016, M-017, M-056, MUST-9
func TestSamePortOfTwoHosts(t *testing.T) {
	k := newKnocker(t, Config{}, 10)
	clients := []netip.AddrPort{client(1), client(2), netip.AddrPortFrom(client(1).Addr(), 40001)}
	var conns []*Conn
	var isns []Seq
	for _, from := range clients {
		c, answer := k.enter(from, 100, Options{})
		conns, isns = append(conns, c), append(isns, answer.Seq)
	}
	if isns[0] == isns[1] || isns[1] == isns[2] || isns[0] == isns[2] {
		t.Errorf("initial sequence numbers %d", isns)
	}
	for i, from := range clients {
		k.knock(from, Segment{Seq: 101, Ack: isns[i] + 1, Flags: ACK, Window: 65535, Payload: []byte{byte('a' + i)}})
	}
	for i, c := range conns {
		var b [10]byte
		if n, err := c.Read(b[:]); string(b[:n]) != string(rune('a'+i)) || err != nil {
			t.Errorf("%v sent %q, %v", c.Remote(), b[:n], err)
		}
	}
}

// The secret is a key of 256 bits, all of which count: a stack that starts with
// another one has other numbers, at the same time and for the same ends.
//
// ids: ISN-3, ISN-2, MUST-9, M-056
func TestSecret(t *testing.T) {
	seen := map[Seq]int{}
	for bit := range 256 {
		var config Config
		config.Secret[bit/8] = 1 << (bit % 8)
		k := newKnocker(t, config, 1)
		iss := k.one(k.knock(client(1), Segment{Flags: SYN}), SYN|ACK).Seq
		if other, ok := seen[iss]; ok {
			t.Errorf("bits %d and %d make the same number", bit, other)
		}
		seen[iss] = bit
	}
}

// A new connection between the same ends has later numbers than the one before:
// the clock goes on, through the top of the numbers too. Where the connection
// before was faster than the clock, and is in TIME-WAIT, its numbers count.
//
// ids: ISN-4, ISN-1, MUST-8, SHLD-1
func TestLaterISN(t *testing.T) {
	k := newKnocker(t, Config{}, 1)
	c, answer := k.enter(client(1), 0, Options{})
	for i := range 200 {
		c.Abort()
		k.s.Touch(c)
		k.answers()
		k.wait(time.Minute)
		before := answer.Seq
		c, answer = k.enter(client(1), Seq(i), Options{})
		if got, want := answer.Seq-before, Seq(time.Minute/isnTick); got != want {
			t.Fatalf("connection %d: the number is %d later, want %d", i, got, want)
		}
	}

	fast := answer.Seq + 1<<20
	c.snd.una, c.snd.nxt, c.snd.ptr, c.snd.end = fast, fast, fast, fast // it has sent so much, in no time
	c.Close()
	k.s.Touch(c)
	k.one(k.answers(), FIN|ACK)
	k.knock(client(1), Segment{Seq: c.rcv.nxt, Ack: fast + 1, Flags: FIN | ACK})
	if c.State() != TimeWait {
		t.Fatalf("the state is %v", c.State())
	}
	_, answer = k.enter(client(1), c.rcv.nxt+1, Options{})
	if !fast.Before(answer.Seq) {
		t.Errorf("the next number is %d, those to %d were used", answer.Seq, fast)
	}
}

// ids: MUST-41, MUST-43
func TestListenErrors(t *testing.T) {
	s := NewStack(Config{Addrs: []netip.Addr{host}})
	for _, test := range []struct {
		addr string
		want error
	}{
		{"0.0.0.0:7", nil},
		{"0.0.0.0:7", ErrInUse},
		{"192.168.0.2:7", nil},
		{"192.168.0.2:7", ErrInUse},
		{"192.168.0.2:8", nil},
		{"0.0.0.0:0", ErrAddress},
		{"192.168.0.2:0", ErrAddress},
		{"192.168.0.1:9", ErrAddress},
		{"224.0.0.1:9", ErrAddress},
		{"[::]:9", ErrAddress},
		{"[2001:db8::1]:9", ErrAddress},
		{"[::ffff:192.168.0.2]:9", ErrAddress},
	} {
		l, err := s.Listen(netip.MustParseAddrPort(test.addr), 1)
		if !errors.Is(err, test.want) || (err == nil) != (l != nil) {
			t.Errorf("%s: %v, want %v", test.addr, err, test.want)
		}
		if l != nil && l.Addr().String() != test.addr {
			t.Errorf("%s listens on %v", test.addr, l.Addr())
		}
	}
	if len(s.listeners) != 3 {
		t.Errorf("%d listeners", len(s.listeners))
	}
}

// A connection that waits, goes on waiting after a half-open one came to
// nothing; §3.10.7.4: "return this connection to LISTEN state".
//
// ids: MUST-11, EV-18
func TestBackToListen(t *testing.T) {
	now := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, end := range []Segment{{Seq: 11, Flags: RST}, {Seq: 11, Flags: RST | ACK, Ack: 101}, {Seq: 12, Flags: SYN}} {
		c := OpenPassive(100, DefaultLimits)
		for range 3 {
			c.Input(now, Segment{Seq: 10, Flags: SYN})
			if got, ok := c.Output(now); !ok || got.Flags != SYN|ACK || got.Ack != 11 || c.State() != SynReceived {
				t.Fatalf("the SYN is answered by %v; %v", &got, c.State())
			}
			c.Input(now, end)
			if got, ok := c.Output(now); ok || c.State() != Listen || c.Err() != nil || !c.Deadline().IsZero() {
				t.Fatalf("after %v: %v is sent, the state is %v, the error %v", &end, &got, c.State(), c.Err())
			}
		}
	}
}

// A listener that is closed twice does not take its successor with it.
//
// ids: MUST-41
func TestCloseListenerTwice(t *testing.T) {
	k := newKnocker(t, Config{}, 1)
	before := k.l
	before.Close()
	k.one(k.knock(client(1), Segment{Flags: SYN}), RST|ACK)
	k.l, _ = k.s.Listen(before.Addr(), 1)
	before.Close()
	k.enter(client(1), 0, Options{})
	if before.Accept() != nil {
		t.Error("the closed listener has a connection")
	}
}

// ids: MUST-44, MUST-46
func TestDialErrors(t *testing.T) {
	s := NewStack(Config{Addrs: []netip.Addr{host}})
	for _, test := range []struct {
		local, remote string
		want          error
	}{
		{"0.0.0.0:1000", "192.168.0.1:7", nil},
		{"192.168.0.2:1001", "192.168.0.1:7", nil},
		{"192.168.0.2:1000", "192.168.0.1:7", ErrInUse},
		{"192.168.0.2:1000", "192.168.0.1:8", nil},
		{"192.168.0.2:1000", "192.168.0.3:7", nil},
		{"192.168.0.3:1002", "192.168.0.1:7", ErrAddress},
		{"0.0.0.0:1002", "192.168.0.1:0", ErrAddress},
		{"0.0.0.0:1002", "192.168.0.2:7", ErrAddress},
		{"0.0.0.0:1002", "0.0.0.0:7", ErrAddress},
		{"0.0.0.0:1002", "127.0.0.1:7", ErrAddress},
		{"0.0.0.0:1002", "224.0.0.1:7", ErrAddress},
		{"0.0.0.0:1002", "239.255.255.255:7", ErrAddress},
		{"0.0.0.0:1002", "255.255.255.255:7", ErrAddress},
		{"0.0.0.0:1002", "[2001:db8::1]:7", ErrAddress},
		{"0.0.0.0:1002", "[::ffff:192.168.0.1]:7", ErrAddress},
	} {
		c, err := s.Dial(time.Time{}, netip.MustParseAddrPort(test.local), netip.MustParseAddrPort(test.remote))
		if !errors.Is(err, test.want) || (err == nil) != (c != nil) {
			t.Errorf("%s to %s: %v, want %v", test.local, test.remote, err, test.want)
		}
		if c != nil && c.Local().Addr() != host {
			t.Errorf("%s to %s: calls from %v", test.local, test.remote, c.Local())
		}
	}
}

// Dial finds each free port, and says so when there is none; those of another
// peer are its own.
func TestAllPortsInUse(t *testing.T) {
	s := NewStack(Config{Addrs: []netip.Addr{host}})
	now := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	to, other := netip.MustParseAddrPort("192.168.0.1:7"), netip.MustParseAddrPort("192.168.0.1:8")
	used := map[uint16]*Conn{}
	for range portCount {
		c, err := s.Dial(now, netip.AddrPort{}, to)
		if err != nil {
			t.Fatalf("after %d ports: %v", len(used), err)
		}
		if port := c.Local().Port(); port < firstPort || used[port] != nil {
			t.Fatalf("port %d, after %d others", port, len(used))
		}
		used[c.Local().Port()] = c
	}
	if _, err := s.Dial(now, netip.AddrPort{}, to); !errors.Is(err, ErrNoPorts) {
		t.Errorf("all ports in use: %v", err)
	}
	if _, err := s.Dial(now, netip.AddrPort{}, other); err != nil {
		t.Errorf("another peer: %v", err)
	}
	used[50000].Close()
	s.Touch(used[50000])
	c, err := s.Dial(now, netip.AddrPort{}, to)
	if err != nil || c.Local().Port() != 50000 {
		t.Errorf("one port is free: %v, %v", c, err)
	}
}

// The ports for one peer tell nothing about those for another, nor about those
// that another secret chooses (RFC 6056 §3.3.3).
func TestPortsAreHardToGuess(t *testing.T) {
	now := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	seen := map[uint16]bool{}
	for i := range 64 {
		for _, secret := range []byte{1, 2} {
			s := NewStack(Config{Addrs: []netip.Addr{host}, Secret: [32]byte{secret}})
			c, err := s.Dial(now, netip.AddrPort{}, client(i))
			if err != nil {
				t.Fatal(err)
			}
			seen[c.Local().Port()] = true
		}
	}
	if len(seen) < 120 { // of 128, about one meets another by chance
		t.Errorf("128 first ports are only %d different ones", len(seen))
	}
}

// Who comes when there are MaxConns connections is not heard, nor does a cookie
// help; who is there already is served.
func TestMaxConns(t *testing.T) {
	k := newKnocker(t, Config{MaxConns: 3}, 10)
	first, answer := k.enter(client(0), 0, Options{})
	for i := 1; i < 3; i++ {
		k.enter(client(i), 0, Options{})
	}
	k.none(k.knock(client(3), Segment{Flags: SYN}))
	if got := len(k.s.conns); got != 3 {
		t.Errorf("%d connections", got)
	}
	k.knock(client(0), Segment{Seq: 1, Ack: answer.Seq + 1, Flags: ACK, Window: 65535, Payload: []byte("hello")})
	if got := first.Buffered(); got != 5 {
		t.Errorf("the first connection has %d bytes", got)
	}
	first.Abort()
	k.s.Touch(first)
	k.one(k.answers(), RST)
	k.enter(client(3), 0, Options{})
}

// heapInUse returns how many bytes are in use.
func heapInUse() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// flooded returns a knocker before a listener whose half-open connections are
// all taken by SYNs that nobody goes on with.
func flooded(t testing.TB, config Config, backlog int) *knocker {
	k := newKnocker(t, config, backlog)
	for i := range maxHalfOpen {
		k.one(k.knock(client(1<<20+i), Segment{Flags: SYN}), SYN|ACK)
	}
	return k
}

// 100,000 SYNs that nobody goes on with: they take no memory, beyond a few;
// who was there before is served, and who comes among them honestly, too.
func TestFlood(t *testing.T) {
	k := newKnocker(t, Config{}, 10)
	old, _ := k.enter(client(0), 0, Options{MSS: 1460})
	echo := func(c *Conn, n int) {
		t.Helper()
		got := k.knock(client(n), Segment{Seq: c.rcv.nxt, Ack: c.snd.nxt, Flags: ACK, Window: 65535, Payload: []byte("hello")})
		var b [10]byte
		if n, err := c.Read(b[:]); string(b[:n]) != "hello" || err != nil {
			t.Fatalf("read %q, %v", b[:n], err)
		}
		c.Write([]byte("hello"))
		k.s.Touch(c)
		if got = append(got, k.answers()...); string(k.one(got, PSH|ACK).Payload) != "hello" {
			t.Fatalf("sent%s", list(got))
		}
		k.none(k.knock(client(n), Segment{Seq: c.rcv.nxt, Ack: c.snd.nxt, Flags: ACK, Window: 65535}))
	}
	echo(old, 0)
	before := heapInUse()
	most, clients := 0, 1
	for i := range 100_000 {
		k.one(k.knock(client(1000+i), Segment{Seq: Seq(i), Flags: SYN, Options: Options{MSS: 1460}}), SYN|ACK)
		most = max(most, len(k.s.conns))
		if i%10_000 == 5_000 {
			echo(old, 0)
			c, _ := k.enter(client(clients), 7, Options{MSS: 1460})
			echo(c, clients)
			clients++
		}
		k.now = k.now.Add(time.Millisecond)
	}
	if limit := maxHalfOpen + clients; most > limit || k.l.halfOpen != maxHalfOpen {
		t.Errorf("%d connections, want %d at most; %d are half-open", most, limit, k.l.halfOpen)
	}
	if grown := heapInUse() - before; grown > 1<<20 {
		t.Errorf("the heap has grown by %d bytes", grown)
	}
	// The half-open ones do not stay for ever.
	k.wait(DefaultUserTimeout)
	if k.l.halfOpen != 0 || len(k.s.conns) != clients {
		t.Errorf("%d half-open, %d connections, want %d", k.l.halfOpen, len(k.s.conns), clients)
	}
	runtime.KeepAlive(k)
}

// Answers that nobody fetches do not pile up either.
func TestFloodWithoutOutput(t *testing.T) {
	k := flooded(t, Config{}, 10)
	before := heapInUse()
	for i := range 100_000 {
		k.s.Input(k.now, packet(client(i), Segment{Flags: SYN}))
		k.s.Input(k.now, packet(client(i), Segment{Flags: ACK}))
	}
	if grown := heapInUse() - before; grown > 2*maxReplies {
		t.Errorf("the heap has grown by %d bytes", grown)
	}
	for _, p := range k.packets() {
		if err := wellMade(p, 64); err != nil {
			t.Fatal(err)
		}
	}
	k.enter(client(1), 0, Options{})
}

// A connection that came about by a cookie (RFC 4987 §3.6) is like any other:
// it has the size that the client told, or nearly so.
func TestCookieMSS(t *testing.T) {
	for _, test := range []struct{ told, want int }{
		{0, 536}, {536, 536}, {1000, 536}, {1219, 536}, {1220, 1220}, {1300, 1220}, {1440, 1440}, {1459, 1440}, {1460, 1460}, {8960, 1460},
	} {
		k := flooded(t, Config{}, 10)
		conns := len(k.s.conns)
		for _, irs := range []Seq{0, 1<<31 - 1, 1<<32 - 1} {
			from := client(int(irs >> 16))
			answer := k.one(k.knock(from, Segment{Seq: irs, Flags: SYN, Options: Options{MSS: uint16(test.told)}}), SYN|ACK)
			if len(k.s.conns) != conns {
				t.Fatalf("the SYN is kept")
			}
			if answer.Ack != irs+1 || answer.Options.MSS != 1460 || answer.Window != 65535 {
				t.Fatalf("the answer is %v, %+v", &answer, answer)
			}
			k.none(k.knock(from, Segment{Seq: irs + 1, Ack: answer.Seq + 1, Flags: ACK, Window: 5000}))
			c := k.l.Accept()
			conns++
			if c == nil || c.State() != Established || c.Status().MSS != test.want || c.Status().SendWindow != 5000 {
				t.Fatalf("MSS %d: %+v, want %d", test.told, c.Status(), test.want)
			}
			c.Write(trace.Pattern(1461))
			k.s.Touch(c)
			if got := k.answers(); len(got) == 0 || got[0].Seq != answer.Seq+1 || len(got[0].Payload) != test.want {
				t.Fatalf("MSS %d: sent%s", test.told, list(got))
			}
		}
	}
}

// The ACK of a cookie is lost, and the text that follows brings it back.
func TestCookieInText(t *testing.T) {
	k := flooded(t, Config{}, 10)
	answer := k.one(k.knock(client(1), Segment{Seq: 9, Flags: SYN}), SYN|ACK)
	k.wait(time.Second)
	seg := Segment{Seq: 10, Ack: answer.Seq + 1, Flags: ACK | PSH, Window: 5000, Payload: []byte("hello")}
	k.none(k.knock(client(1), seg)) // delayed
	c := k.l.Accept()
	if c == nil || c.Buffered() != 5 {
		t.Fatalf("accepted %+v", c)
	}
	if again := k.one(k.knock(client(1), seg), ACK); again.Ack != 15 || again.Seq != answer.Seq+1 {
		t.Errorf("the text again is answered by %v", &again)
	}
	if rtt := c.Status().SRTT; rtt != 0 {
		t.Errorf("a round trip of %v was measured, from when nobody knows", rtt)
	}
}

// A cookie is believed from who got it, as it was, and for a while.
func TestForgedCookie(t *testing.T) {
	for name, forge := range map[string]func(k *knocker, seg *Segment, from *netip.AddrPort){
		"another number of ours":     func(_ *knocker, seg *Segment, _ *netip.AddrPort) { seg.Ack += 4 },
		"a number far from ours":     func(_ *knocker, seg *Segment, _ *netip.AddrPort) { seg.Ack += 1 << 31 },
		"another number of theirs":   func(_ *knocker, seg *Segment, _ *netip.AddrPort) { seg.Seq++ },
		"another address":            func(_ *knocker, _ *Segment, from *netip.AddrPort) { *from = client(2) },
		"another port":               func(_ *knocker, _ *Segment, p *netip.AddrPort) { *p = netip.AddrPortFrom(p.Addr(), 1) },
		"too late":                   func(k *knocker, _ *Segment, _ *netip.AddrPort) { k.wait(2 * cookiePeriod) },
		"too late, under attack":     func(k *knocker, _ *Segment, _ *netip.AddrPort) { k.wait(2 * cookiePeriod); k.s.cookies = k.now },
		"much too late":              func(k *knocker, _ *Segment, _ *netip.AddrPort) { k.wait(time.Hour) },
		"never sent":                 func(k *knocker, _ *Segment, _ *netip.AddrPort) { k.s.cookies = time.Time{} },
		"a SYN-ACK with it":          func(_ *knocker, seg *Segment, _ *netip.AddrPort) { seg.Flags |= SYN },
		"by who got another's":       func(_ *knocker, seg *Segment, from *netip.AddrPort) { *from = client(3); seg.Seq = 12 },
		"another stack's, restarted": func(k *knocker, _ *Segment, _ *netip.AddrPort) { k.s.Secret[31] = 1 },
	} {
		k := flooded(t, Config{}, 10)
		answer := k.one(k.knock(client(1), Segment{Seq: 9, Flags: SYN}), SYN|ACK)
		seg, from := Segment{Seq: 10, Ack: answer.Seq + 1, Flags: ACK}, client(1)
		forge(k, &seg, &from)
		got := k.knock(from, seg)
		if len(got) != 1 || got[0].Flags != RST || got[0].Seq != seg.Ack || k.l.Accept() != nil {
			t.Errorf("%s: answered by%s, want a reset", name, list(got))
		}
	}
	for _, age := range []time.Duration{0, cookiePeriod - 1, cookiePeriod} {
		k := flooded(t, Config{}, 10)
		answer := k.one(k.knock(client(1), Segment{Seq: 9, Flags: SYN}), SYN|ACK)
		k.wait(age)
		k.none(k.knock(client(1), Segment{Seq: 10, Ack: answer.Seq + 1, Flags: ACK}))
		if k.l.Accept() == nil {
			t.Errorf("a cookie is not believed after %v", age)
		}
	}
}

// A reset is no cookie, and is not answered.
func TestCookieReset(t *testing.T) {
	k := flooded(t, Config{}, 10)
	answer := k.one(k.knock(client(1), Segment{Seq: 9, Flags: SYN}), SYN|ACK)
	k.none(k.knock(client(1), Segment{Seq: 10, Ack: answer.Seq + 1, Flags: RST | ACK}))
	if k.l.Accept() != nil {
		t.Error("accepted")
	}
}

// Where there is no room, a cookie waits outside: its owner asks again.
func TestCookieWhenFull(t *testing.T) {
	k := flooded(t, Config{}, 1)
	first := k.one(k.knock(client(1), Segment{Seq: 9, Flags: SYN}), SYN|ACK)
	second := k.one(k.knock(client(2), Segment{Seq: 9, Flags: SYN}), SYN|ACK)
	k.none(k.knock(client(1), Segment{Seq: 10, Ack: first.Seq + 1, Flags: ACK}))
	k.none(k.knock(client(2), Segment{Seq: 10, Ack: second.Seq + 1, Flags: ACK}))
	if c := k.l.Accept(); c == nil || c.Remote() != client(1) || k.l.Accept() != nil {
		t.Errorf("not just the first client was accepted")
	}
	k.none(k.knock(client(2), Segment{Seq: 10, Ack: second.Seq + 1, Flags: ACK}))
	if c := k.l.Accept(); c == nil || c.Remote() != client(2) {
		t.Errorf("the second client was not accepted")
	}
}
