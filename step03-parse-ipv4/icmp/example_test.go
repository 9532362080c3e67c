package icmp_test

import (
	"fmt"

	"tcpworkbook/step03-parse-ipv4/icmp"
)

// An echo request comes in, the answer goes out: another type, another
// checksum, all else as it was.
func Example() {
	packet := unhex("0800 ad5c 06d0 0001 68656c6c6f")
	request, err := icmp.Parse(packet)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("identifier and sequence number % x, data %q\n", request.Rest, request.Data)
	if reply, ok := icmp.Reply(request); ok {
		fmt.Printf("% x\n", reply.Append(nil))
	}

	// On the way, a bit of the data is flipped.
	packet[8] ^= 1
	_, err = icmp.Parse(packet)
	fmt.Println(err)
	// Output:
	// identifier and sequence number 06 d0 00 01, data "hello"
	// 00 00 b5 5c 06 d0 00 01 68 65 6c 6c 6f
	// icmp: byte 2: checksum is 0xad5c, not 0xac5c
}
