package ipv4_test

import (
	"bytes"
	"math/rand/v2"
	"net/netip"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"

	"tcpworkbook/step03-parse-ipv4/ipv4"
)

// randomHeader returns any header that there can be, with room for a payload.
func randomHeader(rng *rand.Rand) ipv4.Header {
	word := rng.Uint32()
	return ipv4.Header{
		TOS: uint8(rng.Uint32()), ID: uint16(rng.Uint32()), TTL: uint8(rng.Uint32()),
		DontFragment: word&1 != 0, MoreFragments: word&2 != 0, FragmentOffset: int(rng.Uint32()&0x1fff) * 8,
		Protocol: ipv4.Protocol(rng.Uint32()),
		Src:      netip.AddrFrom4([4]byte(random(rng, 4))), Dst: netip.AddrFrom4([4]byte(random(rng, 4))),
		Options: randomOptions(rng),
	}
}

// randomOptions returns one option that is as long as it says, or none.
func randomOptions(rng *rand.Rand) []byte {
	b := random(rng, 4*rng.IntN(11))
	if len(b) == 0 {
		return nil
	}
	b[0], b[1] = 2+b[0]%254, byte(len(b))
	return b
}

// Append gives the bytes that an independent library gives, after those that
// were there, and Parse reads the header back.
func TestAppend(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		h := randomHeader(rng)
		payload := random(rng, rng.IntN(100))
		dirty := bytes.Repeat([]byte{0xee}, 200)
		packet := h.Append(dirty[:3], len(payload))
		if !bytes.Equal(packet[:3], []byte{0xee, 0xee, 0xee}) {
			t.Fatalf("Append changed what was there before: %x", packet[:3])
		}
		packet = append(packet[3:], payload...)
		if want := serialize(t, h, payload); !bytes.Equal(packet, want) {
			t.Fatalf("%+v:\ngot  %x\nwant %x", h, packet, want)
		}
		got, rest, err := ipv4.Parse(packet)
		if err != nil {
			t.Fatalf("%+v: %v", h, err)
		}
		h.Length = len(packet)
		if diff := cmp.Diff(h, got, sameAddr); diff != "" {
			t.Fatalf("appended and parsed (-want +got):\n%s", diff)
		}
		if !bytes.Equal(rest, payload) {
			t.Fatalf("payload %x, want %x", rest, payload)
		}
	}
}

// serialize has gopacket build the packet.
func serialize(t *testing.T, h ipv4.Header, payload []byte) []byte {
	t.Helper()
	ip := &layers.IPv4{Version: 4, TOS: h.TOS, Id: h.ID, FragOffset: uint16(h.FragmentOffset / 8), TTL: h.TTL,
		Protocol: layers.IPProtocol(h.Protocol), SrcIP: h.Src.AsSlice(), DstIP: h.Dst.AsSlice()}
	if h.DontFragment {
		ip.Flags |= layers.IPv4DontFragment
	}
	if h.MoreFragments {
		ip.Flags |= layers.IPv4MoreFragments
	}
	if o := h.Options; o != nil {
		ip.Options = []layers.IPv4Option{{OptionType: o[0], OptionLength: o[1], OptionData: o[2:]}}
	}
	buf := gopacket.NewSerializeBuffer()
	options := gopacket.SerializeOptions{FixLengths: true, ComputeChecksums: true}
	if err := gopacket.SerializeLayers(buf, options, ip, gopacket.Payload(payload)); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// Length is what Append works out, not what the header held before.
func TestAppendIgnoresLength(t *testing.T) {
	h := ipv4.Header{Length: 99, Src: us, Dst: them}
	if got := h.Append(nil, 65515)[2:4]; !bytes.Equal(got, []byte{0xff, 0xff}) {
		t.Errorf("Total Length %x, want ffff", got)
	}
}

func TestAppendDoesNotAllocate(t *testing.T) {
	h := ipv4.Header{TTL: ipv4.DefaultTTL, Protocol: ipv4.TCP, Src: us, Dst: them, Options: make([]byte, 40)}
	buf := make([]byte, 60)
	if n := testing.AllocsPerRun(100, func() { h.Append(buf[:0], 1400) }); n != 0 {
		t.Errorf("Append allocates %v times, want 0", n)
	}
}

func BenchmarkAppend(b *testing.B) {
	h := ipv4.Header{DontFragment: true, TTL: ipv4.DefaultTTL, Protocol: ipv4.TCP, Src: us, Dst: them}
	buf := make([]byte, 0, 60)
	b.ReportAllocs()
	for b.Loop() {
		buf = h.Append(buf[:0], 1400)
	}
}
