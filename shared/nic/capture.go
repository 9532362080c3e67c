package nic

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"os"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
	"github.com/gopacket/gopacket/pcapgo"

	"tcpworkbook/shared/trace"
)

// A Capture is a file of packets: .pcap, .pcapng, or text in the trace
// notation. It is read as a stream: its size does not matter.
type Capture struct {
	file *os.File
	name string
	host netip.Addr
	next func() (Frame, error)

	first time.Time     // time stamp of the first packet
	last  time.Duration // time of the latest packet: time never runs backwards
	count int           // packets read
}

// A Frame is one packet of a capture, or the end of a text.
type Frame struct {
	Time   time.Duration   // since the first packet; in a text, since time zero
	Dir    trace.Direction // In, or Out if the capture's host had sent it
	Packet []byte          // valid until the next call; nil for a text's Out and end lines
	Line   *trace.Line     // the line it was read from; nil in a binary capture
}

// OpenCapture opens the file called name. Packets from the IPv4 address host
// are the ones that go Out. What kind of file it is shows in its first bytes.
func OpenCapture(name string, host netip.Addr) (*Capture, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	c := &Capture{file: f, name: name, host: host}
	if err := c.open(bufio.NewReaderSize(f, 1<<16)); err != nil {
		f.Close()
		return nil, err
	}
	return c, nil
}

func (c *Capture) open(r *bufio.Reader) error {
	head, err := r.Peek(512)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	switch {
	case len(head) == 0:
		return fmt.Errorf("%s: the file is empty; want a capture (.pcap, .pcapng) or lines of the trace notation", c.name)
	case begins(head, "\xa1\xb2\xc3\xd4", "\xd4\xc3\xb2\xa1", "\xa1\xb2\x3c\x4d", "\x4d\x3c\xb2\xa1"):
		return c.openPcap(r) // in two byte orders, with micro- or nanoseconds
	case begins(head, "\n\r\r\n"):
		return c.openPcapng(r)
	case isText(head):
		c.openText(r)
		return nil
	}
	return fmt.Errorf("%s: neither a capture (.pcap, .pcapng) nor text in the trace notation: it starts with % x",
		c.name, head[:min(8, len(head))])
}

// begins reports whether head begins with a magic number, or is all that is
// left of one.
func begins(head []byte, magics ...string) bool {
	return slices.ContainsFunc(magics, func(magic string) bool {
		n := min(len(head), len(magic))
		return string(head[:n]) == magic[:n]
	})
}

func isText(head []byte) bool {
	for len(head) > 0 {
		r, n := utf8.DecodeRune(head)
		cut := r == utf8.RuneError && len(head) < utf8.UTFMax // a character across the end of head
		if r == 0 || r == utf8.RuneError && n == 1 && !cut {
			return false
		}
		head = head[n:]
	}
	return true
}

// A packetReader is a *pcapgo.Reader or *pcapgo.NgReader.
type packetReader interface {
	ZeroCopyReadPacketData() ([]byte, gopacket.CaptureInfo, error)
}

func (c *Capture) openPcap(r io.Reader) error {
	p, err := pcapgo.NewReader(r)
	if err != nil {
		return c.broken(err)
	}
	c.next = func() (Frame, error) {
		return c.packet(p, func(gopacket.CaptureInfo) layers.LinkType { return p.LinkType() })
	}
	return nil
}

func (c *Capture) openPcapng(r io.Reader) error {
	p, err := pcapgo.NewNgReader(r, pcapgo.NgReaderOptions{WantMixedLinkType: true})
	if err != nil {
		return c.broken(err)
	}
	c.next = func() (Frame, error) {
		return c.packet(p, func(ci gopacket.CaptureInfo) layers.LinkType {
			link, _ := ci.AncillaryData[0].(layers.LinkType)
			return link
		})
	}
	return nil
}

// packet reads packets until one of them is IP.
func (c *Capture) packet(r packetReader, link func(gopacket.CaptureInfo) layers.LinkType) (Frame, error) {
	for {
		data, ci, err := r.ZeroCopyReadPacketData()
		if err == io.EOF && ci.Length == 0 {
			return Frame{}, io.EOF
		}
		if err != nil {
			return Frame{}, c.broken(err)
		}
		c.count++
		if data == nil {
			data = []byte{} // a packet of no bytes is one, too
		}
		ip, known := network(data, link(ci))
		if !known {
			return Frame{}, fmt.Errorf("%s: packet %d: link type %d (%[3]v) is not known here; capture on the TUN device itself, or on Ethernet",
				c.name, c.count, link(ci))
		}
		if ip != nil {
			return Frame{Time: c.since(ci.Timestamp), Dir: c.direction(ip), Packet: ip}, nil
		}
	}
}

func (c *Capture) since(stamp time.Time) time.Duration {
	if stamp.IsZero() { // pcapng's Simple Packet Blocks have none
		stamp = c.Start()
	}
	if c.first.IsZero() {
		c.first = stamp
	}
	c.last = max(c.last, stamp.Sub(c.first))
	return c.last
}

func (c *Capture) direction(ip []byte) trace.Direction {
	const src, end = 12, 20 // RFC 791 §3.1
	if len(ip) >= end && ip[0]>>4 == 4 && netip.AddrFrom4([4]byte(ip[src:])) == c.host {
		return trace.Out
	}
	return trace.In
}

// broken explains an error of the capture's reader.
func (c *Capture) broken(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%s: the capture is cut short after packet %d; copy it again, or end the recording with Ctrl-C", c.name, c.count)
	}
	return fmt.Errorf("%s: after packet %d: %w", c.name, c.count, err)
}

func (c *Capture) openText(r io.Reader) {
	text := trace.NewReader(r, c.name)
	c.next = func() (Frame, error) {
		line, err := text.Next()
		if err != nil {
			return Frame{}, err
		}
		f := Frame{Time: line.Time, Dir: line.Dir, Line: &line}
		if line.End || line.Dir == trace.Out {
			return f, nil
		}
		packet, err := line.Packet.Bytes()
		if err != nil {
			return Frame{}, &trace.Error{Name: c.name, Line: line.Number, Msg: err.Error()}
		}
		f.Packet = append([]byte{}, packet...) // a packet of no bytes is one, too
		return f, nil
	}
}

// Next returns the next packet, and io.EOF after the last.
func (c *Capture) Next() (Frame, error) { return c.next() }

// Start is the wall clock's time at the capture's time zero, known when the
// first packet has been read. A text has none: it starts with the century.
func (c *Capture) Start() time.Time {
	if c.first.IsZero() {
		return time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return c.first
}

// Close closes the file.
func (c *Capture) Close() error { return c.file.Close() }
