package socket

import (
	"net"
	"syscall"
	"testing"
	"testing/synctest"

	"tcpworkbook/step06-close/tcp"
)

func TestListen(t *testing.T) {
	between(t, nil, func(t *testing.T, alice, bob *Stack) {
		l, err := bob.Listen(80)
		must(t, err)
		if got, want := l.Addr().String(), "0.0.0.0:80"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		_, err = bob.Listen(80)
		is(t, err, syscall.EADDRINUSE, tcp.ErrInUse)
		if got, want := err.Error(), "listen tcp 0.0.0.0:80: listening on 0.0.0.0:80: tcp: in use"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		_, err = bob.Listen(0)
		is(t, err, syscall.EADDRNOTAVAIL, tcp.ErrAddress)
		must(t, l.Close())
		is(t, l.Close(), net.ErrClosed)
		l, err = bob.Listen(80) // at once
		must(t, err)
		must(t, l.Close())
	})
}

// Connections are accepted in the order in which they came, and have the
// addresses of both ends.
func TestAccept(t *testing.T) {
	between(t, nil, func(t *testing.T, alice, bob *Stack) {
		l, err := bob.Listen(80)
		must(t, err)
		var dialled []net.Conn
		for range 10 {
			c, err := alice.DialContext(t.Context(), "192.168.0.2:80")
			must(t, err)
			dialled = append(dialled, c)
		}
		for _, a := range dialled {
			b, err := l.Accept()
			must(t, err)
			if a.LocalAddr().String() != b.RemoteAddr().String() || a.RemoteAddr().String() != b.LocalAddr().String() {
				t.Errorf("%v to %v is not %v to %v", a.LocalAddr(), a.RemoteAddr(), b.RemoteAddr(), b.LocalAddr())
			}
		}
	})
}

// Close ends the waiting of all who accept, and resets what they have not
// taken.
func TestListenerClose(t *testing.T) {
	between(t, nil, func(t *testing.T, alice, bob *Stack) {
		l, err := bob.Listen(80)
		must(t, err)
		accept := func() error { _, err := l.Accept(); return err }
		first, second := later(accept), later(accept)
		synctest.Wait()
		must(t, l.Close())
		is(t, <-first, net.ErrClosed)
		is(t, <-second, net.ErrClosed)

		l, err = bob.Listen(80)
		must(t, err)
		c, err := alice.DialContext(t.Context(), "192.168.0.2:80")
		must(t, err)
		synctest.Wait()
		must(t, l.Close())
		ends(t, c, syscall.ECONNRESET)
		_, err = alice.DialContext(t.Context(), "192.168.0.2:80")
		is(t, err, syscall.ECONNREFUSED)
		synctest.Wait()
		empty(t, alice)
		empty(t, bob)
	})
}

// All who wait are served, one each.
func TestAcceptors(t *testing.T) {
	between(t, nil, func(t *testing.T, alice, bob *Stack) {
		l, err := bob.Listen(80)
		must(t, err)
		defer l.Close()
		accepted := make(chan net.Conn)
		for range 5 {
			go func() {
				c, err := l.Accept()
				if err != nil {
					t.Error(err)
				}
				accepted <- c
			}()
		}
		synctest.Wait()
		for range 5 {
			_, err := alice.DialContext(t.Context(), "192.168.0.2:80")
			must(t, err)
		}
		peers := map[string]bool{}
		for range 5 {
			peers[(<-accepted).RemoteAddr().String()] = true
		}
		if len(peers) != 5 {
			t.Errorf("got %v", peers)
		}
	})
}
