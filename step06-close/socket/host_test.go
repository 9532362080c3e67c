package socket

import (
	"context"
	"net"
	"net/netip"
	"testing"

	"tcpworkbook/shared/nic"
	"tcpworkbook/step06-close/tcp"
)

var (
	aliceAddr = netip.MustParseAddr("192.168.0.1")
	bobAddr   = netip.MustParseAddr("192.168.0.2")
)

// hosts runs two stacks, Alice and Bob, one at each end of a pipe; wrap may
// put something in front of Alice's end. The function that it returns stops them.
func hosts(t testing.TB, wrap func(nic.Device) nic.Device) (alice, bob *Stack, stop func()) {
	a, b := nic.Pipe()
	if wrap != nil {
		a = wrap(a)
	}
	alice, bob = host(a, aliceAddr), host(b, bobAddr)
	done := make(chan error)
	for _, s := range []*Stack{alice, bob} {
		go func() { done <- s.Run() }()
	}
	return alice, bob, func() {
		a.Close()
		b.Close()
		for range 2 {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
	}
}

func host(dev nic.Device, addr netip.Addr) *Stack {
	return New(dev, Config{Config: tcp.Config{Addrs: []netip.Addr{addr}}})
}

// connected returns the two ends of a connection from alice to bob.
func connected(t testing.TB, alice, bob *Stack) (a, b *Conn) {
	t.Helper()
	l, err := bob.Listen(80)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	dialled := make(chan net.Conn, 1)
	go func() {
		c, err := alice.DialContext(context.Background(), "192.168.0.2:80")
		if err != nil {
			t.Error(err)
		}
		dialled <- c
	}()
	accepted, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	return (<-dialled).(*Conn), accepted.(*Conn)
}
