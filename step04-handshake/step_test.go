package main

import (
	"flag"
	"fmt"
	"log"
	"net/netip"
	"testing"
	"time"

	"tcpworkbook/shared/nic"
	"tcpworkbook/shared/steptest"
	"tcpworkbook/step03-parse-ipv4/ipv4"
	"tcpworkbook/step04-handshake/tcp"
)

func TestMain(m *testing.M) {
	steptest.Main(m, main, map[string]func(){
		"seq":      func() { steptest.ShowSeq(sub, before, in) },
		"segments": func() { steptest.ShowSegments(parse) },
		"build":    func() { steptest.ShowBuilt(build) },
		"isn":      func() { steptest.ShowISN(isn) },
		"window":   func() { steptest.ShowWindow(acceptable, trim) },
		"busy":     busy,
		"cookies":  cookies,

		"half-open": halfOpen,
	})
}

func TestStep(t *testing.T) { steptest.Run(t) }

func TestChapter(t *testing.T) { steptest.Chapter(t) }

// What follows shows scripts the step's own functions.

func sub(s, t uint32) int { return tcp.Seq(s).Sub(tcp.Seq(t)) }

func before(s, t uint32) bool { return tcp.Seq(s).Before(tcp.Seq(t)) }

func in(s, first uint32, n int) bool { return tcp.Seq(s).In(tcp.Seq(first), n) }

func parse(b []byte, src, dst netip.Addr) (steptest.Segment, error) {
	s, err := tcp.Parse(b, src, dst)
	return shown(s), err
}

func build(b []byte, s steptest.Segment, src, dst netip.Addr) []byte {
	own := ours(s)
	return own.Append(b, src, dst)
}

func ours(s steptest.Segment) tcp.Segment {
	return tcp.Segment{SrcPort: s.SrcPort, DstPort: s.DstPort, Seq: tcp.Seq(s.Seq), Ack: tcp.Seq(s.Ack),
		Flags: tcp.Flags(s.Flags), Window: s.Window, Options: tcp.Options{MSS: s.MSS}, Payload: s.Text}
}

func shown(s tcp.Segment) steptest.Segment {
	return steptest.Segment{SrcPort: s.SrcPort, DstPort: s.DstPort, Seq: uint32(s.Seq), Ack: uint32(s.Ack),
		Flags: uint8(s.Flags), Window: s.Window, MSS: s.Options.MSS, Text: s.Payload}
}

func acceptable(s steptest.Segment, nxt uint32, wnd int) bool {
	own := ours(s)
	return own.Acceptable(tcp.Seq(nxt), wnd)
}

func trim(s steptest.Segment, nxt, edge uint32) (steptest.Segment, bool) {
	own := ours(s)
	beyond := own.Trim(tcp.Seq(nxt), tcp.Seq(edge))
	return shown(own), beyond
}

var us, peer = netip.MustParseAddr("192.168.0.2"), netip.MustParseAddr("192.168.0.1")

// isn returns the number of the SYN-ACK for a SYN from a port.
func isn(secret [32]byte, now time.Time, port uint16) uint32 {
	s := newServer(tcp.Config{Addrs: []netip.Addr{us}, Secret: secret})
	return uint32(s.ask(now, tcp.Segment{SrcPort: port, Flags: tcp.SYN}).Seq)
}

// ask hands a segment for port 7 to the server, and returns what it answers.
func (s *server) ask(now time.Time, seg tcp.Segment) tcp.Segment {
	seg.DstPort = 7
	b := seg.Append(nil, peer, us)
	h := ipv4.Header{TTL: 64, Protocol: ipv4.TCP, Src: peer, Dst: us}
	if err := s.stack.Input(now, append(h.Append(nil, len(b)), b...)); err != nil {
		log.Fatal(err)
	}
	answer, ok := s.stack.Output(now, nil)
	if !ok {
		return tcp.Segment{}
	}
	_, b, err := ipv4.Parse(answer)
	if err != nil {
		log.Fatal(err)
	}
	read, err := tcp.Parse(b, us, peer)
	if err != nil {
		log.Fatal(err)
	}
	return read
}

// asked is when segments come that are fed without a clock.
var asked = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// flood is the host of a server that will be flooded.
var flood = tcp.Config{Addrs: []netip.Addr{us}, Secret: [32]byte{1}}

// flooded is a server amid a flood of 300 SYNs.
func flooded() *server {
	s := newServer(flood)
	for port := range uint16(300) {
		s.ask(asked, tcp.Segment{SrcPort: 1024 + port, Seq: 1000, Flags: tcp.SYN})
	}
	return s
}

// halfOpen prints what is known of the last who is remembered, and of the next.
func halfOpen() {
	s := flooded()
	for _, n := range []uint16{256, 257} {
		answer := s.ask(asked, tcp.Segment{SrcPort: 1024 + n - 1, Seq: 1000, Ack: 1, Flags: tcp.ACK})
		fmt.Printf("who has asked %dth gets: %v\n", n, answer.Flags)
	}
}

// cookies prints who gets in by a cookie that was sent amid a flood.
func cookies() {
	for _, test := range []struct {
		who   string
		later time.Duration
		port  uint16
		off   int
		flags tcp.Flags
		then  func(*server)
	}{
		{"who has got it", 0, 50000, 0, tcp.ACK, nil},
		{"who has got it, a minute later", time.Minute, 50000, 0, tcp.ACK, nil},
		{"who has got it, nearly two minutes later", 2*time.Minute - time.Second, 50000, 0, tcp.ACK, nil},
		{"who has got it, three minutes later", 3 * time.Minute, 50000, 0, tcp.ACK, nil},
		{"who asks from another port", 0, 50001, 0, tcp.ACK, nil},
		{"who guesses", 0, 50000, 4, tcp.ACK, nil},
		{"who has got it, with a SYN once more", 0, 50000, 0, tcp.SYN | tcp.ACK, nil},
		{"who has got it, in a reset", 0, 50000, 0, tcp.RST | tcp.ACK, nil},
		{"who has got it, when there is no more room", 0, 50000, 0, tcp.ACK, func(s *server) { s.stack.MaxConns = 1 }},
		{"who guesses right, at a host that has sent none", 0, 50000, 0, tcp.ACK, func(s *server) { *s = *newServer(flood) }},
	} {
		s := flooded()
		syn := tcp.Segment{SrcPort: 50000, Seq: 1000, Flags: tcp.SYN, Options: tcp.Options{MSS: 1460}}
		cookie := s.ask(asked, syn).Seq
		if test.then != nil {
			test.then(s)
		}
		answer := s.ask(asked.Add(test.later), tcp.Segment{SrcPort: test.port, Seq: 1001, Ack: cookie.Add(1 + test.off), Flags: test.flags})
		fmt.Printf("%s: in: %v, answer: %v\n", test.who, s.listeners[0].Accept() != nil, answer.Flags)
	}
}

// busy is the program with a user who never accepts: one connection to port 21
// may wait for that. -most is how many connections there may be in all, -mtu how
// long a packet may be, in bytes.
func busy() {
	most, mtu := flag.Int("most", 0, ""), flag.Int("mtu", tcp.DefaultLimits.MTU, "")
	flags := nic.ParseTracingFlags()
	dev, err := flags.Open()
	if err != nil {
		log.Fatal(err)
	}
	limits := tcp.DefaultLimits
	limits.ReceiveBuffer, limits.MTU = 65535, *mtu // the scripts show the window
	s := newServer(tcp.Config{Addrs: []netip.Addr{flags.Addr}, Limits: limits, MaxConns: *most})
	if _, err := s.stack.Listen(netip.MustParseAddrPort("0.0.0.0:21"), 1); err != nil {
		log.Fatal(err)
	}
	if err := s.loop(dev); err != nil {
		log.Fatal(err)
	}
}
