package socket

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"tcpworkbook/shared/nic"
)

// However connections end, nothing is left of them.
func TestNothingIsLeft(t *testing.T) {
	const each = 1250
	lives := []struct {
		name string
		live func(a, b *Conn)
	}{
		{"the dialler closes first", func(a, b *Conn) { a.Close(); io.Copy(io.Discard, b); b.Close() }},
		{"the other does", func(a, b *Conn) { b.Close(); io.Copy(io.Discard, a); a.Close() }},
		{"both at once", func(a, b *Conn) { go a.Close(); b.Close() }},
		{"half-close, both ways", func(a, b *Conn) {
			a.CloseWrite()
			io.Copy(b, b)
			b.CloseWrite()
			io.Copy(io.Discard, a)
			a.Close()
			b.Close()
		}},
		{"a reset", func(a, b *Conn) { a.SetLinger(0); a.Close(); io.Copy(io.Discard, b); b.Close() }},
		{"unread text", func(a, b *Conn) {
			a.Write([]byte("text"))
			synctest.Wait()
			b.Close()
			io.Copy(io.Discard, a)
			a.Close()
		}},
		{"deadlines and keep-alives", func(a, b *Conn) {
			for _, c := range []*Conn{a, b} {
				c.SetDeadline(time.Now().Add(time.Hour))
				c.SetKeepAlive(true)
			}
			a.Close()
			b.Close()
		}},
		{"nobody closes what the peer has reset", func(a, b *Conn) { a.SetLinger(0); a.Close(); io.Copy(io.Discard, b) }},
	}
	between(t, nil, func(t *testing.T, alice, bob *Stack) {
		l, err := bob.Listen(80)
		must(t, err)
		for _, c := range lives {
			for range each {
				a, err := alice.DialContext(t.Context(), "192.168.0.2:80")
				must(t, err)
				b, err := l.Accept()
				must(t, err)
				c.live(a.(*Conn), b.(*Conn))
			}
			synctest.Wait()
			if n := alice.count() + bob.count(); n > 2*each { // in TIME-WAIT
				t.Errorf("%s: %d connections are left", c.name, n)
			}
			time.Sleep(2 * time.Minute)
			if n := alice.count() + bob.count(); n > 0 {
				t.Errorf("%s: %d connections are left for good", c.name, n)
			}
		}
		must(t, l.Close())
		empty(t, alice)
		empty(t, bob)
	})
}

func (s *Stack) count() (n int) {
	s.locked(func() { n = len(s.conns) })
	return n
}

// One that was over before anybody accepted it, too.
func TestNothingIsLeftOfOneThatWasOver(t *testing.T) {
	between(t, nil, func(t *testing.T, alice, bob *Stack) {
		l, err := bob.Listen(80)
		must(t, err)
		a, err := alice.DialContext(t.Context(), "192.168.0.2:80")
		must(t, err)
		synctest.Wait()
		a.(*Conn).SetLinger(0)
		a.Close()
		synctest.Wait()
		b, err := l.Accept()
		must(t, err)
		ends(t, b, syscall.ECONNRESET)
		must(t, b.Close())
		must(t, l.Close())
		synctest.Wait()
		empty(t, alice)
		empty(t, bob)
	})
}

// A connection that the user kills between two steps of the pump, too.
func TestNothingIsLeftInLockStep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		alice, bob, stop := hostsInLockStep(t, func(s *Stack) {
			l, err := s.Listen(80)
			must(t, err)
			s.Go(func() {
				for {
					c, err := l.Accept()
					if err != nil {
						return
					}
					s.Go(func() {
						c.Read(make([]byte, 1))
						c.Close() // with text that nobody has read
					})
				}
			})
		})
		defer stop()
		for range 100 {
			c, err := alice.DialContext(t.Context(), "192.168.0.2:80")
			must(t, err)
			c.Write([]byte("text"))
			io.Copy(io.Discard, c)
			c.Close()
		}
		synctest.Wait()
		if n := bob.count(); n > 0 {
			t.Errorf("%d connections are left", n)
		}
	})
}

// The most memory that an idle connection with a service may take, in bytes.
const idleConn = 10 << 10

func TestMemoryOfIdleConnections(t *testing.T) {
	const n = 2000
	a, b := nic.Pipe()
	bob := host(Config{}, b, bobAddr)
	l, err := bob.Listen(7)
	must(t, err)
	defer run(t, bob)()
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				io.Copy(c, c)
			}()
		}
	}()
	before := inUse()
	useOnce(t, a, n)
	got := int(inUse()-before) / n
	t.Logf("an idle connection takes %d bytes", got)
	if got > idleConn {
		t.Errorf("want %d at most", idleConn)
	}
	if got := bob.count(); got != n {
		t.Errorf("there are %d connections, want %d", got, n)
	}
}

// useOnce is a peer that opens n connections to an echo service, uses each
// once, and vanishes.
func useOnce(t *testing.T, dev nic.Device, n int) {
	alice := host(Config{}, &dying{Device: dev}, aliceAddr)
	defer run(t, alice)()
	for i := range n {
		c, err := alice.DialContext(context.Background(), "192.168.0.2:7")
		must(t, err)
		text := fmt.Sprint("line ", i)
		c.Write([]byte(text))
		reads(t, c, text)
	}
}

// A dying device is no longer read when it is closed, but that is all: its peer
// does not notice.
type dying struct {
	nic.Device
	dead atomic.Bool
}

func (d *dying) ReadPacket(p []byte) (int, error) {
	n, err := d.Device.ReadPacket(p)
	if d.dead.Load() {
		return 0, os.ErrClosed
	}
	return n, err
}

func (d *dying) Close() error {
	d.dead.Store(true)
	return d.SetReadDeadline(past)
}

// inUse returns the memory in use, in bytes.
func inUse() uint64 {
	runtime.GC()
	runtime.GC() // what sync.Pools hold goes with the second
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc + m.StackInuse
}
