package trace

import "fmt"

// icmpNames are the message types that have a name besides echo (RFC 792).
var icmpNames = map[byte]string{3: "unreachable", 11: "time exceeded"}

// protocolNames are those of IANA's list, as in /etc/protocols.
var protocolNames = map[byte]string{
	0: "hopopt", protoICMP: "icmp", 2: "igmp", 4: "ipencap", protoTCP: "tcp", protoUDP: "udp",
	41: "ipv6", 43: "ipv6-route", 44: "ipv6-frag", 47: "gre", 50: "esp", 51: "ah",
	58: "ipv6-icmp", 59: "ipv6-nonxt", 60: "ipv6-opts", 89: "ospf", 132: "sctp",
}

// protocolName gives a protocol's name, or "proto N".
func protocolName(proto byte) string {
	if name, ok := protocolNames[proto]; ok {
		return name
	}
	return fmt.Sprintf("proto %d", proto)
}

func protocolNumber(name string) (byte, bool) {
	for number, n := range protocolNames {
		if n == name {
			return number, true
		}
	}
	return 0, false
}
