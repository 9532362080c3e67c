package nic

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tcpworkbook/shared/trace"
)

// ip returns the bytes of a packet in the trace notation.
func ip(line string) []byte {
	p, err := trace.ParsePacket(trace.In, line)
	if err != nil {
		panic(err)
	}
	b, err := p.Bytes()
	if err != nil {
		panic(err)
	}
	return b
}

const (
	request = "192.168.0.1 > 192.168.0.2 icmp echo request id 7 seq 1 5b"
	reply   = "192.168.0.2 > 192.168.0.1 icmp echo reply id 7 seq 1 5b"
	six     = "fe80::1 > ff02::2 ipv6-icmp 16b"
)

// start is the time of the test captures' first packet.
var start = time.Date(2024, 2, 29, 12, 0, 0, 0, time.UTC)

// A record is one packet of a capture to be built.
type record struct {
	at    time.Duration // after start
	iface int           // pcapng: which link type
	frame []byte
}

// A byteOrder is binary.LittleEndian or binary.BigEndian.
type byteOrder interface {
	binary.ByteOrder
	binary.AppendByteOrder
}

// built collects a file and the places where it may end well.
type built struct {
	order byteOrder
	bytes []byte
	ends  []int
}

func (b *built) u16(v uint16) { b.bytes = b.order.AppendUint16(b.bytes, v) }

func (b *built) u32(values ...uint32) {
	for _, v := range values {
		b.bytes = b.order.AppendUint32(b.bytes, v)
	}
}

func (b *built) end() { b.ends = append(b.ends, len(b.bytes)) }

// pcap builds a capture in units of time of unit.
func pcap(order byteOrder, unit time.Duration, link uint32, records ...record) *built {
	b := &built{order: order}
	magic := uint32(0xa1b2c3d4)
	if unit == time.Nanosecond {
		magic = 0xa1b23c4d
	}
	b.u32(magic)
	b.u16(2)
	b.u16(4)
	b.u32(0, 0, 65535, link)
	b.end()
	for _, r := range records {
		t := start.Add(r.at)
		n := uint32(len(r.frame))
		b.u32(uint32(t.Unix()), uint32(t.Nanosecond()/int(unit)), n, n)
		b.bytes = append(b.bytes, r.frame...)
		b.end()
	}
	return b
}

// pcapng builds a capture with one interface for each link type, in
// microseconds.
func pcapng(order byteOrder, links []uint16, records ...record) *built {
	b := &built{order: order}
	b.block(0x0a0d0d0a, func() {
		b.u32(0x1a2b3c4d)
		b.u16(1)
		b.u16(0)
		b.u32(0xffffffff, 0xffffffff)
	})
	for _, link := range links {
		b.block(1, func() {
			b.u16(link)
			b.u16(0)
			b.u32(0)
		})
	}
	for _, r := range records {
		b.block(6, func() {
			at := uint64(start.Add(r.at).UnixMicro())
			n := uint32(len(r.frame))
			b.u32(uint32(r.iface), uint32(at>>32), uint32(at), n, n)
			b.bytes = append(b.bytes, r.frame...)
			b.bytes = append(b.bytes, make([]byte, -len(r.frame)&3)...)
		})
	}
	return b
}

func (b *built) block(kind uint32, body func()) {
	at := len(b.bytes)
	b.u32(kind, 0)
	body()
	size := uint32(len(b.bytes) - at + 4)
	b.u32(size)
	b.order.PutUint32(b.bytes[at+4:], size)
	b.end()
}

// capture opens a file that lies in memory.
func capture(file []byte, host netip.Addr) (*Capture, error) {
	c := &Capture{name: "test", host: host}
	return c, c.open(bufio.NewReaderSize(bytes.NewReader(file), 1<<16))
}

// contents returns a capture's packets, a line each, and what it ended with,
// nil if well.
func contents(file []byte) (lines []string, err error) {
	c, err := capture(file, trace.Host)
	for err == nil {
		var f Frame
		if f, err = c.Next(); err == nil {
			lines = append(lines, frameLine(f))
		}
	}
	if err == io.EOF {
		err = nil
	}
	return lines, err
}

func frameLine(f Frame) string {
	switch {
	case f.Packet != nil:
		return fmt.Sprintf("%v %c %v", f.Time, f.Dir, trace.Decode(f.Packet).Text(f.Dir))
	case f.Line.End:
		return fmt.Sprintf("%v end", f.Time)
	}
	return fmt.Sprintf("%v %c line %d", f.Time, f.Dir, f.Line.Number)
}

// save writes a file and returns its name.
func save(t testing.TB, file []byte) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "capture")
	if err := os.WriteFile(name, file, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// same compares lines.
func same(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

// says checks an error's words; no words: no error.
func says(t *testing.T, err error, words string) {
	t.Helper()
	if words == "" && err != nil || words != "" && (err == nil || !strings.Contains(err.Error(), words)) {
		t.Errorf("got error %v, want %q", err, words)
	}
}

// is checks an error's kind.
func is(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got error %v, want %v", err, want)
	}
}

// addr parses an address; none gives the zero Addr.
func addr(s string) netip.Addr {
	a, _ := netip.ParseAddr(s)
	return a
}
