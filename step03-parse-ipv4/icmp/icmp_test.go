package icmp_test

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"

	"tcpworkbook/step03-parse-ipv4/icmp"
	"tcpworkbook/step03-parse-ipv4/ipv4"
)

func unhex(s string) []byte {
	b, err := hex.DecodeString(strings.ReplaceAll(s, " ", ""))
	if err != nil {
		panic(err)
	}
	return b
}

var good = []struct {
	name, packet string
	want         icmp.Message
}{
	{"echo request, no data", "0800 f7fd 0001 0001",
		icmp.Message{Type: icmp.EchoRequest, Rest: [4]byte{0, 1, 0, 1}, Data: []byte{}}},
	{"echo reply, odd data", "0000 5afa 0001 0002 a402 01",
		icmp.Message{Type: icmp.EchoReply, Rest: [4]byte{0, 1, 0, 2}, Data: unhex("a40201")}},
	{"port unreachable", "0303 fcfc 0000 0000",
		icmp.Message{Type: icmp.Unreachable, Code: 3, Data: []byte{}}},
	{"unknown type, every byte another", "c8f0 a15d 0102 0304 90ab 01",
		icmp.Message{Type: 200, Code: 0xf0, Rest: [4]byte{1, 2, 3, 4}, Data: unhex("90ab01")}},
	{"checksum zero", "0800 0000 f7fe 0001",
		icmp.Message{Type: icmp.EchoRequest, Rest: [4]byte{0xf7, 0xfe, 0, 1}, Data: []byte{}}},
	{"checksum of nothing but zeros", "0000 ffff 0000 0000",
		icmp.Message{Type: icmp.EchoReply, Data: []byte{}}},
}

var bad = []struct {
	name, packet string
	offset       int
}{
	{"nothing", "", 0},
	{"one byte", "08", 1},
	{"seven bytes with a right checksum", "0800 f7fe 0001 00", 7},
	{"checksum wrong by one", "0800 f7fc 0001 0001", 2},
	{"a bit of the odd last byte is flipped", "0000 5afa 0001 0002 a402 00", 2},
	{"all zeros: their checksum is ffff", "0000 0000 0000 0000", 2},
}

func TestParse(t *testing.T) {
	for _, c := range good {
		got, err := icmp.Parse(unhex(c.packet))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range bad {
		m, err := icmp.Parse(unhex(c.packet))
		var e *ipv4.ParseError
		if !errors.As(err, &e) {
			t.Errorf("%s: error %v, want an *ipv4.ParseError", c.name, err)
			continue
		}
		if e.Protocol != "icmp" || e.Offset != c.offset || e.Problem == "" {
			t.Errorf("%s: %q, want trouble at byte %d", c.name, e, c.offset)
		}
		if diff := cmp.Diff(icmp.Message{}, m); diff != "" {
			t.Errorf("%s: refused, but got %+v", c.name, m)
		}
	}
}

// Parse copies nothing.
func TestParseSharesMemory(t *testing.T) {
	b := unhex("0000 5afa 0001 0002 a402 01")
	m, err := icmp.Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	if b[8] = 0xee; m.Data[0] != 0xee {
		t.Errorf("data %x, want the packet's own bytes", m.Data)
	}
}

// Append gives the bytes that an independent library gives, after those that
// were there, and Parse reads the message back.
func TestAppend(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		m := icmp.Message{Type: icmp.Type(rng.Uint32()), Code: uint8(rng.Uint32()), Data: make([]byte, rng.IntN(100))}
		binary.BigEndian.PutUint32(m.Rest[:], rng.Uint32())
		for i := range m.Data {
			m.Data[i] = byte(rng.Uint32())
		}
		dirty := bytes.Repeat([]byte{0xee}, 200)
		b := m.Append(dirty[:3])
		if !bytes.Equal(b[:3], []byte{0xee, 0xee, 0xee}) {
			t.Fatalf("Append changed what was there before: %x", b[:3])
		}
		if want := serialize(t, m); !bytes.Equal(b[3:], want) {
			t.Fatalf("%+v:\ngot  %x\nwant %x", m, b[3:], want)
		}
		got, err := icmp.Parse(b[3:])
		if err != nil {
			t.Fatalf("%+v: %v", m, err)
		}
		if diff := cmp.Diff(m, got); diff != "" {
			t.Fatalf("appended and parsed (-want +got):\n%s", diff)
		}
	}
}

// serialize has gopacket build the message.
func serialize(t *testing.T, m icmp.Message) []byte {
	t.Helper()
	other := &layers.ICMPv4{TypeCode: layers.CreateICMPv4TypeCode(uint8(m.Type), m.Code),
		Id: binary.BigEndian.Uint16(m.Rest[:]), Seq: binary.BigEndian.Uint16(m.Rest[2:])}
	buf := gopacket.NewSerializeBuffer()
	options := gopacket.SerializeOptions{ComputeChecksums: true}
	if err := gopacket.SerializeLayers(buf, options, other, gopacket.Payload(m.Data)); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestReply(t *testing.T) {
	rest, data := [4]byte{1, 2, 3, 4}, []byte("data")
	for _, c := range []struct {
		name string
		typ  icmp.Type
		code uint8
		ok   bool
	}{
		{"echo request", icmp.EchoRequest, 0, true},
		{"echo request of an odd code", icmp.EchoRequest, 7, true},
		{"echo reply: never a reply to a reply", icmp.EchoReply, 0, false},
		{"unreachable", icmp.Unreachable, 3, false},
		{"time exceeded", icmp.TimeExceeded, 0, false},
		{"timestamp", 13, 0, false},
		{"unknown", 200, 0, false},
	} {
		got, ok := icmp.Reply(icmp.Message{Type: c.typ, Code: c.code, Rest: rest, Data: data})
		var want icmp.Message
		if c.ok {
			want = icmp.Message{Type: icmp.EchoReply, Rest: rest, Data: data}
		}
		if diff := cmp.Diff(want, got); ok != c.ok || diff != "" {
			t.Errorf("%s: answered: %v, want %v; (-want +got):\n%s", c.name, ok, c.ok, diff)
		}
	}
}

func TestNothingAllocates(t *testing.T) {
	b := serialize(t, icmp.Message{Type: icmp.EchoRequest, Data: make([]byte, 1472)})
	buf := make([]byte, 0, len(b))
	n := testing.AllocsPerRun(100, func() {
		m, _ := icmp.Parse(b)
		m, _ = icmp.Reply(m)
		buf = m.Append(buf[:0])
	})
	if n != 0 {
		t.Errorf("Parse, Reply and Append allocate %v times, want 0", n)
	}
}

// Parse and an independent decoder agree; Append gives the bytes back.
func FuzzParse(f *testing.F) {
	for _, c := range good {
		f.Add(unhex(c.packet), false)
	}
	for _, c := range bad {
		f.Add(unhex(c.packet), true)
	}
	f.Fuzz(func(t *testing.T, b []byte, mend bool) {
		if mend && len(b) >= icmp.HeaderLen {
			b[2], b[3] = 0, 0
			binary.BigEndian.PutUint16(b[2:], ipv4.Checksum(b))
		}
		m, err := icmp.Parse(b)
		var other layers.ICMPv4
		refused := other.DecodeFromBytes(b, gopacket.NilDecodeFeedback)
		if refused == nil && !checksumRight(&other) {
			refused = errors.New("wrong checksum")
		}
		if (err == nil) != (refused == nil) {
			t.Fatalf("%x: Parse says %v, the other decoder %v", b, err, refused)
		}
		if err != nil {
			return
		}
		want := icmp.Message{Type: icmp.Type(other.TypeCode.Type()), Code: other.TypeCode.Code(), Data: b[icmp.HeaderLen:]}
		binary.BigEndian.PutUint16(want.Rest[:], other.Id)
		binary.BigEndian.PutUint16(want.Rest[2:], other.Seq)
		if diff := cmp.Diff(want, m); diff != "" {
			t.Fatalf("%x (-the other decoder +Parse):\n%s", b, diff)
		}
		// 0xffff may stand for 0x0000 (RFC 1624 §5).
		if again := m.Append(nil); other.Checksum != 0xffff && !bytes.Equal(again, b) {
			t.Fatalf("%x appended again is\n%x", b, again)
		}
	})
}

// checksumRight allows for both zeros, as RFC 1624 §5 recommends; gopacket
// knows only one.
func checksumRight(m *layers.ICMPv4) bool {
	_, result := m.VerifyChecksum()
	return result.Valid || result.Actual == 0xffff && result.Correct == 0
}

func BenchmarkEcho(b *testing.B) {
	request := icmp.Message{Type: icmp.EchoRequest, Data: make([]byte, 1472)}
	packet := request.Append(nil)
	buf := make([]byte, 0, len(packet))
	b.SetBytes(int64(len(packet)))
	b.ReportAllocs()
	for b.Loop() {
		m, _ := icmp.Parse(packet)
		m, _ = icmp.Reply(m)
		buf = m.Append(buf[:0])
	}
}
