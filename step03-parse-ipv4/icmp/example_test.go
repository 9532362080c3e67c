package icmp_test

import (
	"fmt"

	"tcpworkbook/step03-parse-ipv4/icmp"
)

// An echo request comes in, the answer goes out: another type, another
// checksum, all else as it was.
func Example() {
	request, err := icmp.Parse(unhex("0800 ad5c 06d0 0001 68656c6c6f"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("identifier and sequence number % x, data %q\n", request.Rest, request.Data)
	if reply, ok := icmp.Reply(request); ok {
		fmt.Printf("% x\n", reply.Append(nil))
	}
	// Output:
}
