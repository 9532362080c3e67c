package nic

import (
	"errors"
	"fmt"
	"io"
	"net/netip"
	"time"

	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
	"github.com/gopacket/gopacket/pcapgo"

	"tcpworkbook/shared/trace"
)

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
