package nic

import (
	"encoding/binary"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"tcpworkbook/shared/trace"
)

var (
	little byteOrder = binary.LittleEndian
	big    byteOrder = binary.BigEndian
)

func TestCaptureFormats(t *testing.T) {
	const µs, ns = time.Microsecond, time.Nanosecond
	rs := []record{{0, 0, ip(request)}, {1500 * µs, 0, ip(reply)}, {2*time.Hour + 7*µs, 0, ip(six)}}
	text := []byte("0 < " + request + "\n0.0015 > " + reply + "\n7200.000007 < " + six + "\n+60 end\n")
	want := []string{"0s < " + request, "1.5ms > " + reply, "2h0m0.000007s < " + six}
	for _, c := range []struct {
		name string
		file []byte
		want []string
	}{
		{"pcap", pcap(little, µs, 101, rs...).bytes, want},
		{"pcap, big-endian", pcap(big, µs, 101, rs...).bytes, want},
		{"pcap, ns", pcap(little, ns, 101, rs...).bytes, want},
		{"pcap, ns, big-endian", pcap(big, ns, 101, rs...).bytes, want},
		{"pcapng", pcapng(little, []uint16{101}, rs...).bytes, want},
		{"pcapng, big-endian", pcapng(big, []uint16{101}, rs...).bytes, want},
		{"pcapng, two sections", append(pcapng(little, []uint16{101}, rs[:1]...).bytes, pcapng(big, []uint16{101}, rs[1:]...).bytes...), want},
		{"pcap, nothing in it", pcap(little, µs, 101).bytes, nil},
		{"text", text, []string{want[0], "1.5ms > line 2", want[2], "2h1m0.000007s end"}},
		{"text, only comments", []byte("# nothing\n"), nil},
		{"text, a letter across the first 512 bytes", []byte("#" + strings.Repeat("é", 300) + "\n+1 end"), []string{"1s end"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := contents(c.file)
			same(t, got, c.want...)
			says(t, err, "")
		})
	}
}

// A text's line goes along with what it says.
func TestCaptureLine(t *testing.T) {
	c, err := capture([]byte("\n0 < raw 0b\n"), trace.Host)
	if err != nil {
		t.Fatal(err)
	}
	f, err := c.Next()
	if err != nil || f.Packet == nil || len(f.Packet) != 0 || f.Line == nil || f.Line.Number != 2 {
		t.Errorf("got %+v, %v, want an empty packet of line 2", f, err)
	}
}

// What is no good IP packet is fed: that is what the program is to cope with.
func TestCaptureFeedsMalformed(t *testing.T) {
	var rs []record
	for _, p := range []string{"", "\x45", "\x00\x00\x00", "\x45\x00\x00\xff" + string(make([]byte, 16)), string(ip(reply)[:10])} {
		rs = append(rs, record{frame: []byte(p)})
	}
	want := []string{"0s < raw 0b [empty]", "0s < raw 1b 45 [IPv4 header cut short: 1 of 20 bytes]",
		"0s < raw 3b 000000 [IP version 0]",
		"0s < raw 20b 450000ff00000000000000000000000000000000 [IPv4 Total Length 255 beyond the packet's 20 bytes]",
		"0s < raw 10b " + "45000021000000004001 [IPv4 header cut short: 10 of 20 bytes]"}
	for name, b := range map[string]*built{
		"pcap": pcap(little, time.Microsecond, 101, rs...), "pcapng": pcapng(little, []uint16{101}, rs...),
	} {
		t.Run(name, func(t *testing.T) {
			got, err := contents(b.bytes)
			same(t, got, want...)
			says(t, err, "")
		})
	}
}

// Whose packet it is shows even if the capture has only its beginning (tcpdump -s 40).
func TestCaptureDirection(t *testing.T) {
	long := ip("192.168.0.2 > 192.168.0.1 icmp echo reply id 7 seq 1 500b")
	for _, c := range []struct {
		host  string
		frame []byte
		want  trace.Direction
	}{
		{"192.168.0.2", ip(request), trace.In},
		{"192.168.0.2", ip(reply), trace.Out},
		{"192.168.0.1", ip(request), trace.Out},
		{"192.168.0.2", long[:40], trace.Out},
		{"192.168.0.2", long[:19], trace.In},
		{"0.0.0.0", ip(six), trace.In},
		{"", ip(request), trace.In},
		{"", []byte{1, 2, 3}, trace.In},
	} {
		cap, err := capture(pcap(little, time.Microsecond, 101, record{frame: c.frame}).bytes, addr(c.host))
		if err != nil {
			t.Fatal(err)
		}
		if f, err := cap.Next(); err != nil || f.Dir != c.want {
			t.Errorf("host %q, packet % x: got %c, %v, want %c", c.host, c.frame, f.Dir, err, c.want)
		}
	}
}

func TestCaptureTimeNeverGoesBack(t *testing.T) {
	const s = time.Second
	b := pcap(big, time.Microsecond, 101, record{0, 0, ip(six)}, record{5 * s, 0, ip(six)},
		record{-9 * s, 0, ip(six)}, record{4 * s, 0, ip(six)}, record{6 * s, 0, ip(six)})
	got, err := contents(b.bytes)
	same(t, got, "0s < "+six, "5s < "+six, "5s < "+six, "5s < "+six, "6s < "+six)
	says(t, err, "")
}

// simple appends a packet without a time stamp (pcapng's Simple Packet Block).
func simple(b *built) {
	b.block(3, func() {
		p := ip("192.168.0.1 > 192.168.0.2 icmp echo request id 7 seq 1 4b")
		b.u32(uint32(len(p)))
		b.bytes = append(b.bytes, p...)
	})
}

// Packets without a time stamp come right after the one before.
func TestCaptureWithoutTimes(t *testing.T) {
	b := pcapng(little, []uint16{101}, record{frame: ip(six)}, record{at: time.Second, frame: ip(six)})
	simple(b)
	c, err := capture(b.bytes, trace.Host)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []time.Duration{0, time.Second, time.Second} {
		if f, err := c.Next(); err != nil || f.Time != want || !c.Start().Equal(start) {
			t.Errorf("got %v since %v, %v, want %v since %v", f.Time, c.Start(), err, want, start)
		}
	}
}

// If the first has none, the clock has been running since the century began, and does not jump.
func TestCaptureBeginsWithoutTime(t *testing.T) {
	head, b := pcapng(little, []uint16{101}), pcapng(little, []uint16{101})
	simple(b)
	b.bytes = append(b.bytes, pcapng(little, []uint16{101}, record{frame: ip(six)}).bytes[len(head.bytes):]...)
	c, err := capture(b.bytes, trace.Host)
	if err != nil {
		t.Fatal(err)
	}
	began := c.Start()
	for _, want := range []time.Duration{0, start.Sub(began)} {
		if f, err := c.Next(); err != nil || f.Time != want || !c.Start().Equal(began) {
			t.Errorf("got %v since %v, %v, want %v since %v", f.Time, c.Start(), err, want, began)
		}
	}
}

func TestCaptureErrors(t *testing.T) {
	noise := make([]byte, 1000)
	rng := rand.New(rand.NewPCG(1, 1))
	for i := range noise {
		noise[i] = byte(rng.Uint32())
	}
	good := record{frame: ip(request)}
	tooLong := pcap(little, time.Microsecond, 101, good, good)
	little.PutUint32(tooLong.bytes[tooLong.ends[1]+8:], 1<<30)
	for _, c := range []struct {
		name    string
		file    []byte
		packets int
		want    string
	}{
		{"empty", nil, 0, "test: the file is empty; want a capture"},
		{"random bytes", noise, 0, "test: neither a capture (.pcap, .pcapng) nor text in the trace notation: it starts with "},
		{"zeros", make([]byte, 9), 0, "starts with 00 00 00 00 00 00 00 00"},
		{"text", []byte("0 < " + request + "\n\n0 x"), 1, `test:3: want "<" or ">" after the time, got "x"`},
		{"text that cannot be fed", []byte("0 < 192.168.0.1 > 192.168.0.2 icmp echo request id 7 seq 1 900b crc 1a2b3c4d"), 0, "test:1: "},
		{"link type", pcap(little, time.Microsecond, 147, good).bytes, 0,
			"test: packet 1: link type 147 (UnknownLinkType) is not known here; capture on the TUN device itself, or on Ethernet"},
		{"link type, later", pcapng(little, []uint16{101, 105}, good, record{0, 1, ip(request)}).bytes, 1, "test: packet 2: link type 105 (802.11) is not known here"},
		{"impossible length", tooLong.bytes, 1, "test: after packet 1: capture length exceeds snap length"},
		{"unknown version", slices.Concat(pcap(little, time.Microsecond, 101).bytes[:4], make([]byte, 30)), 0, "test: after packet 0: Unknown major version 0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := contents(c.file)
			if len(got) != c.packets {
				t.Errorf("got %d packets, want %d", len(got), c.packets)
			}
			says(t, err, c.want)
		})
	}
}

func TestOpenCapture(t *testing.T) {
	_, err := OpenCapture(t.TempDir()+"/none", trace.Host)
	is(t, err, os.ErrNotExist)
	if _, err = OpenCapture(t.TempDir(), trace.Host); err == nil {
		t.Error("a folder was opened")
	}
	c, err := OpenCapture("../../testdata/captures/ping.pcap", trace.Host)
	if err != nil {
		t.Fatal(err)
	}
	if f, err := c.Next(); err != nil || f.Dir != trace.In || !strings.Contains(frameLine(f), "icmp echo request") {
		t.Errorf("got %v, %v, want an echo request", f, err)
	}
	if err := c.Close(); err != nil {
		t.Error(err)
	}
}
