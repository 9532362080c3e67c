package main

import (
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

// isn returns the number of the SYN-ACK for a SYN from a port.
func isn(secret [32]byte, now time.Time, port uint16) uint32 {
	us, peer := netip.MustParseAddr("192.168.0.2"), netip.MustParseAddr("192.168.0.1")
	s := newServer(tcp.Config{Addrs: []netip.Addr{us}, Secret: secret}).stack
	syn := tcp.Segment{SrcPort: port, DstPort: 7, Flags: tcp.SYN}
	b := syn.Append(nil, peer, us)
	h := ipv4.Header{TTL: 64, Protocol: ipv4.TCP, Src: peer, Dst: us}
	if err := s.Input(now, append(h.Append(nil, len(b)), b...)); err != nil {
		log.Fatal(err)
	}
	answer, _ := s.Output(now, nil)
	_, b, err := ipv4.Parse(answer)
	if err != nil {
		log.Fatal(err)
	}
	synACK, err := tcp.Parse(b, us, peer)
	if err != nil {
		log.Fatal(err)
	}
	return uint32(synACK.Seq)
}

// busy is the program with a user who never accepts: one connection to port 21
// may wait for that.
func busy() {
	flags := nic.ParseTracingFlags()
	dev, err := flags.Open()
	if err != nil {
		log.Fatal(err)
	}
	s := newServer(tcp.Config{Addrs: []netip.Addr{flags.Addr}})
	if _, err := s.stack.Listen(netip.MustParseAddrPort("0.0.0.0:21"), 1); err != nil {
		log.Fatal(err)
	}
	if err := s.loop(dev); err != nil {
		log.Fatal(err)
	}
}
