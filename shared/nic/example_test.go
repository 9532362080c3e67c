package nic_test

import (
	"errors"
	"fmt"
	"log"
	"net/netip"
	"os"
	"path/filepath"
	"time"

	"tcpworkbook/shared/nic"
)

// The loop of a program: it waits for a packet until its own next deadline.
// Live it would be the same loop.
func Example() {
	const text = `
0.5 < 192.168.0.1 > 192.168.0.2 icmp echo request id 7 seq 1 0b
+60 end
`
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "ping.txt")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		log.Fatal(err)
	}
	dev, err := nic.OpenReplay(file, netip.MustParseAddr("192.168.0.2"))
	if err != nil {
		log.Fatal(err)
	}
	defer dev.Close()

	start := dev.Now()
	deadline := start.Add(45 * time.Second)
	buf := make([]byte, nic.MaxPacket)
	for {
		dev.SetReadDeadline(deadline)
		n, err := dev.ReadPacket(buf)
		at := dev.Now().Sub(start)
		switch {
		case err == nil:
			fmt.Println(at, "a packet of", n, "bytes")
		case errors.Is(err, os.ErrDeadlineExceeded):
			fmt.Println(at, "nobody there")
			deadline = time.Time{}
		default:
			fmt.Println(at, err)
			return
		}
	}
	// Output:
	// 500ms a packet of 28 bytes
	// 45s nobody there
	// 1m0.5s EOF
}

func ExamplePipe() {
	a, b := nic.Pipe()
	dev := nic.Lossy(a, nic.Faults{Duplicate: 1})
	b.WritePacket([]byte("packet"))

	buf := make([]byte, nic.MaxPacket)
	for range 2 {
		n, _ := dev.ReadPacket(buf)
		fmt.Printf("%s\n", buf[:n])
	}
	// Output:
	// packet
	// packet
}
