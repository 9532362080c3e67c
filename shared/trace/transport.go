package trace

import (
	"fmt"

	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
)

// decodeContent reads what stands after the IP header; a fragment is not looked into.
func (p Packet) decodeContent(ip gopacket.NetworkLayer, b []byte) (Packet, error) {
	switch {
	case p.Fragment():
	case p.Proto == protoTCP:
		return p.decodeTCP(ip, b)
	case p.Proto == protoICMP && p.Src.Is4():
		return p.decodeICMP(b)
	case p.Proto == protoUDP:
		p.BadSum = wrongUDP(ip, b)
	}
	return p.with(b), nil
}

// with returns p with its content set.
func (p Packet) with(data []byte) Packet {
	p.Len, p.Data = len(data), data
	return p
}

func (p Packet) decodeTCP(ip gopacket.NetworkLayer, b []byte) (Packet, error) {
	if err := checkTCP(b); err != nil {
		return Packet{}, err
	}
	var t layers.TCP
	if err := t.DecodeFromBytes(b, gopacket.NilDecodeFeedback); err != nil {
		return Packet{}, err
	}
	if err := t.SetNetworkLayerForChecksum(ip); err != nil {
		return Packet{}, err
	}
	p.BadSum = wrong(t.VerifyChecksum())
	p.TCP = &TCP{
		SrcPort: uint16(t.SrcPort),
		DstPort: uint16(t.DstPort),
		Flags:   Flags(b[13]),
		Seq:     t.Seq,
		Win:     int(t.Window),
	}
	if t.ACK {
		p.TCP.Ack = t.Ack
	}
	if t.URG {
		p.TCP.Urg = t.Urgent
	}
	p.TCP.Options, _, _ = splitOptions(t.Contents[20:])
	return p.with(t.Payload), nil
}

// checkTCP holds the lengths of a TCP header against each other (RFC 9293 §3.1).
func checkTCP(b []byte) error {
	if len(b) < 20 {
		return cutShort("TCP", len(b), 20)
	}
	header := int(b[12]>>4) * 4
	switch {
	case header < 20:
		return fmt.Errorf("TCP Data Offset %d below 5", header/4)
	case header > len(b):
		return cutShort("TCP", len(b), header)
	}
	_, _, err := splitOptions(b[20:header])
	return wrap("TCP", err)
}

func (p Packet) decodeICMP(b []byte) (Packet, error) {
	var m layers.ICMPv4
	if err := m.DecodeFromBytes(b, gopacket.NilDecodeFeedback); err != nil {
		return Packet{}, cutShort("ICMP", len(b), 8)
	}
	p.BadSum = wrong(m.VerifyChecksum())
	p.ICMP = &ICMP{
		Type: m.TypeCode.Type(),
		Code: m.TypeCode.Code(),
		Rest: uint32(m.Id)<<16 | uint32(m.Seq),
	}
	return p.with(m.Payload), nil
}

// wrongUDP reports a wrong checksum. Zero means that the sender made none (RFC 768); where the UDP
// length does not fit the packet, nobody can tell.
func wrongUDP(ip gopacket.NetworkLayer, b []byte) bool {
	var u layers.UDP
	if err := u.DecodeFromBytes(b, gopacket.NilDecodeFeedback); err != nil {
		return false
	}
	if u.Length < 8 || int(u.Length) > len(b) || u.Checksum == 0 {
		return false
	}
	if err := u.SetNetworkLayerForChecksum(ip); err != nil {
		return false
	}
	return wrong(u.VerifyChecksum())
}
