package socket

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"tcpworkbook/step06-close/tcp"
)

func TestDialInVain(t *testing.T) {
	between(t, nil, func(t *testing.T, alice, bob *Stack) {
		_, err := alice.DialContext(t.Context(), "192.168.0.2:80")
		is(t, err, syscall.ECONNREFUSED, tcp.ErrRefused)
		if got, want := err.Error(), "dial tcp 192.168.0.2:80: tcp: connection refused"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}

		// Nobody is there.
		start := time.Now()
		_, err = alice.DialContext(t.Context(), "192.168.0.9:80")
		is(t, err, syscall.ETIMEDOUT, tcp.ErrTimeout)
		timedOut(t, err)
		passed(t, start, tcp.DefaultUserTimeout)

		// There is no time for that.
		start = time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		_, err = alice.DialContext(ctx, "192.168.0.9:80")
		is(t, err, context.DeadlineExceeded)
		timedOut(t, err)
		passed(t, start, 3*time.Second)

		start = time.Now()
		ctx, cancel = context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		_, err = alice.DialContext(ctx, "192.168.0.9:80")
		is(t, err, context.Canceled)
		passed(t, start, time.Second)

		synctest.Wait()
		empty(t, alice)
	})
}

func TestDialWrongAddress(t *testing.T) {
	between(t, nil, func(t *testing.T, alice, bob *Stack) {
		for _, addr := range []string{"", "192.168.0.2", "192.168.0.2:", ":80", "example.org:80", "192.168.0.2:http", "192.168.0.2:65536"} {
			_, err := alice.DialContext(t.Context(), addr)
			if wrong := new(net.AddrError); !errors.As(err, &wrong) || wrong.Addr != addr {
				t.Errorf("%q: got %v", addr, err)
			}
		}
		for _, addr := range []string{"192.168.0.1:80", "192.168.0.2:0", "224.0.0.1:80", "0.0.0.0:80", "255.255.255.255:80", "[::1]:80"} {
			_, err := alice.DialContext(t.Context(), addr)
			is(t, err, syscall.EADDRNOTAVAIL, tcp.ErrAddress)
		}
	})
}

func TestDialWithoutAFreePort(t *testing.T) {
	between(t, nil, func(t *testing.T, alice, bob *Stack) {
		var err error
		alice.locked(func() {
			for err == nil {
				_, err = alice.core.Dial(time.Now(), netip.AddrPort{}, netip.MustParseAddrPort("192.168.0.9:80"))
			}
		})
		_, err = alice.DialContext(t.Context(), "192.168.0.9:80")
		is(t, err, syscall.EADDRNOTAVAIL, tcp.ErrNoPorts)
	})
}

// However a stack ends, nobody waits for a connection any more.
func TestDialUntilTheEnd(t *testing.T) {
	for name, end := range map[string]func(*testing.T, *Stack) error{
		"Shutdown":          func(t *testing.T, s *Stack) error { return s.Shutdown(t.Context()) },
		"a closed device":   func(_ *testing.T, s *Stack) error { return s.dev.Close() },
		"Shutdown, in time": func(_ *testing.T, s *Stack) error { return s.Shutdown(cancelled()) },
	} {
		t.Run(name, func(t *testing.T) {
			between(t, nil, func(t *testing.T, alice, bob *Stack) {
				dialled := later(func() error {
					c, err := alice.DialContext(t.Context(), "192.168.0.9:80")
					if err == nil {
						t.Errorf("got %v", c)
					}
					return err
				})
				synctest.Wait()
				must(t, end(t, alice))
				is(t, <-dialled, net.ErrClosed)
				_, err := alice.DialContext(t.Context(), "192.168.0.9:80")
				is(t, err, net.ErrClosed)
				_, err = alice.Listen(80)
				is(t, err, net.ErrClosed)
			})
		})
	}
}

func cancelled() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}
