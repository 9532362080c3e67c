package ipv4_test

import (
	"errors"
	"fmt"
	"net/netip"

	"tcpworkbook/step03-parse-ipv4/ipv4"
)

// A packet of ping's, with its payload cut down to four bytes.
func ExampleParse() {
	packet := unhex("45000018 456e4000 40017423 c0a80001 c0a80002 0800f7ff")
	h, payload, err := ipv4.Parse(packet)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(h.Src, h.Dst, h.Protocol, h.TTL, h.DontFragment)
	fmt.Printf("%x\n", payload)

	// On the way, a bit of the Time to Live is flipped.
	packet[8] ^= 1
	_, _, err = ipv4.Parse(packet)
	var e *ipv4.ParseError
	if errors.As(err, &e) {
		fmt.Println(e.Offset, err)
	}
	// Output:
	// 192.168.0.1 192.168.0.2 icmp 64 true
	// 0800f7ff
	// 10 ipv4: byte 10: header checksum is 0x7423, not 0x7323
}

func ExampleHeader_Append() {
	payload := []byte("hello")
	h := ipv4.Header{
		TTL:      ipv4.DefaultTTL,
		Protocol: ipv4.UDP,
		Src:      netip.MustParseAddr("192.168.0.2"),
		Dst:      netip.MustParseAddr("192.168.0.1"),
	}
	packet := h.Append(nil, len(payload))
	packet = append(packet, payload...)
	fmt.Printf("% x\n", packet)
	// Output:
	// 45 00 00 19 00 00 00 00 40 11 f9 80 c0 a8 00 02 c0 a8 00 01 68 65 6c 6c 6f
}

// The example of RFC 1071 §3, whose sum is ddf2.
func ExampleChecksum() {
	b := []byte{0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7}
	sum := ipv4.Checksum(b)
	fmt.Printf("%04x\n", sum)

	// With its checksum in it, the receiver's sum comes out as zero.
	b = append(b, byte(sum>>8), byte(sum))
	fmt.Printf("%04x\n", ipv4.Checksum(b))
	// Output:
	// 220d
	// 0000
}
