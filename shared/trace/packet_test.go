package trace

import (
	"encoding/hex"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func unhex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestText(t *testing.T) {
	for _, c := range slices.Concat(whole, broken) {
		t.Run(c.name, func(t *testing.T) {
			if got := Decode(unhex(t, c.hex)).Text(c.dir); got != c.text {
				t.Errorf("got  %s\nwant %s", got, c.text)
			}
		})
	}
}

func TestParse(t *testing.T) {
	for _, c := range slices.Concat(whole, broken) {
		t.Run(c.name, func(t *testing.T) {
			got, err := ParsePacket(c.dir, c.text)
			if err != nil {
				t.Fatal(err)
			}
			want := Decode(unhex(t, c.hex))
			if strings.Contains(c.text, " crc ") {
				want = withoutData(want, got.CRC)
			}
			if diff := cmp.Diff(got, want, packets...); diff != "" {
				t.Errorf("parsed (-) differs from decoded (+):\n%s", diff)
			}
		})
	}
}

// packets says how packets are compared: addresses are opaque, no bytes are like empty ones.
var packets = []cmp.Option{cmpopts.EquateComparable(Peer), cmpopts.EquateEmpty()}

// withoutData returns p as a line shows it that gives only the CRC of its content.
func withoutData(p Packet, crc uint32) Packet {
	p.Data, p.CRC = nil, crc
	return p
}

func TestBytes(t *testing.T) {
	for _, c := range slices.Concat(whole, broken) {
		t.Run(c.name, func(t *testing.T) {
			p, err := ParsePacket(c.dir, c.text)
			if err != nil {
				t.Fatal(err)
			}
			got, err := p.Bytes()
			if strings.Contains(c.text, " crc ") {
				if err == nil {
					t.Fatal("got bytes of a packet that is known only by its crc, want an error")
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if hex.EncodeToString(got) != c.hex {
				t.Errorf("got  %x\nwant %s", got, c.hex)
			}
		})
	}
}

// A checksum of 0xFFFF where the sum gives 0 is wrong, though its equal in one's complement (RFC 1624 §3).
func TestMinusZero(t *testing.T) {
	b := unhex(t, whole[len(whole)-1].hex) // "checksum 0"
	if p := Decode(b); p.BadSum {
		t.Errorf("got %s, want a right checksum", p)
	}
	b[36], b[37] = 0xff, 0xff
	if p := Decode(b); !p.BadSum {
		t.Errorf("got %s, want [bad tcp checksum]", p)
	}

	// 8 bytes of an echo request whose sum is 0xFFFF, in an IPv4 header whose sum is 0xFFFF too.
	b = unhex(t, "4500001cf98d000040010000c0a80001c0a80002"+"080000000000f7ff")
	if got, want := Decode(b).String(), "192.168.0.1 > 192.168.0.2 icmp echo request id 0 seq 63487 0b"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	b[10], b[11], b[22], b[23] = 0xff, 0xff, 0xff, 0xff
	if p := Decode(b); !p.BadIPSum || !p.BadSum {
		t.Errorf("got %s, want both checksums bad", p)
	}
}

// What Bytes cannot tell from the line takes its usual value.
func TestUsualValues(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"1 > 2  S 0:0(0)", "1 > 2  S 0:0(0) win 65535"},
		{"1 > 2  . 7:10(3) ack 9", "1 > 2  . 7:10(3) ack 9 win 65535"},
		{"1 > 2  S 0:0(0) <nop>", "1 > 2  S 0:0(0) win 65535 <nop,eol>"},
		{"1 > 2  S 0:0(0) win 1 <opt 2 05b4>", "1 > 2  S 0:0(0) win 1 <mss 1460>"},
		{"1 > 2  .F 0:3(3) ack 1 win 1 hex 616263 ", "1 > 2  F. 0:3(3) ack 1 win 1"},
		{"1 > 2  P 0:30(30) win 1 crc cb89ca38", "1 > 2  P 0:30(30) win 1"},
		{"192.168.0.1:1 > 192.168.0.2:2  S 0:0(0) win 1 ttl 9", "1 > 2  S 0:0(0) win 1"},
		{"192.168.0.1 > 192.168.0.2 proto 17 4b", "192.168.0.1 > 192.168.0.2 udp 4b"},
		{"::ffff:1.2.3.4 > ::1 udp 3b", "::ffff:1.2.3.4 > ::1 udp 3b"},
		{"raw 2b 4500 [nonsense]", "raw 2b 4500 [IPv4 header cut short: 2 of 20 bytes]"},
	} {
		p, err := ParsePacket(In, c.in)
		if err != nil {
			t.Errorf("%s: %v", c.in, err)
			continue
		}
		b, err := p.Bytes()
		if got := Decode(b).Text(In); err != nil || got != c.want {
			t.Errorf("%s:\ngot  %s, %v\nwant %s", c.in, got, err, c.want)
		}
	}
}

// A whole packet may be given as raw, to be fed as it stands, odd bits and all.
func TestRawWhole(t *testing.T) {
	text := "raw 40b " + strings.Replace(whole[7].hex, "4500", "4501", 1)
	p, err := ParsePacket(In, text)
	if err != nil {
		t.Fatal(err)
	}
	if got := p.String(); got != text {
		t.Errorf("got  %s\nwant %s", got, text)
	}
	if b, err := p.Bytes(); err != nil || "raw 40b "+hex.EncodeToString(b) != text {
		t.Errorf("got bytes %x, %v", b, err)
	}
}

// The acknowledgment and the urgent pointer mean nothing without their flags (RFC 9293 §3.1), and are not kept.
func TestFieldsWithoutFlags(t *testing.T) {
	b := unhex(t, whole[7].hex) // "no flags"
	b[28], b[39] = 1, 1
	if p := Decode(b); p.TCP.Ack != 0 || p.TCP.Urg != 0 {
		t.Errorf("got ack %d urg %d, want 0 and 0", p.TCP.Ack, p.TCP.Urg)
	}
}

// Content is shown in the plainest form that fits.
func TestContent(t *testing.T) {
	for _, c := range []struct {
		data []byte
		want string
	}{
		{nil, ""},
		{[]byte("abc"), ""},
		{[]byte("abd"), ` "abd"`},
		{[]byte("\t"), ` "\t"`},
		{[]byte("\v"), ` hex 0b`},
		{[]byte("\x7f"), ` hex 7f`},
		{[]byte(strings.Repeat("x", 64)), ` "` + strings.Repeat("x", 64) + `"`},
		{[]byte(strings.Repeat("x", 65)), ` crc 7f5fb567`},
		{make([]byte, 24), ` hex ` + strings.Repeat("00", 24)},
		{make([]byte, 25), ` crc e9cf0e8f`},
	} {
		if got := (Packet{Len: len(c.data), Data: c.data}).content(); got != c.want {
			t.Errorf("%q: got %s, want %s", c.data, got, c.want)
		}
	}
}
