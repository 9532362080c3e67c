package nic

import (
	"encoding/binary"

	"github.com/gopacket/gopacket/layers"
)

// network strips the header of the link layer. It returns nil for what is not
// IP, ARP say, and false for link types that it does not know.
func network(frame []byte, link layers.LinkType) (ip []byte, known bool) {
	const rawBSD, rawOpenBSD = 12, 14
	switch link {
	case layers.LinkTypeRaw, rawBSD, rawOpenBSD, layers.LinkTypeIPv4, layers.LinkTypeIPv6:
		return frame, true // no header at all: TUN
	case layers.LinkTypeEthernet:
		return payload(frame, 12, 14), true
	case layers.LinkTypeLinuxSLL: // tcpdump -i any
		return payload(frame, 14, 16), true
	case layers.LinkTypeLinuxSLL2: // the same, since libpcap 1.10
		return payload(frame, 0, 20), true
	case layers.LinkTypeNull, layers.LinkTypeLoop: // macOS: utun, lo0
		return loopback(frame), true
	}
	return nil, false
}

// payload returns what follows a header of size bytes, if the EtherType at
// offset at says that it is IP.
func payload(frame []byte, at, size int) []byte {
	if len(frame) < size {
		return nil
	}
	switch layers.EthernetType(binary.BigEndian.Uint16(frame[at:])) {
	case layers.EthernetTypeIPv4, layers.EthernetTypeIPv6:
		return frame[size:]
	}
	return nil
}

// loopback strips the address family: 4 bytes in the byte order of the machine
// that recorded them, so the number stands in the first or in the last.
func loopback(frame []byte) []byte {
	if len(frame) < 4 {
		return nil
	}
	switch layers.ProtocolFamily(frame[0] | frame[3]) {
	case layers.ProtocolFamilyIPv4, layers.ProtocolFamilyIPv6Linux, layers.ProtocolFamilyIPv6BSD,
		layers.ProtocolFamilyIPv6FreeBSD, layers.ProtocolFamilyIPv6Darwin:
		return frame[4:]
	}
	return nil
}
