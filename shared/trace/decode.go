package trace

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"net/netip"

	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
)

// Decode reads a whole IP packet. It never fails: what cannot be decoded is Raw, with the reason.
func Decode(packet []byte) Packet {
	b := bytes.Clone(packet) // the caller may reuse its buffer, and gopacket writes to it
	p, err := decodeIP(b)
	if err != nil {
		return Packet{Raw: true, Reason: err.Error(), Len: len(b), Data: b}
	}
	return p
}

func decodeIP(b []byte) (Packet, error) {
	if len(b) == 0 {
		return Packet{}, errors.New("empty")
	}
	switch version := b[0] >> 4; version {
	case 4:
		return decodeIPv4(b)
	case 6:
		return decodeIPv6(b)
	default:
		return Packet{}, fmt.Errorf("IP version %d", version)
	}
}

func decodeIPv4(b []byte) (Packet, error) {
	if err := checkIPv4(b); err != nil {
		return Packet{}, err
	}
	var ip layers.IPv4
	if err := ip.DecodeFromBytes(b, gopacket.NilDecodeFeedback); err != nil {
		return Packet{}, err
	}
	p := Packet{
		Src:       netip.AddrFrom4([4]byte(ip.SrcIP)),
		Dst:       netip.AddrFrom4([4]byte(ip.DstIP)),
		Proto:     byte(ip.Protocol),
		TTL:       ip.TTL,
		Frag:      int(ip.FragOffset) * 8,
		More:      ip.Flags&layers.IPv4MoreFragments != 0,
		IPOptions: ip.Contents[20:],
		Pad:       len(b) - int(ip.Length),
		BadIPSum:  wrong(ip.VerifyChecksum()),
	}
	return p.decodeContent(&ip, ip.Payload)
}

// checkIPv4 holds the lengths of an IPv4 header against each other (RFC 791 §3.1).
func checkIPv4(b []byte) error {
	if len(b) < 20 {
		return cutShort("IPv4", len(b), 20)
	}
	header, total := int(b[0]&15)*4, int(binary.BigEndian.Uint16(b[2:]))
	switch {
	case header < 20:
		return fmt.Errorf("IPv4 IHL %d below 5", header/4)
	case header > len(b):
		return cutShort("IPv4", len(b), header)
	case total < header:
		return fmt.Errorf("IPv4 Total Length %d below the header's %d bytes", total, header)
	case total > len(b):
		return fmt.Errorf("IPv4 Total Length %d beyond the packet's %d bytes", total, len(b))
	}
	_, _, err := splitOptions(b[20:header])
	return wrap("IPv4", err)
}

func decodeIPv6(b []byte) (Packet, error) {
	if len(b) < 40 {
		return Packet{}, cutShort("IPv6", len(b), 40)
	}
	var ip layers.IPv6
	_ = ip.DecodeFromBytes(b, gopacket.NilDecodeFeedback) // it fails only at extension headers, which are content to us
	end := 40 + int(ip.Length)
	if end > len(b) {
		return Packet{}, fmt.Errorf("IPv6 Payload Length %d beyond the packet's %d bytes", ip.Length, len(b)-40)
	}
	p := Packet{
		Src:   netip.AddrFrom16([16]byte(ip.SrcIP)),
		Dst:   netip.AddrFrom16([16]byte(ip.DstIP)),
		Proto: byte(ip.NextHeader),
		TTL:   ip.HopLimit,
		Pad:   len(b) - end,
	}
	return p.decodeContent(&ip, b[40:end])
}

// wrong reports whether a checksum differs from what the full sum gives. The library takes 0xFFFF for
// 0x0000, its equal in one's complement; no correct sender writes that (RFC 1624 §3).
func wrong(_ error, r gopacket.ChecksumVerificationResult) bool { return r.Correct != r.Actual }

func cutShort(header string, have, want int) error {
	return fmt.Errorf("%s header cut short: %d of %d bytes", header, have, want)
}

func wrap(header string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s %w", header, err)
}
