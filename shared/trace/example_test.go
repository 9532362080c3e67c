package trace_test

import (
	"fmt"
	"io"
	"os"
	"strings"

	"tcpworkbook/shared/trace"
)

// A text is read, its packets are built, and printed again from their bytes alone.
func Example() {
	const text = `
isn < 4294967290
0.0  < 40000 > 7  S 0:0(0) win 64240 <mss 1460>
isn > 1000
+0.1 > 7 > 40000  S. 0:0(0) ack 1 win 65535
+0.1 < 40000 > 7  P. 1:13(12) ack 1 win 64240 "hello, world"
+0.1 < 40000 > 7  . 13:39(26) ack 1 win 64240 [bad tcp checksum]
`
	in := trace.NewReader(strings.NewReader(text), "hello.trace")
	out := trace.NewPrinter(os.Stdout)
	for {
		line, err := in.Next()
		if err == io.EOF {
			return
		}
		if err != nil {
			fmt.Println(err)
			return
		}
		packet, err := line.Packet.Bytes()
		if err != nil {
			fmt.Println(err)
			return
		}
		if err := out.Print(line.Time, line.Dir, packet); err != nil {
			fmt.Println(err)
			return
		}
	}
	// Output:
	// 0.000000 < 40000 > 7  S 0:0(0) win 64240 <mss 1460>
	// 0.100000 > 7 > 40000  S. 0:0(0) ack 1 win 65535
	// 0.200000 < 40000 > 7  P. 1:13(12) ack 1 win 64240 "hello, world"
	// 0.300000 < 40000 > 7  . 13:39(26) ack 1 win 64240 [bad tcp checksum]
}
