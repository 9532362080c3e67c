package tcp

import (
	"encoding/hex"
	"errors"
	"net/netip"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"

	"tcpworkbook/step03-parse-ipv4/ipv4"
)

var (
	peer = netip.MustParseAddr("192.168.0.1")
	host = netip.MustParseAddr("192.168.0.2")
)

// segments are written the way they stand on the wire. The bytes are the
// oracle's: see TestOracle.
var segments = map[string]Segment{
	"bare ACK":        {SrcPort: 40000, DstPort: 7, Seq: 1, Ack: 2, Flags: ACK, Window: 65535},
	"RST":             {SrcPort: 7, DstPort: 40000, Seq: 1<<32 - 1, Flags: RST},
	"odd text":        {SrcPort: 1, DstPort: 65535, Seq: 1 << 31, Ack: 1<<32 - 1, Flags: PSH | ACK, Window: 1, Payload: []byte("hello")},
	"FIN":             {SrcPort: 1, DstPort: 2, Flags: FIN | ACK, Payload: []byte("x")},
	"every flag":      {Flags: 0xff},
	"SYN with MSS":    {Flags: SYN, Options: Options{MSS: 1460}},
	"Linux's SYN":     {Flags: SYN, Options: Options{MSS: 1460, ScaleOffered: true, WindowScale: 10, SACKPermitted: true, Timestamps: true, TSVal: 1, TSEcr: 1<<32 - 1}},
	"scale by 0":      {Flags: SYN, Options: Options{ScaleOffered: true}},
	"one block":       {Flags: ACK, Options: Options{SACK: [4]Block{{5, 9}}, Blocks: 1}},
	"four blocks":     {Flags: ACK, Options: Options{SACK: [4]Block{{1<<32 - 5, 9}, {20, 30}, {40, 50}, {60, 70}}, Blocks: 4}},
	"blocks and time": {Flags: ACK, Options: Options{Timestamps: true, TSVal: 7, SACK: [4]Block{{5, 9}, {20, 30}, {40, 50}}, Blocks: 3}, Payload: []byte("text")},
}

func TestRoundTrip(t *testing.T) {
	for name, want := range segments {
		before := []byte{0xee, 0xee, 0xee}
		b := want.Append(before, peer, host)
		if string(b[:3]) != string(before) {
			t.Errorf("%s: what was there before is changed", name)
		}
		got, err := Parse(b[3:], peer, host)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: want -, got +\n%s", name, diff)
		}
	}
}

// An independent library reads our segments as we mean them, and its checksum
// is ours.
func TestOracle(t *testing.T) {
	for name, s := range segments {
		b := s.Append(nil, peer, host)
		var l layers.TCP
		if err := l.DecodeFromBytes(b, gopacket.NilDecodeFeedback); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		l.SetNetworkLayerForChecksum(&layers.IPv4{SrcIP: peer.AsSlice(), DstIP: host.AsSlice(), Protocol: layers.IPProtocolTCP})
		if err, r := l.VerifyChecksum(); err != nil || r.Correct != r.Actual {
			t.Errorf("%s: checksum %04x, want %04x (%v)", name, r.Actual, r.Correct, err)
		}
		got := Segment{SrcPort: uint16(l.SrcPort), DstPort: uint16(l.DstPort), Seq: Seq(l.Seq), Ack: Seq(l.Ack),
			Flags: Flags(b[13]), Window: l.Window, Options: s.Options, Payload: l.Payload}
		if diff := cmp.Diff(s, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: want -, got +\n%s", name, diff)
		}
		if l.Urgent != 0 || b[12]&0x0f != 0 {
			t.Errorf("%s: urgent pointer %d, reserved bits %x", name, l.Urgent, b[12]&0x0f)
		}
	}
}

// withOptions returns a SYN with these option bytes and a right checksum.
func withOptions(t testing.TB, options string) []byte {
	t.Helper()
	raw, err := hex.DecodeString(strings.ReplaceAll(options, " ", ""))
	if err != nil || len(raw)%4 != 0 {
		t.Fatalf("%q: %v, %d bytes", options, err, len(raw))
	}
	b := (&Segment{Flags: SYN}).Append(nil, peer, host)
	b = append(b, raw...)
	b[12] = byte(len(b)/4) << 4
	return fix(b)
}

// fix gives b a right checksum.
func fix(b []byte) []byte {
	b[16], b[17] = 0, 0
	sum := ^ipv4.Fold(ipv4.Sum(pseudo(peer, host, len(b)), b))
	b[16], b[17] = byte(sum>>8), byte(sum)
	return b
}

// MUST-4, MUST-6, MUST-64: the options of others.
func TestOptions(t *testing.T) {
	for options, want := range map[string]Options{
		"":                                    {},
		"02 04 05 b4":                         {MSS: 1460},
		"01 01 02 04 03 e8 00 00":             {MSS: 1000}, // not on a word boundary
		"01 02 04 03 84 00 00 00":             {MSS: 900},  // at an odd place
		"fd 06 01 02 03 04 02 04 02 bc 00 00": {MSS: 700},  // an unknown one is passed over
		"fe 02 02 04 02 bc 01 01":             {MSS: 700},  // even without data
		"00 02 04 05":                         {},          // nothing counts after the end, not even a lie
		"02 04 05 b4 02 04 02 18":             {MSS: 536},  // twice: the later one
		"03 03 0e 01":                         {ScaleOffered: true, WindowScale: 14},
		"04 02 01 01":                         {SACKPermitted: true},
		"08 0a 00 00 00 01 ff ff ff ff 01 01": {Timestamps: true, TSVal: 1, TSEcr: 1<<32 - 1},
		"05 0a 00 00 00 05 00 00 00 09 00 00": {SACK: [4]Block{{5, 9}}, Blocks: 1},
	} {
		s, err := Parse(withOptions(t, options), peer, host)
		if err != nil {
			t.Errorf("%s: %v", options, err)
		}
		if diff := cmp.Diff(want, s.Options); diff != "" {
			t.Errorf("%s: want -, got +\n%s", options, diff)
		}
	}
}

// MUST-3, MUST-7, EV-38, EV-39: what is refused, and at which byte.
func TestParseErrors(t *testing.T) {
	syn := segments["SYN with MSS"]
	good := syn.Append(nil, peer, host)
	changed := func(i int, v byte) []byte {
		b := append([]byte(nil), good...)
		b[i] = v
		return b
	}
	for name, c := range map[string]struct {
		b      []byte
		offset int
	}{
		"nothing":                    {nil, 0},
		"a header cut short":         {good[:19], 19},
		"Data Offset 0":              {fix(changed(12, 0)), 12},
		"Data Offset 4":              {fix(changed(12, 0x40)), 12},
		"Data Offset beyond the end": {fix(changed(12, 0x70)), 12},
		"Data Offset 15":             {fix(changed(12, 0xf0)), 12},
		"a flipped bit":              {changed(4, 1), 16},
		"a flipped bit of the sum":   {changed(17, good[17]^1), 16},
		"an option of length 0":      {withOptions(t, "fe 00 00 00"), 20},
		"an option of length 1":      {withOptions(t, "01 fe 01 00"), 21},
		"an option beyond the end":   {withOptions(t, "02 04 05 b4 fe 05 00 00"), 24},
		"an option without length":   {withOptions(t, "01 01 01 02"), 23},
		"MSS of length 3":            {withOptions(t, "02 03 05 00"), 20},
		"window scale of length 4":   {withOptions(t, "03 04 05 00"), 20},
		"SACK-permitted, length 3":   {withOptions(t, "04 03 05 00"), 20},
		"SACK of no block":           {withOptions(t, "05 02 00 00"), 20},
		"SACK of half a block":       {withOptions(t, "05 06 00 00 00 00 00 00"), 20},
		"timestamps of length 9":     {withOptions(t, "08 09 00 00 00 00 00 00 00 00 00 00"), 20},
	} {
		_, err := Parse(c.b, peer, host)
		var e *ipv4.ParseError
		if !errors.As(err, &e) || e.Protocol != "tcp" || e.Offset != c.offset {
			t.Errorf("%s: got %v, want byte %d", name, err, c.offset)
		}
	}
	if _, err := Parse(good, peer, peer); err == nil {
		t.Error("a segment to another address is accepted")
	}
	if _, err := Parse(append(good, 0, 0), peer, host); err == nil {
		t.Error("a segment of another length is accepted") // the pseudo-header counts it
	}
}

func TestLenAndString(t *testing.T) {
	s := Segment{Seq: 300, Ack: 101, Flags: SYN | FIN | ACK, Payload: []byte("abc")}
	if s.Len() != 5 {
		t.Errorf("SEG.LEN is %d, want 5", s.Len())
	}
	if got, want := s.String(), "<SEQ=300><ACK=101><DATA=3><CTL=FIN,SYN,ACK>"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	s = Segment{Flags: RST}
	if got, want := s.String(), "<SEQ=0><CTL=RST>"; got != want || s.Len() != 0 {
		t.Errorf("got %s of length %d, want %s", got, s.Len(), want)
	}
	if got := LastAck.String() + State(11).String(); got != "LAST-ACKState(11)" {
		t.Error(got)
	}
}

func TestAllocs(t *testing.T) {
	s := segments["blocks and time"]
	b := s.Append(nil, peer, host)
	if n := testing.AllocsPerRun(100, func() { b = s.Append(b[:0], peer, host) }); n != 0 {
		t.Errorf("Append allocates %v times", n)
	}
	if n := testing.AllocsPerRun(100, func() { s, _ = Parse(b, peer, host) }); n != 0 {
		t.Errorf("Parse allocates %v times", n)
	}
}

// Nothing that comes from outside breaks Parse, and what it takes for good
// means the same when it is written again.
func FuzzParse(f *testing.F) {
	for _, s := range segments {
		f.Add(s.Append(nil, peer, host)[HeaderLen:], byte(s.Flags), byte(0x50))
	}
	f.Add(withOptions(f, "fd 06 01 02 03 04 02 04 02 bc 00 00")[HeaderLen:], byte(SYN), byte(0x80))
	f.Fuzz(func(t *testing.T, rest []byte, flags, offset byte) {
		b := append(make([]byte, HeaderLen), rest...)
		b[12], b[13] = offset, flags
		s, err := Parse(fix(b), peer, host)
		if err != nil {
			return
		}
		header := len(b) - len(s.Payload)
		if header < HeaderLen || header > 60 || s.Options.Blocks > 4 {
			t.Fatalf("header of %d bytes, %d blocks", header, s.Options.Blocks)
		}
		if o := s.Options; o.Timestamps && o.Blocks == 4 || len(o.append(nil)) > 40 {
			return // our padding makes them longer than they came
		}
		again, err := Parse(s.Append(nil, peer, host), peer, host)
		if diff := cmp.Diff(s, again, cmpopts.EquateEmpty()); err != nil || diff != "" {
			t.Fatalf("%v: was -, is now +\n%s", err, diff)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	s := Segment{Flags: ACK, Options: Options{Timestamps: true}, Payload: make([]byte, 1448)}
	packet := s.Append(nil, peer, host)
	b.SetBytes(int64(len(packet)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(packet, peer, host); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAppend(b *testing.B) {
	s := Segment{Flags: ACK, Options: Options{Timestamps: true}, Payload: make([]byte, 1448)}
	packet := s.Append(nil, peer, host)
	b.SetBytes(int64(len(packet)))
	b.ReportAllocs()
	for b.Loop() {
		packet = s.Append(packet[:0], peer, host)
	}
}
