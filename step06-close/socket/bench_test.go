package socket

import (
	"context"
	"fmt"
	"io"
	"testing"

	"tcpworkbook/shared/nic"
	"tcpworkbook/step06-close/tcp"
)

// Text goes one way, between two hosts in this process. A pipe holds as many
// packets as a TUN device, so the windows are those of step 6. What is allocated
// are the pipe's copies, one for each packet.
func BenchmarkTransfer(b *testing.B) {
	for _, mtu := range []int{1500, 65000} {
		for _, direction := range []string{"up", "down"} { // from the one who dialled, or to it
			b.Run(fmt.Sprintf("%s/MTU=%d", direction, mtu), func(b *testing.B) {
				from, to, stop := benchPair(b, mtu)
				defer stop()
				if direction == "down" {
					from, to = to, from
				}
				transfer(b, from, to)
			})
		}
	}
}

func benchPair(b *testing.B, mtu int) (a, c *Conn, stop func()) {
	limits := tcp.Limits{MTU: mtu, SendBuffer: 4 << 20, ReceiveBuffer: min(350*mtu, 4<<20)}
	x, y := nic.Pipe()
	alice, bob, stop := hostsOn(b, Config{Config: tcp.Config{Limits: limits}}, x, y)
	a, c = connected(b, alice, bob)
	return a, c, stop
}

func transfer(b *testing.B, from, to *Conn) {
	const chunk = 256 << 10
	done := make(chan error)
	go func() {
		_, err := io.CopyN(io.Discard, to, int64(b.N)*chunk)
		done <- err
	}()
	text := make([]byte, chunk)
	b.SetBytes(chunk)
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		if _, err := from.Write(text); err != nil {
			b.Fatal(err)
		}
	}
	if err := <-done; err != nil {
		b.Fatal(err)
	}
	b.StopTimer()
	b.ReportMetric(float64(b.N)*chunk*8/b.Elapsed().Seconds()/1e9, "Gbit/s")
}

// One byte there and back.
func BenchmarkRoundTrip(b *testing.B) {
	a, c, stop := benchPair(b, 1500)
	defer stop()
	go io.Copy(c, c)
	word := []byte("x")
	b.ReportAllocs()
	for b.Loop() {
		a.Write(word)
		if _, err := a.Read(word); err != nil {
			b.Fatal(err)
		}
	}
}

// A connection that is opened, accepted, and closed by one and then the other.
func BenchmarkConnect(b *testing.B) {
	alice, bob, stop := hosts(b, nil)
	defer stop()
	l, err := bob.Listen(80)
	must(b, err)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			c.Close()
		}
	}()
	b.ReportAllocs()
	for b.Loop() {
		c, err := alice.DialContext(context.Background(), "192.168.0.2:80")
		if err != nil {
			b.Fatal(err)
		}
		c.Read(make([]byte, 1))
		c.(*Conn).SetLinger(0) // a reset: in TIME-WAIT, all ports would be used up
		c.Close()
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "connects/s")
}
