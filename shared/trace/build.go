package trace

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
)

// Bytes builds the IP packet that p describes, with the checksums it should have, or wrong ones where p
// says so. What p does not say takes its usual value: window 65535, Don't Fragment on TCP only, IP id 0.
func (p Packet) Bytes() ([]byte, error) {
	if p.Data == nil && p.Len > 0 {
		return nil, errors.New("content known only by its crc cannot be fed: want it as text, hex or the pattern")
	}
	if p.Raw {
		return bytes.Clone(p.Data), nil
	}
	b, err := p.serialize()
	if err != nil {
		return nil, err
	}
	if len(b) > 65535 {
		return nil, fmt.Errorf("want an IP packet of at most 65535 bytes, got %d", len(b))
	}
	b = append(b, make([]byte, p.Pad)...)
	return b, p.damage(b)
}

func (p Packet) serialize() ([]byte, error) {
	ip := p.network()
	list := []gopacket.SerializableLayer{ip.(gopacket.SerializableLayer)}
	switch {
	case p.TCP != nil:
		t := p.TCP.layer()
		if err := t.SetNetworkLayerForChecksum(ip); err != nil {
			return nil, err
		}
		list = append(list, t)
	case p.ICMP != nil:
		list = append(list, p.ICMP.layer())
	}
	list = append(list, gopacket.Payload(p.Data))
	buf := gopacket.NewSerializeBuffer()
	err := gopacket.SerializeLayers(buf, gopacket.SerializeOptions{FixLengths: true, ComputeChecksums: true}, list...)
	return buf.Bytes(), err
}

// network returns the IP header.
func (p Packet) network() gopacket.NetworkLayer {
	src, dst, proto := p.Src.AsSlice(), p.Dst.AsSlice(), layers.IPProtocol(p.Proto)
	if p.Src.Is6() {
		return &layers.IPv6{Version: 6, HopLimit: p.TTL, NextHeader: proto, SrcIP: src, DstIP: dst}
	}
	ip := &layers.IPv4{Version: 4, TTL: p.TTL, Protocol: proto, SrcIP: src, DstIP: dst, FragOffset: uint16(p.Frag / 8)}
	if p.TCP != nil {
		ip.Flags |= layers.IPv4DontFragment
	}
	if p.More {
		ip.Flags |= layers.IPv4MoreFragments
	}
	list, rest, _ := splitOptions(p.IPOptions)
	for _, o := range list {
		ip.Options = append(ip.Options, layers.IPv4Option{OptionType: o.Kind, OptionLength: byte(2 + len(o.Data)), OptionData: o.Data})
	}
	ip.Padding = rest
	return ip
}

func (t TCP) layer() *layers.TCP {
	l := &layers.TCP{
		SrcPort: layers.TCPPort(t.SrcPort), DstPort: layers.TCPPort(t.DstPort),
		Seq: t.Seq, Ack: t.Ack, Window: uint16(t.Win), Urgent: t.Urg, // a window of -1 becomes 65535
		FIN: t.Flags&FIN != 0, SYN: t.Flags&SYN != 0, RST: t.Flags&RST != 0, PSH: t.Flags&PSH != 0,
		ACK: t.Flags&ACK != 0, URG: t.Flags&URG != 0, ECE: t.Flags&ECE != 0, CWR: t.Flags&CWR != 0,
	}
	for _, o := range t.Options {
		l.Options = append(l.Options, layers.TCPOption{OptionType: layers.TCPOptionKind(o.Kind), OptionData: o.Data})
	}
	return l
}

func (m ICMP) layer() *layers.ICMPv4 {
	return &layers.ICMPv4{
		TypeCode: layers.CreateICMPv4TypeCode(m.Type, m.Code),
		Id:       uint16(m.Rest >> 16), Seq: uint16(m.Rest),
	}
}

// damage makes the checksums wrong that p says are wrong. UDP's is a part of the content: it is wrong already.
func (p Packet) damage(b []byte) error {
	header := 40
	if p.Src.Is4() {
		header = int(b[0]&15) * 4
	}
	if p.BadIPSum {
		flip(b[10:])
	}
	switch {
	case p.BadSum && p.TCP != nil:
		flip(b[header+16:])
	case p.BadSum && p.ICMP != nil:
		flip(b[header+2:])
	case p.BadSum && !Decode(b).BadSum:
		return errors.New("want content with a wrong UDP checksum in bytes 6 and 7, as [bad udp checksum] says")
	}
	return nil
}

// flip changes every second bit of a checksum, so that it is wrong in one's complement too.
func flip(sum []byte) {
	sum[0] ^= 0x55
	sum[1] ^= 0x55
}
