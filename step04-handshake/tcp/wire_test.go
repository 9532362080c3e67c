package tcp

import (
	"bytes"
	"errors"
	"net/netip"
	"testing"

	"tcpworkbook/step03-parse-ipv4/ipv4"
)

var (
	host = netip.MustParseAddr("192.168.0.2")
	peer = netip.MustParseAddr("192.168.0.1")
)

// written returns a segment as bytes, changed where it says so, with a checksum
// that is right.
func written(seg Segment, options []byte, change func(b []byte)) []byte {
	b := seg.Append(nil, peer, host)
	header := int(b[12]>>4) * 4
	b = append(b[:header:header], append(options, b[header:]...)...)
	b[12] = byte((header+len(options))/4) << 4
	if change != nil {
		change(b)
	}
	b[16], b[17] = 0, 0
	sum := ^ipv4.Fold(ipv4.Sum(pseudo(peer, host, len(b)), b))
	b[16], b[17] = byte(sum>>8), byte(sum)
	return b
}

// What is written can be read again, whatever options stand between.
func TestWire(t *testing.T) {
	for _, options := range [][]byte{
		nil,
		{noOperation, noOperation, noOperation, endOfOptions},
		{noOperation, 77, 3, 0},                   // unknown
		{noOperation, 99, 7, 1, 2, 3, 4, 5},       // at an odd place
		{endOfOptions, 77, 200, optMSS},           // after the end is nothing
		bytes.Repeat([]byte{noOperation}, 40-4*1), // all the room that there is
	} {
		want := Segment{SrcPort: 40000, DstPort: 7, Seq: 0xfffffff0, Ack: 0x80000000, Flags: SYN | ACK, Window: 65535,
			Options: Options{MSS: 1460}, Payload: []byte("hello")}
		got, err := Parse(written(want, options, nil), peer, host)
		if err != nil || got.String() != want.String() || got.Options != want.Options || string(got.Payload) != "hello" ||
			got.SrcPort != 40000 || got.DstPort != 7 || got.Window != 65535 {
			t.Errorf("options % x: got %v %+v, %v", options, &got, got, err)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	seg := Segment{Flags: ACK, Payload: []byte("hello")}
	for _, test := range []struct {
		name    string
		options []byte
		change  func([]byte)
		offset  int
	}{
		{"header too short", nil, func(b []byte) { b[12] = 4 << 4 }, 12},
		{"header too long", nil, func(b []byte) { b[12] = 7 << 4 }, 12},
		{"option without length", []byte{1, 1, 1, optMSS}, nil, 23},
		{"option of length 0", []byte{optMSS, 0, 1, 1}, nil, 20},
		{"option of length 1", []byte{1, 77, 1, 1}, nil, 21},
		{"option too long", []byte{1, 77, 4, 1}, nil, 21},
		{"an MSS of one byte", []byte{optMSS, 3, 1, 0}, nil, 20},
	} {
		_, err := Parse(written(seg, test.options, test.change), peer, host)
		var weird *ipv4.ParseError
		if !errors.As(err, &weird) || weird.Offset != test.offset {
			t.Errorf("%s: got %v, want an error at %d", test.name, err, test.offset)
		}
	}
}

// Each bit counts for the checksum, and so do the addresses.
func TestChecksum(t *testing.T) {
	b := written(Segment{Flags: ACK, Payload: []byte("odd")}, nil, nil)
	for i := range 8 * len(b) {
		b[i/8] ^= 1 << (i % 8)
		if _, err := Parse(b, peer, host); err == nil {
			t.Errorf("bit %d of byte %d does not count", i%8, i/8)
		}
		b[i/8] ^= 1 << (i % 8)
	}
	if _, err := Parse(b, peer, peer); err == nil {
		t.Error("the addresses do not count")
	}
	if _, err := Parse(b[:19], peer, host); err == nil {
		t.Error("19 bytes are no header")
	}
}
