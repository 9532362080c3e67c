package socket

import (
	"context"
	"errors"
	"io"
	"net"
	"net/netip"
	"reflect"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tcpworkbook/shared/nic"
	"tcpworkbook/step03-parse-ipv4/ipv4"
	"tcpworkbook/step06-close/tcp"
)

var (
	aliceAddr = netip.MustParseAddr("192.168.0.1")
	bobAddr   = netip.MustParseAddr("192.168.0.2")
)

// between tells a story of Alice and Bob, in a bubble: time passes when nobody
// has anything to do. It also fails if a goroutine is left at the end.
func between(t *testing.T, wrap func(nic.Device) nic.Device, story func(t *testing.T, alice, bob *Stack)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		alice, bob, stop := hosts(t, wrap)
		defer stop()
		story(t, alice, bob)
	})
}

// A cable is Alice's. What she sends can be cut off, and is counted.
type cable struct {
	nic.Device
	mu     sync.Mutex
	cut    bool
	texts  int // segments with text
	resets int
}

func (c *cable) plug(dev nic.Device) nic.Device {
	c.Device = dev
	return c
}

func (c *cable) pull() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cut = true
}

func (c *cable) WritePacket(p []byte) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	seg, err := tcp.Parse(p[ipv4.HeaderLen:], aliceAddr, bobAddr)
	if err != nil {
		return err
	}
	if len(seg.Payload) > 0 {
		c.texts++
	}
	if seg.Flags.Has(tcp.RST) {
		c.resets++
	}
	if c.cut {
		return nil
	}
	return c.Device.WritePacket(p)
}

// delayed takes 10 ms for each packet, each way.
func delayed(dev nic.Device) nic.Device {
	return nic.Lossy(dev, nic.Faults{Delay: 10 * time.Millisecond})
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// is checks an error for all that it should be.
func is(t testing.TB, got error, want ...error) {
	t.Helper()
	for _, err := range want {
		if !errors.Is(got, err) {
			t.Errorf("got %v, want %v", got, err)
		}
	}
}

// timedOut checks that an error says so, too.
func timedOut(t testing.TB, err error) {
	t.Helper()
	if e, ok := err.(net.Error); !ok || !e.Timeout() {
		t.Errorf("%v (%T) is no timeout", err, err)
	}
}

// passed checks how long something has taken.
func passed(t testing.TB, since time.Time, want time.Duration) {
	t.Helper()
	if got := time.Since(since); got != want {
		t.Errorf("it took %v, want %v", got, want)
	}
}

// reads checks what comes.
func reads(t testing.TB, c net.Conn, want string) {
	t.Helper()
	got := make([]byte, len(want))
	n, err := io.ReadFull(c, got)
	if err != nil || string(got) != want {
		t.Fatalf("got %d bytes, %.20q, and %v, want %.20q", n, got[:n], err, want)
	}
}

// ends checks that nothing comes any more.
func ends(t testing.TB, c net.Conn, want error) {
	t.Helper()
	n, err := c.Read(make([]byte, 1))
	if n != 0 || !errors.Is(err, want) {
		t.Errorf("got %d bytes and %v, want %v", n, err, want)
	}
}

// later returns what f returns, when it does.
func later(f func() error) <-chan error {
	c := make(chan error, 1)
	go func() { c <- f() }()
	return c
}

// readLater reads a byte.
func readLater(c net.Conn) <-chan error {
	return later(func() error {
		_, err := c.Read(make([]byte, 1))
		return err
	})
}

// writeLater writes more than there is room for.
func writeLater(c net.Conn) <-chan error {
	return later(func() error {
		_, err := c.Write(make([]byte, 4<<20))
		return err
	})
}

// empty checks that a stack has kept nothing of its connections.
func empty(t testing.TB, s *Stack) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	core := reflect.ValueOf(s.core).Elem()
	for _, field := range []string{"conns", "busy"} {
		if n := core.FieldByName(field).Len(); n > 0 {
			t.Errorf("the machine still has %d %s", n, field)
		}
	}
	if len(s.conns) > 0 || len(s.listeners) > 0 || !s.core.Deadline().IsZero() {
		t.Errorf("%d connections and %d listeners are left; the machine wants to be called at %v", len(s.conns), len(s.listeners), s.core.Deadline())
	}
}

// hosts runs two stacks, Alice and Bob, one at each end of a pipe; wrap may
// put something in front of Alice's end. The function that it returns stops them.
func hosts(t testing.TB, wrap func(nic.Device) nic.Device) (alice, bob *Stack, stop func()) {
	a, b := nic.Pipe()
	if wrap != nil {
		a = wrap(a)
	}
	return hostsOn(t, Config{}, a, b)
}

// hostsOn does it with another configuration, on devices of one's own.
func hostsOn(t testing.TB, config Config, a, b nic.Device) (alice, bob *Stack, stop func()) {
	alice, bob = host(config, a, aliceAddr), host(config, b, bobAddr)
	return alice, bob, run(t, alice, bob)
}

func run(t testing.TB, stacks ...*Stack) (stop func()) {
	done := make(chan error)
	for _, s := range stacks {
		go func() { done <- s.Run() }()
	}
	return func() {
		for _, s := range stacks {
			s.dev.Close()
		}
		for range stacks {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
	}
}

func host(config Config, dev nic.Device, addr netip.Addr) *Stack {
	config.Addrs = []netip.Addr{addr}
	return New(dev, config)
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
