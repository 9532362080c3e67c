package ipv4_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/gopacket/gopacket/layers"

	"tcpworkbook/step03-parse-ipv4/ipv4"
)

var (
	them = netip.MustParseAddr("192.168.0.1")
	us   = netip.MustParseAddr("192.168.0.2")
)

var good = []struct {
	name, packet string
	header       ipv4.Header
	payload      string
}{
	{"every field", "45b80016 12344000 0106e5a2 c0a80001 c0a80002 abcd",
		ipv4.Header{TOS: 0xb8, Length: 22, ID: 0x1234, DontFragment: true, TTL: 1, Protocol: ipv4.TCP, Src: them, Dst: us}, "abcd"},
	{"no payload, no hops left", "45000014 00000000 00fdb9ed ffffffff 00000001",
		ipv4.Header{Length: 20, Protocol: 253, Src: netip.MustParseAddr("255.255.255.255"), Dst: netip.MustParseAddr("0.0.0.1")}, ""},
	{"padding of the link below", "45000015 00000000 40fdf898 c0a80001 c0a80002 ab 0000000000",
		ipv4.Header{Length: 21, TTL: 64, Protocol: 253, Src: them, Dst: us}, "ab"},
	{"an unknown option", "46000019 00000000 4011647c c0a80001 c0a80002 94040000 ab",
		ipv4.Header{Length: 25, TTL: 64, Protocol: ipv4.UDP, Src: them, Dst: us, Options: unhex("94040000")}, "ab"},
	{"an option of two bytes, the shortest", "46000018 00000000 4011757e c0a80001 c0a80002 01018202",
		ipv4.Header{Length: 24, TTL: 64, Protocol: ipv4.UDP, Src: them, Dst: us, Options: unhex("01018202")}, ""},
	{"rubbish after the end of the options", "46000018 00000000 40117682 c0a80001 c0a80002 00ff8100",
		ipv4.Header{Length: 24, TTL: 64, Protocol: ipv4.UDP, Src: them, Dst: us, Options: unhex("00ff8100")}, ""},
	{"the longest options", "4f00003c 00000000 4011db49 c0a80001 c0a80002" + strings.Repeat("01", 40),
		ipv4.Header{Length: 60, TTL: 64, Protocol: ipv4.UDP, Src: them, Dst: us, Options: bytes.Repeat([]byte{1}, 40)}, ""},
	{"the longest packet", "4500ffff 00000000 4011f999 c0a80001 c0a80002" + strings.Repeat("ab", 65515),
		ipv4.Header{Length: 65535, TTL: 64, Protocol: ipv4.UDP, Src: them, Dst: us}, strings.Repeat("ab", 65515)},
	{"the first fragment", "45000014 00012000 4001d994 c0a80001 c0a80002",
		ipv4.Header{Length: 20, ID: 1, MoreFragments: true, TTL: 64, Protocol: ipv4.ICMP, Src: them, Dst: us}, ""},
	{"the farthest fragment", "45000014 00011fff 4001d995 c0a80001 c0a80002",
		ipv4.Header{Length: 20, ID: 1, FragmentOffset: 65528, TTL: 64, Protocol: ipv4.ICMP, Src: them, Dst: us}, ""},
	{"all three flags: the first is passed over", "45000014 0001e001 40011993 c0a80001 c0a80002",
		ipv4.Header{Length: 20, ID: 1, DontFragment: true, MoreFragments: true, FragmentOffset: 8, TTL: 64, Protocol: ipv4.ICMP, Src: them, Dst: us}, ""},
}

var sameAddr = cmpopts.EquateComparable(netip.Addr{})

func TestParse(t *testing.T) {
	for _, c := range good {
		h, payload, err := ipv4.Parse(unhex(c.packet))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if diff := cmp.Diff(c.header, h, sameAddr); diff != "" {
			t.Errorf("%s: header (-want +got):\n%s", c.name, diff)
		}
		if want := unhex(c.payload); !bytes.Equal(payload, want) {
			t.Errorf("%s: payload %x, want %x", c.name, payload, want)
		}
	}
}

// Each of these has one fault, and but for the last two a right checksum.
var bad = []struct {
	name, packet string
	offset       int
}{
	{"nothing", "", 0},
	{"one byte", "45", 1},
	{"19 bytes", "45000013 00000000 4001f996 c0a80001 c0a800", 19},
	{"19 bytes that claim to be 20", "45000014 00000000 4001f995 c0a80001 c0a800", 19},
	{"version 6, and cut short too", "60", 0},
	{"version 0", "05000014 00000000 40013996 c0a80001 c0a80002", 0},
	{"version 5", "55000014 00000000 4001e995 c0a80001 c0a80002", 0},
	{"header of 0 bytes", "40000014 00000000 4001fe95 c0a80001 c0a80002", 0},
	{"header of 16 bytes", "44000014 00000000 4001fa95 c0a80001 c0a80002", 0},
	{"header of 24 bytes in 20", "46000014 00000000 4001f895 c0a80001 c0a80002", 0},
	{"header of 60 bytes in 59", "4f00003c 00000000 4011db49 c0a80001 c0a80002" + strings.Repeat("01", 39), 0},
	{"Total Length 0", "45000000 00000000 4001f9a9 c0a80001 c0a80002", 2},
	{"Total Length 19", "45000013 00000000 4001f996 c0a80001 c0a80002", 2},
	{"Total Length 23, header 24", "46000017 00000000 4001f791 c0a80001 c0a80002 01010000", 2},
	{"Total Length 21 in 20 bytes", "45000015 00000000 4001f994 c0a80001 c0a80002", 2},
	{"Total Length 65535 in 20 bytes", "4500ffff 00000000 4001f9a9 c0a80001 c0a80002", 2},
	{"option of length 0", "46000018 00000000 40017591 c0a80001 c0a80002 83000000", 20},
	{"option of length 1", "46000018 00000000 40017590 c0a80001 c0a80002 83010000", 20},
	{"option of length 5 in 4 bytes", "46000018 00000000 4001758c c0a80001 c0a80002 83050000", 20},
	{"option of length 4 in 3 bytes", "46000018 00000000 4001f30e c0a80001 c0a80002 01830400", 21},
	{"option without a length", "46000018 00000000 4001f60d c0a80001 c0a80002 01010183", 23},
	{"the second option of length 1", "4700001c 00000000 40014d86 c0a80001 c0a80002 94040000 83019301", 24},
	{"checksum wrong by a bit", "45000014 00000000 4001f994 c0a80001 c0a80002", 10},
	{"checksum wrong by a bit of the options", "46000018 00000000 4011f57f c0a80001 c0a80002 01018203", 10},
}

func TestParseRefuses(t *testing.T) {
	for _, c := range bad {
		h, payload, err := ipv4.Parse(unhex(c.packet))
		var e *ipv4.ParseError
		if !errors.As(err, &e) {
			t.Errorf("%s: error %v, want a *ParseError", c.name, err)
			continue
		}
		if e.Protocol != "ipv4" || e.Offset != c.offset || e.Problem == "" {
			t.Errorf("%s: %q, want trouble at byte %d", c.name, e, c.offset)
		}
		if diff := cmp.Diff(ipv4.Header{}, h, sameAddr); diff != "" || payload != nil {
			t.Errorf("%s: refused, but got %+v and payload %x", c.name, h, payload)
		}
	}
}

// Parse copies nothing.
func TestParseSharesMemory(t *testing.T) {
	packet := unhex("46000019 00000000 4011647c c0a80001 c0a80002 94040000 ab")
	h, payload, err := ipv4.Parse(packet)
	if err != nil {
		t.Fatal(err)
	}
	packet[23], packet[24] = 0xee, 0xff
	if h.Options[3] != 0xee || payload[0] != 0xff {
		t.Errorf("options %x and payload %x, want the packet's own bytes", h.Options, payload)
	}
}

func TestIsFragment(t *testing.T) {
	for _, c := range []struct {
		h    ipv4.Header
		want bool
	}{
		{ipv4.Header{}, false},
		{ipv4.Header{DontFragment: true}, false},
		{ipv4.Header{MoreFragments: true}, true},
		{ipv4.Header{FragmentOffset: 8}, true},
		{ipv4.Header{DontFragment: true, FragmentOffset: 8}, true},
	} {
		if got := c.h.IsFragment(); got != c.want {
			t.Errorf("IsFragment of %+v = %v, want %v", c.h, got, c.want)
		}
	}
}

func TestProtocolString(t *testing.T) {
	got := fmt.Sprint(ipv4.ICMP, ipv4.IGMP, ipv4.TCP, ipv4.UDP, ipv4.Protocol(0), ipv4.Protocol(255))
	if want := "icmp igmp tcp udp unknown unknown"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestParseDoesNotAllocate(t *testing.T) {
	for _, c := range good {
		packet := unhex(c.packet)
		if n := testing.AllocsPerRun(100, func() { ipv4.Parse(packet) }); n != 0 {
			t.Errorf("%s: Parse allocates %v times, want 0", c.name, n)
		}
	}
}

// Parse and an independent decoder agree on which packets are good and what is
// in them; Append gives the header back.
func FuzzParse(f *testing.F) {
	for _, c := range good {
		f.Add(unhex(c.packet), false)
	}
	for _, c := range bad {
		f.Add(unhex(c.packet), true)
	}
	f.Fuzz(func(t *testing.T, packet []byte, mend bool) {
		if mend {
			setChecksum(packet)
		}
		h, payload, err := ipv4.Parse(packet)
		other, ok := decode(packet)
		if ok != (err == nil) {
			t.Fatalf("%x: Parse says %v, the other decoder says good: %v", packet, err, ok)
		}
		if err != nil {
			var e *ipv4.ParseError
			if !errors.As(err, &e) || e.Offset < 0 || e.Offset > min(len(packet), 59) {
				t.Fatalf("%x: %v, want a *ParseError inside the header", packet, err)
			}
			return
		}
		n := ipv4.HeaderLen + len(h.Options)
		if n > 60 || h.Length != n+len(payload) || h.Length > len(packet) {
			t.Fatalf("%x: header %d bytes, payload %d, Total Length %d", packet, n, len(payload), h.Length)
		}
		if diff := cmp.Diff(fromLayer(other, packet[ipv4.HeaderLen:n]), h, sameAddr); diff != "" {
			t.Fatalf("%x: header (-the other decoder +Parse):\n%s", packet, diff)
		}
		if !bytes.Equal(payload, other.Payload) {
			t.Fatalf("%x: payload %x, the other decoder has %x", packet, payload, other.Payload)
		}
		// The unused flag is lost, and 0xffff stands for 0x0000 (RFC 1624 §5).
		if again := h.Append(nil, len(payload)); packet[6]&0x80 == 0 && other.Checksum != 0xffff && !bytes.Equal(again, packet[:n]) {
			t.Fatalf("header\n%x appended again is\n%x", packet[:n], again)
		}
	})
}

// setChecksum puts the right checksum into packet, if there is room for one.
func setChecksum(packet []byte) {
	if len(packet) < ipv4.HeaderLen {
		return
	}
	n := min(int(packet[0]&0x0f)*4, len(packet))
	packet[10], packet[11] = 0, 0
	binary.BigEndian.PutUint16(packet[10:], plain(packet[:n]))
}

// decode reads packet with gopacket, and checks what that lets pass: other
// versions, packets cut short, Total Length 0, a wrong checksum.
func decode(packet []byte) (ip layers.IPv4, ok bool) {
	var cut truncated
	if err := ip.DecodeFromBytes(packet, &cut); err != nil || bool(cut) || ip.Version != 4 {
		return ip, false
	}
	return ip, packet[2]|packet[3] != 0 && plain(ip.Contents) == 0
}

type truncated bool

func (t *truncated) SetTruncated() { *t = true }

// fromLayer returns the Header that says what ip says.
func fromLayer(ip layers.IPv4, options []byte) ipv4.Header {
	h := ipv4.Header{TOS: ip.TOS, Length: int(ip.Length), ID: ip.Id,
		DontFragment:   ip.Flags&layers.IPv4DontFragment != 0,
		MoreFragments:  ip.Flags&layers.IPv4MoreFragments != 0,
		FragmentOffset: int(ip.FragOffset) * 8,
		TTL:            ip.TTL, Protocol: ipv4.Protocol(ip.Protocol),
		Src: netip.AddrFrom4([4]byte(ip.SrcIP)), Dst: netip.AddrFrom4([4]byte(ip.DstIP))}
	if len(options) > 0 {
		h.Options = options
	}
	return h
}

func BenchmarkParse(b *testing.B) {
	for _, c := range []struct{ name, packet string }{
		{"plain", "45000014 00000000 4001f995 c0a80001 c0a80002"},
		{"options", "4f00003c 00000000 4011db49 c0a80001 c0a80002" + strings.Repeat("01", 40)},
	} {
		b.Run(c.name, func(b *testing.B) {
			packet := unhex(c.packet)
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := ipv4.Parse(packet); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
