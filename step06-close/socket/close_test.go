package socket

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"tcpworkbook/shared/nic"
	"tcpworkbook/step06-close/tcp"
)

// Close returns at once, and all arrives.
func TestCloseFlushes(t *testing.T) {
	between(t, func(dev nic.Device) nic.Device { return lossy(dev, 3) }, func(t *testing.T, alice, bob *Stack) {
		a, b := connected(t, alice, bob)
		text := make([]byte, 1<<20)
		rand.NewChaCha8([32]byte{}).Read(text)
		_, err := a.Write(text)
		must(t, err)
		start := time.Now()
		must(t, a.Close())
		passed(t, start, 0)
		got, err := io.ReadAll(b)
		if err != nil || !bytes.Equal(got, text) {
			t.Errorf("got %d bytes and %v", len(got), err)
		}
		must(t, b.Close())
		time.Sleep(2 * time.Minute) // TIME-WAIT
		empty(t, alice)
		empty(t, bob)
	})
}

// Close ends the waiting of others.
func TestCloseWhileSomebodyWaits(t *testing.T) {
	between(t, nil, func(t *testing.T, alice, bob *Stack) {
		a, _ := connected(t, alice, bob)
		read, write := readLater(a), writeLater(a)
		copied := later(func() error { _, err := io.Copy(io.Discard, a); return err })
		synctest.Wait()
		must(t, a.Close())
		for _, c := range []<-chan error{read, write, copied} {
			is(t, <-c, net.ErrClosed)
		}
	})
}

// Half-close: one side has nothing more to say, and still listens.
func TestCloseWrite(t *testing.T) {
	for _, name := range []string{"the one who dialled", "the one who accepted"} {
		t.Run(name, func(t *testing.T) {
			between(t, func(dev nic.Device) nic.Device { return lossy(dev, 2) }, func(t *testing.T, alice, bob *Stack) {
				a, b := connected(t, alice, bob)
				if name == "the one who accepted" {
					a, b = b, a
				}
				a.Write([]byte("the question"))
				must(t, a.CloseWrite())
				_, err := a.Write([]byte("x"))
				is(t, err, syscall.EPIPE, tcp.ErrClosing)
				reads(t, b, "the question")
				ends(t, b, io.EOF)
				time.Sleep(24 * time.Hour) // to think about it; FIN-WAIT-2 is no reason to hurry
				text := strings.Repeat("the answer\n", 100_000)
				go func() {
					b.Write([]byte(text))
					b.CloseWrite()
				}()
				reads(t, a, text)
				ends(t, a, io.EOF)
				must(t, a.Close())
				must(t, b.Close())
				time.Sleep(2 * time.Minute)
				empty(t, alice)
				empty(t, bob)
			})
		})
	}
}

// After CloseRead the peer goes on, and does not notice.
func TestCloseRead(t *testing.T) {
	between(t, nil, func(t *testing.T, alice, bob *Stack) {
		a, b := connected(t, alice, bob)
		b.Write([]byte("before"))
		read := readLater(a)
		must(t, <-read)
		read = readLater(a)
		must(t, <-read)
		a.SetReadDeadline(time.Time{})
		must(t, a.CloseRead())
		ends(t, a, io.EOF)
		_, err := b.Write(make([]byte, 10<<20)) // more than all windows
		must(t, err)
		ends(t, a, io.EOF)
		a.Write([]byte("still here"))
		reads(t, b, "still here")
		must(t, b.CloseWrite())
		synctest.Wait() // all has come
		must(t, a.Close())
		ends(t, b, io.EOF)
	})
}

// It ends the waiting of Read.
func TestCloseReadWhileSomebodyWaits(t *testing.T) {
	between(t, nil, func(t *testing.T, alice, bob *Stack) {
		a, _ := connected(t, alice, bob)
		read := readLater(a)
		synctest.Wait()
		must(t, a.CloseRead())
		is(t, <-read, io.EOF)
	})
}

// A peer that closes while there is text nobody has read resets the connection,
// and one that gets text after it has closed, too.
func TestCloseWithUnreadText(t *testing.T) {
	between(t, nil, func(t *testing.T, alice, bob *Stack) {
		a, b := connected(t, alice, bob)
		a.Write([]byte("unread"))
		synctest.Wait()
		must(t, b.Close())
		ends(t, a, syscall.ECONNRESET)
		empty(t, bob)

		a, b = connected(t, alice, bob)
		must(t, b.Close())
		ends(t, a, io.EOF)
		a.Write([]byte("too late"))
		synctest.Wait()
		_, err := a.Write([]byte("x"))
		is(t, err, syscall.ECONNRESET)
	})
}

func TestSetLinger(t *testing.T) {
	for _, c := range []struct {
		seconds int
		silent  bool          // the peer does not answer
		want    time.Duration // that Close takes
		reset   bool          // what the peer gets at once
	}{
		{-1, false, 0, false},
		{0, false, 0, true},
		{5, false, 20 * time.Millisecond, false}, // a round trip
		{5, true, 5 * time.Second, false},
		{-1, true, 0, false},
	} {
		t.Run(fmt.Sprint(c.seconds, c.silent), func(t *testing.T) {
			wire := &cable{}
			between(t, func(dev nic.Device) nic.Device { return wire.plug(delayed(dev)) }, func(t *testing.T, alice, bob *Stack) {
				a, b := connected(t, alice, bob)
				time.Sleep(time.Second)
				if c.silent {
					wire.pull()
				}
				must(t, a.SetLinger(c.seconds))
				a.Write([]byte("text"))
				if c.reset {
					synctest.Wait() // it has gone out
				}
				start := time.Now()
				must(t, a.Close())
				passed(t, start, c.want)
				if a.writeBy.timer != nil && a.writeBy.timer.Stop() {
					t.Error("a timer was left")
				}
				b.SetReadDeadline(time.Now().Add(time.Hour))
				switch {
				case c.silent:
					ends(t, b, os.ErrDeadlineExceeded)
				case c.reset:
					reads(t, b, "text")
					ends(t, b, syscall.ECONNRESET)
				default:
					reads(t, b, "text")
					ends(t, b, io.EOF)
				}
			})
		})
	}
}

// A Close that waited in vain goes on in the background, as with the kernel.
func TestLingerGoesOn(t *testing.T) {
	between(t, func(dev nic.Device) nic.Device { return nic.Lossy(dev, nic.Faults{Delay: 2 * time.Second}) }, func(t *testing.T, alice, bob *Stack) {
		a, b := connected(t, alice, bob)
		must(t, a.SetLinger(1))
		a.Write([]byte("slow"))
		start := time.Now()
		must(t, a.Close())
		passed(t, start, time.Second)
		reads(t, b, "slow")
		ends(t, b, io.EOF)
	})
}

// Close stops the timers of the deadlines.
func TestCloseStopsTimers(t *testing.T) {
	between(t, nil, func(t *testing.T, alice, bob *Stack) {
		a, _ := connected(t, alice, bob)
		must(t, a.SetDeadline(time.Now().Add(time.Hour)))
		must(t, a.Close())
		if a.readBy.timer.Stop() || a.writeBy.timer.Stop() {
			t.Error("a timer still ran")
		}
	})
}

// Shutdown waits until all has arrived.
func TestShutdownFlushes(t *testing.T) {
	between(t, func(dev nic.Device) nic.Device { return lossy(dev, 4) }, func(t *testing.T, alice, bob *Stack) {
		l, err := bob.Listen(80)
		must(t, err)
		text := make([]byte, 300<<10)
		rand.NewChaCha8([32]byte{}).Read(text)
		const conns = 10
		for range conns {
			c, err := alice.DialContext(t.Context(), "192.168.0.2:80")
			must(t, err)
			_, err = c.Write(text)
			must(t, err)
		}
		received := make(chan error, conns)
		for range conns {
			c, err := l.Accept()
			must(t, err)
			go func() {
				got, err := io.ReadAll(c)
				if !bytes.Equal(got, text) {
					t.Errorf("got %d bytes", len(got))
				}
				received <- err
			}()
		}
		must(t, alice.Shutdown(t.Context()))
		for range conns {
			must(t, <-received)
		}
		is(t, alice.dev.Close(), os.ErrClosed)
	})
}

// It waits as long as it may, and says what is lost.
func TestShutdownInTime(t *testing.T) {
	wire := &cable{}
	between(t, wire.plug, func(t *testing.T, alice, bob *Stack) {
		a, _ := connected(t, alice, bob)
		b, _ := connected(t, alice, bob)
		connected(t, alice, bob) // one with nothing to lose
		wire.pull()
		a.Write(make([]byte, 5000))
		b.Write(make([]byte, 70_000))
		b.Close()
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		start := time.Now()
		go func() {
			time.Sleep(time.Second)
			_, err := alice.DialContext(t.Context(), "192.168.0.2:80")
			is(t, err, net.ErrClosed)
			_, err = alice.Listen(80)
			is(t, err, net.ErrClosed)
			passed(t, start, time.Second)
		}()
		err := alice.Shutdown(ctx)
		passed(t, start, 3*time.Second)
		for _, want := range []string{
			"192.168.0.2:80 has not acknowledged the last 5000 bytes: they are lost",
			"192.168.0.2:80 has not acknowledged the last 70000 bytes: they are lost",
		} {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("got %v, want %q", err, want)
			}
		}
		if n := strings.Count(fmt.Sprint(err), "lost"); n != 2 {
			t.Errorf("%d times something is lost, want 2: %v", n, err)
		}
		empty(t, alice)
	})
}

// The peer of one that had no time is told by a reset.
func TestShutdownAtOnce(t *testing.T) {
	wire := &cable{}
	between(t, wire.plug, func(t *testing.T, alice, bob *Stack) {
		connected(t, alice, bob)
		must(t, alice.Shutdown(cancelled()))
		if wire.resets != 1 {
			t.Errorf("%d resets, want 1", wire.resets)
		}
	})
}

// Several may call it, and all return when it is over.
func TestShutdownTwice(t *testing.T) {
	between(t, delayed, func(t *testing.T, alice, bob *Stack) {
		a, b := connected(t, alice, bob)
		a.Write([]byte("text"))
		start := time.Now()
		first := later(func() error { return alice.Shutdown(t.Context()) })
		must(t, alice.Shutdown(t.Context()))
		must(t, <-first)
		if time.Since(start) < 20*time.Millisecond {
			t.Error("nobody waited for the acknowledgment")
		}
		must(t, alice.Shutdown(t.Context()))
		is(t, a.Close(), net.ErrClosed)
		_ = b
	})
}

func TestShutdownWithoutRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dev, _ := nic.Pipe()
		s := host(Config{}, dev, aliceAddr)
		l, err := s.Listen(80)
		must(t, err)
		dialled := later(func() error {
			_, err := s.DialContext(t.Context(), "192.168.0.2:80")
			return err
		})
		synctest.Wait()
		must(t, s.Shutdown(t.Context()))
		is(t, <-dialled, net.ErrClosed)
		_, err = l.Accept()
		is(t, err, net.ErrClosed)
		is(t, dev.Close(), os.ErrClosed)
		must(t, s.Run())
		empty(t, s)
	})
}
