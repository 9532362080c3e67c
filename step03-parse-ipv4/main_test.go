package main

import (
	"bytes"
	"errors"
	"io"
	"net/netip"
	"os"
	"slices"
	"testing"

	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"

	"tcpworkbook/shared/nic"
	"tcpworkbook/step03-parse-ipv4/icmp"
	"tcpworkbook/step03-parse-ipv4/ipv4"
)

var (
	them = netip.MustParseAddr("192.168.0.1")
	us   = host{netip.MustParseAddr("192.168.0.2")}
)

func TestAccepts(t *testing.T) {
	for _, c := range []struct {
		src, dst string
		want     bool
	}{
		{"192.168.0.1", "192.168.0.2", true},
		{"1.0.0.0", "192.168.0.2", true},
		{"126.255.255.255", "192.168.0.2", true},
		{"128.0.0.0", "192.168.0.2", true},
		{"223.255.255.255", "192.168.0.2", true},

		{"192.168.0.1", "192.168.0.1", false},
		{"192.168.0.1", "192.168.0.3", false},
		{"192.168.0.1", "192.168.0.255", false},
		{"192.168.0.1", "255.255.255.255", false},
		{"192.168.0.1", "224.0.0.1", false},
		{"192.168.0.1", "127.0.0.1", false},
		{"192.168.0.1", "0.0.0.0", false},

		{"0.0.0.0", "192.168.0.2", false},
		{"0.255.255.255", "192.168.0.2", false},
		{"127.0.0.0", "192.168.0.2", false},
		{"127.255.255.255", "192.168.0.2", false},
		{"224.0.0.0", "192.168.0.2", false},
		{"240.0.0.1", "192.168.0.2", false},
		{"255.255.255.255", "192.168.0.2", false},
		{"192.168.0.2", "192.168.0.2", false},
	} {
		h := ipv4.Header{Src: netip.MustParseAddr(c.src), Dst: netip.MustParseAddr(c.dst), DontFragment: true}
		if got := us.accepts(&h); got != c.want {
			t.Errorf("accepts from %s to %s = %v, want %v", c.src, c.dst, got, c.want)
		}
	}
	for _, h := range []ipv4.Header{{MoreFragments: true}, {FragmentOffset: 8}} {
		if h.Src, h.Dst = them, us.addr; us.accepts(&h) {
			t.Errorf("accepts a fragment: %+v", h)
		}
	}
}

func TestAnswerDoesNotAllocate(t *testing.T) {
	h, payload, err := ipv4.Parse(ping(them, us.addr, 1472))
	if err != nil {
		t.Fatal(err)
	}
	buf := make([]byte, 0, 1500)
	if n := testing.AllocsPerRun(100, func() { answer(buf, &h, payload) }); n != 0 {
		t.Errorf("answer allocates %v times, want 0", n)
	}
}

// What is no ICMP gets no answer, and no error; what is weird ICMP is told.
func TestAnswerToOthers(t *testing.T) {
	request, weird := ping(them, us.addr, 0)[ipv4.HeaderLen:], []byte{8, 0, 0, 0, 0, 0, 0, 0}
	for _, c := range []struct {
		protocol ipv4.Protocol
		payload  []byte
		refused  bool
	}{
		{ipv4.TCP, request, false}, {ipv4.ICMP, weird, true}, {ipv4.UDP, weird, false},
	} {
		h := ipv4.Header{Protocol: c.protocol, Src: them, Dst: us.addr}
		got, err := answer([]byte("before"), &h, c.payload)
		var e *ipv4.ParseError
		if string(got) != "before" || errors.As(err, &e) != c.refused {
			t.Errorf("answer to %v %x: %x, %v, want silence, and an error: %v", c.protocol, c.payload, got, err, c.refused)
		}
	}
}

// ping returns an echo request with n bytes of data.
func ping(src, dst netip.Addr, n int) []byte {
	h := ipv4.Header{TTL: ipv4.DefaultTTL, Protocol: ipv4.ICMP, Src: src, Dst: dst}
	m := icmp.Message{Type: icmp.EchoRequest, Rest: [4]byte{1, 2, 3, 4}, Data: make([]byte, n)}
	return m.Append(h.Append(nil, icmp.HeaderLen+n))
}

// A script is a device that brings its packets, then err. Its first write fails.
type script struct {
	nic.Device
	in   [][]byte
	err  error
	sent [][]byte
}

func (s *script) ReadPacket(p []byte) (int, error) {
	if len(s.in) == 0 {
		return 0, s.err
	}
	n := copy(p, s.in[0])
	s.in = s.in[1:]
	return n, nil
}

func (s *script) WritePacket(p []byte) error {
	s.sent = append(s.sent, slices.Clone(p))
	if len(s.sent) == 1 {
		return errors.New("network is down")
	}
	return nil
}

// A packet that could not be sent does not end the loop, nor does rubbish. (The
// byte that is cut off still lies in the buffer, from the packet before.)
func TestLoopGoesOn(t *testing.T) {
	quiet(t)
	request := ping(them, us.addr, 8)
	dev := &script{in: [][]byte{request, request[:len(request)-1], nil, request}, err: io.EOF}
	if err := loop(dev, us); err != nil {
		t.Fatal(err)
	}
	if len(dev.sent) != 2 || !bytes.Equal(dev.sent[0], dev.sent[1]) {
		t.Errorf("sent %x, want the same reply twice", dev.sent)
	}
}

func TestLoopEnds(t *testing.T) {
	broken := errors.New("broken")
	for _, c := range []struct{ err, want error }{
		{io.EOF, nil}, {os.ErrClosed, nil}, {&os.PathError{Op: "read", Err: os.ErrClosed}, nil}, {broken, broken},
	} {
		if got := loop(&script{err: c.err}, us); !errors.Is(got, c.want) {
			t.Errorf("after %v the loop returns %v, want %v", c.err, got, c.want)
		}
	}
}

// quiet keeps what handle prints out of the test's output.
func quiet(tb testing.TB) {
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		tb.Fatal(err)
	}
	stdout, stderr := os.Stdout, os.Stderr
	os.Stdout, os.Stderr = null, null
	tb.Cleanup(func() {
		os.Stdout, os.Stderr = stdout, stderr
		null.Close()
	})
}

// Echo requests are answered, nothing else is, whatever the bytes. An
// independent decoder says which is which, and reads the answer.
func FuzzHandle(f *testing.F) {
	quiet(f)
	for _, n := range []int{0, 1, 56} {
		f.Add(ping(them, us.addr, n), false)
	}
	f.Add(ping(us.addr, us.addr, 0), false)
	f.Add(ping(netip.MustParseAddr("255.255.255.255"), us.addr, 0), false)
	f.Add(ping(them, netip.MustParseAddr("224.0.0.1"), 0), false)
	expired := ping(them, us.addr, 0)
	expired[8] = 0
	f.Add(expired, true)
	f.Add(append(ping(them, us.addr, 3), "padding"...), false)
	f.Add(withOptions(ping(them, us.addr, 3), "\x07\x04\x04\x00"), true)
	f.Add([]byte("\x45\x00\x00\x1c\x00\x00\x20\x00\x40\x01\x00\x00\xc0\xa8\x00\x01\xc0\xa8\x00\x02\x08\x00\xf7\xff\x00\x00\x00\x00"), true)
	f.Fuzz(func(t *testing.T, packet []byte, mend bool) {
		if mend {
			setChecksums(packet)
		}
		before := []byte("before")
		sent, ok := bytes.CutPrefix(us.handle(before, packet), before)
		if !ok {
			t.Fatalf("%x: the bytes before the answer were changed", packet)
		}
		ip, request, wanted := echoRequest(packet)
		if wanted != (len(sent) > 0) {
			t.Fatalf("< %x\n> %x\nwant an answer: %v", packet, sent, wanted)
		}
		if wanted {
			checkReply(t, sent, ip, request)
		}
	})
}

func withOptions(packet []byte, options string) []byte {
	packet[0] += byte(len(options) / 4)
	packet[3] += byte(len(options))
	return slices.Insert(packet, ipv4.HeaderLen, []byte(options)...)
}

// setChecksums puts the right checksums into what may be an ICMP packet.
func setChecksums(packet []byte) {
	if len(packet) < ipv4.HeaderLen {
		return
	}
	n := min(int(packet[0]&0x0f)*4, len(packet))
	set(packet[:n], 10)
	if total := int(packet[2])<<8 | int(packet[3]); n <= total && total <= len(packet) {
		set(packet[n:total], 2)
	}
}

func set(b []byte, at int) {
	if len(b) < at+2 {
		return
	}
	b[at], b[at+1] = 0, 0
	sum := ipv4.Checksum(b)
	b[at], b[at+1] = byte(sum>>8), byte(sum)
}

// echoRequest reports whether packet is a request that one host sent to us,
// whole and sound, as gopacket sees it.
func echoRequest(packet []byte) (ip layers.IPv4, m layers.ICMPv4, ok bool) {
	var cut truncated
	if ip.DecodeFromBytes(packet, &cut) != nil || bool(cut) || ip.Version != 4 || packet[2]|packet[3] == 0 {
		return ip, m, false
	}
	if _, sum := ip.VerifyChecksum(); !right(sum) || ip.NextLayerType() != layers.LayerTypeICMPv4 {
		return ip, m, false
	}
	if m.DecodeFromBytes(ip.Payload, &cut) != nil || m.TypeCode.Type() != layers.ICMPv4TypeEchoRequest {
		return ip, m, false
	}
	if _, sum := m.VerifyChecksum(); !right(sum) {
		return ip, m, false
	}
	src := netip.AddrFrom4([4]byte(ip.SrcIP))
	one := src.IsGlobalUnicast() || src.IsLinkLocalUnicast()
	return ip, m, one && src.As4()[0] != 0 && src.As4()[0] < 240 && src != us.addr && us.addr.String() == ip.DstIP.String()
}

type truncated bool

func (t *truncated) SetTruncated() { *t = true }

// right allows for both zeros (RFC 1624 §5); gopacket knows only one.
func right(sum gopacket.ChecksumVerificationResult) bool {
	return sum.Valid || sum.Actual == 0xffff && sum.Correct == 0
}

// checkReply checks that sent is one packet, and the answer to request.
func checkReply(t *testing.T, sent []byte, ip layers.IPv4, request layers.ICMPv4) {
	t.Helper()
	p := gopacket.NewPacket(sent, layers.LayerTypeIPv4, gopacket.Default)
	if err, wrong := p.VerifyChecksums(); err != nil || len(wrong) > 0 || p.ErrorLayer() != nil {
		t.Fatalf("> %x: %v, wrong checksums: %v\n%s", sent, err, wrong, p)
	}
	out, _ := p.Layer(layers.LayerTypeIPv4).(*layers.IPv4)
	reply, _ := p.Layer(layers.LayerTypeICMPv4).(*layers.ICMPv4)
	if out == nil || reply == nil {
		t.Fatalf("> %x is no ICMP packet", sent)
	}
	if int(out.Length) != len(sent) || out.TTL == 0 || !out.SrcIP.Equal(ip.DstIP) || !out.DstIP.Equal(ip.SrcIP) {
		t.Errorf("> %x, %d bytes: length, Time to Live or address is wrong:\n%s", sent, len(sent), p)
	}
	if reply.TypeCode != layers.CreateICMPv4TypeCode(layers.ICMPv4TypeEchoReply, 0) || reply.Id != request.Id ||
		reply.Seq != request.Seq || !bytes.Equal(reply.Payload, request.Payload) {
		t.Errorf("> %x: no reply to identifier %d, sequence number %d, data %x", sent, request.Id, request.Seq, request.Payload)
	}
}
