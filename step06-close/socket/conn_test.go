package socket

import (
	"bytes"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"tcpworkbook/shared/nic"
	"tcpworkbook/step06-close/tcp"
)

var longAgo = time.Unix(1, 0)

func TestDeadlinesWhileSomebodyWaits(t *testing.T) {
	between(t, nil, func(t *testing.T, alice, bob *Stack) {
		a, b := connected(t, alice, bob)
		start := time.Now()
		at := func(s int) time.Time { return start.Add(time.Duration(s) * time.Second) }
		steps := []struct {
			set   func(time.Time) error
			start func(net.Conn) <-chan error
			first time.Time // set before the call
			then  time.Time // set while it waits
		}{
			{a.SetReadDeadline, readLater, at(3600), at(1)},     // earlier
			{a.SetReadDeadline, readLater, at(2), at(10)},       // later
			{a.SetReadDeadline, readLater, time.Time{}, at(11)}, // one at all
			{a.SetReadDeadline, readLater, at(3600), longAgo},   // at once
			{a.SetDeadline, readLater, at(3600), at(12)},        // both
			{a.SetWriteDeadline, writeLater, at(3600), at(13)},
			{a.SetWriteDeadline, writeLater, at(14), at(20)},
			{a.SetWriteDeadline, writeLater, at(3600), longAgo},
			{a.SetDeadline, writeLater, at(3600), at(21)},
		}
		for i, s := range steps {
			want := s.then
			if want == longAgo {
				want = time.Now()
			}
			must(t, s.set(s.first))
			result := s.start(a)
			synctest.Wait()
			must(t, s.set(s.then))
			err := <-result
			is(t, err, os.ErrDeadlineExceeded)
			timedOut(t, err)
			if !time.Now().Equal(want) {
				t.Errorf("step %d: it was %v, want %v", i, time.Since(start), want.Sub(start))
			}
		}

		// No more deadline: it waits for text.
		must(t, a.SetReadDeadline(at(30)))
		result := readLater(a)
		synctest.Wait()
		must(t, a.SetReadDeadline(time.Time{}))
		time.Sleep(time.Hour)
		b.Write([]byte("x"))
		must(t, <-result)
	})
}

// A deadline is for one direction.
func TestDeadlinesAreSeparate(t *testing.T) {
	between(t, nil, func(t *testing.T, alice, bob *Stack) {
		a, b := connected(t, alice, bob)
		must(t, a.SetReadDeadline(longAgo))
		_, err := a.Write([]byte("x"))
		must(t, err)
		reads(t, b, "x")
		must(t, a.SetDeadline(time.Time{}))
		must(t, a.SetWriteDeadline(longAgo))
		_, err = b.Write([]byte("y"))
		must(t, err)
		reads(t, a, "y")
	})
}

// What was written before the deadline came is sent, and counted.
func TestWriteUntilTheDeadline(t *testing.T) {
	between(t, nil, func(t *testing.T, alice, bob *Stack) {
		a, b := connected(t, alice, bob)
		text := make([]byte, 4<<20)
		rand.NewChaCha8([32]byte{}).Read(text)
		must(t, a.SetWriteDeadline(time.Now().Add(time.Second)))
		n, err := a.Write(text)
		is(t, err, os.ErrDeadlineExceeded)
		a.CloseWrite()
		got, err := io.ReadAll(b)
		if err != nil || n == 0 || n == len(text) || !bytes.Equal(got, text[:n]) {
			t.Errorf("wrote %d bytes; %d came, and %v", n, len(got), err)
		}
	})
}

// What is written by one Write stays together.
func TestWritersDoNotMix(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, b := nic.Pipe()
		config := Config{Config: tcp.Config{Limits: tcp.Limits{MTU: 1500, SendBuffer: 4 << 10, ReceiveBuffer: 4 << 10}}}
		alice, bob, stop := hostsOn(t, config, a, b)
		defer stop()
		c, d := connected(t, alice, bob)
		const writers, times, size = 8, 10, 10 << 10
		for i := range writers {
			go func() {
				for range times {
					if _, err := c.Write(bytes.Repeat([]byte{'a' + byte(i)}, size)); err != nil {
						t.Error(err)
					}
				}
			}()
		}
		for i := range writers * times {
			got := make([]byte, size)
			if _, err := io.ReadFull(d, got); err != nil {
				t.Fatal(err)
			}
			if n := bytes.Count(got, got[:1]); n != size {
				t.Fatalf("piece %d begins with %c, and only %d of its %d bytes are that", i, got[0], n, size)
			}
		}
	})
}

// A device that ends takes everybody along.
func TestDeviceEnds(t *testing.T) {
	between(t, nil, func(t *testing.T, alice, bob *Stack) {
		a, _ := connected(t, alice, bob)
		_, b := connected(t, alice, bob)
		l, err := alice.Listen(80)
		must(t, err)
		accepted := later(func() error { _, err := l.Accept(); return err })
		read, write := readLater(a), writeLater(a)
		copied := later(func() error { _, err := io.Copy(io.Discard, b); return err })
		synctest.Wait()
		must(t, alice.dev.Close())
		for _, c := range []<-chan error{accepted, read, write, copied} {
			is(t, <-c, net.ErrClosed)
		}
		_, err = l.Accept()
		is(t, err, net.ErrClosed)
		_, err = a.Read(make([]byte, 1))
		is(t, err, net.ErrClosed)
		must(t, a.SetLinger(5))
		must(t, a.Close())
		must(t, l.Close())
	})
}

// Whoever waits hears of a reset.
func TestReset(t *testing.T) {
	between(t, nil, func(t *testing.T, alice, bob *Stack) {
		a, b := connected(t, alice, bob)
		read, write := readLater(a), writeLater(a)
		synctest.Wait()
		must(t, b.Close()) // nobody has read what there is
		is(t, <-read, syscall.ECONNRESET, tcp.ErrReset)
		is(t, <-write, syscall.ECONNRESET, tcp.ErrReset)
		must(t, a.Close())
		empty(t, bob)
	})
}

// With Nagle's algorithm small pieces wait for the acknowledgment of the first.
func TestSetNoDelay(t *testing.T) {
	for _, c := range []struct {
		name string
		set  func(*Conn) error
		want int // segments
	}{
		{"from the start", func(*Conn) error { return nil }, 5},
		{"no delay", func(c *Conn) error { c.SetNoDelay(false); return c.SetNoDelay(true) }, 5},
		{"delay", func(c *Conn) error { return c.SetNoDelay(false) }, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			wire := &cable{}
			between(t, func(dev nic.Device) nic.Device { return wire.plug(delayed(dev)) }, func(t *testing.T, alice, bob *Stack) {
				a, b := connected(t, alice, bob)
				must(t, c.set(a))
				for range 5 {
					a.Write([]byte("x"))
					time.Sleep(time.Millisecond)
				}
				reads(t, b, "xxxxx")
				if wire.texts != c.want {
					t.Errorf("%d segments, want %d", wire.texts, c.want)
				}
			})
		})
	}
}

func TestKeepAlive(t *testing.T) {
	for _, c := range []struct {
		name string
		set  func(*Conn) error
		want time.Duration // until it is known that the peer has gone
	}{
		{"off", func(c *Conn) error { return nil }, 0},
		{"on", func(c *Conn) error { return c.SetKeepAlive(true) }, 2*time.Hour + 9*75*time.Second},
		{"off again", func(c *Conn) error { c.SetKeepAlive(true); return c.SetKeepAlive(false) }, 0},
		{"after a minute", func(c *Conn) error { return c.SetKeepAlivePeriod(time.Minute) }, 10 * time.Minute},
		{"off by period", func(c *Conn) error { c.SetKeepAlive(true); return c.SetKeepAlivePeriod(0) }, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			wire := &cable{}
			between(t, wire.plug, func(t *testing.T, alice, bob *Stack) {
				a, _ := connected(t, alice, bob)
				must(t, c.set(a))
				time.Sleep(24 * time.Hour) // Bob answers
				wire.pull()
				start := time.Now()
				must(t, a.SetReadDeadline(start.Add(24*time.Hour)))
				_, err := a.Read(make([]byte, 1))
				timedOut(t, err)
				if c.want == 0 {
					is(t, err, os.ErrDeadlineExceeded)
					return
				}
				is(t, err, syscall.ETIMEDOUT, tcp.ErrTimeout)
				if got := time.Since(start); got > c.want || got < c.want-2*time.Hour {
					t.Errorf("it took %v, want %v at most", got, c.want)
				}
			})
		})
	}
}

// A peer that is no longer heard of is given up after five minutes.
func TestWriteToSilence(t *testing.T) {
	wire := &cable{}
	between(t, wire.plug, func(t *testing.T, alice, bob *Stack) {
		a, _ := connected(t, alice, bob)
		wire.pull()
		start := time.Now()
		read := readLater(a)
		_, err := a.Write(make([]byte, 4<<20))
		is(t, err, syscall.ETIMEDOUT, tcp.ErrTimeout)
		timedOut(t, err)
		is(t, <-read, syscall.ETIMEDOUT)
		passed(t, start, tcp.DefaultUserTimeout)
	})
}

// io.Copy takes what there is until the end, both ways, over a bad link.
func TestCopy(t *testing.T) {
	between(t, func(dev nic.Device) nic.Device { return lossy(dev, 1) }, func(t *testing.T, alice, bob *Stack) {
		a, b := connected(t, alice, bob)
		go func() {
			n, err := io.Copy(b, b) // an echo, to itself
			if n != 1<<20 || err != nil {
				t.Errorf("copied %d bytes, %v", n, err)
			}
			b.Close()
		}()
		text := make([]byte, 1<<20)
		rand.NewChaCha8([32]byte{}).Read(text)
		go func() {
			io.Copy(a, bytes.NewReader(text))
			a.CloseWrite()
		}()
		var got bytes.Buffer
		n, err := io.Copy(&got, a)
		if n != int64(len(text)) || err != nil || !bytes.Equal(got.Bytes(), text) {
			t.Errorf("%d bytes came back, and %v", n, err)
		}
		must(t, a.Close())
	})
}

// An error of the writer is passed on.
func TestCopyToNowhere(t *testing.T) {
	between(t, nil, func(t *testing.T, alice, bob *Stack) {
		a, b := connected(t, alice, bob)
		a.Write([]byte("text"))
		r, w := io.Pipe()
		r.Close()
		n, err := io.Copy(w, b)
		if n != 0 {
			t.Errorf("%d bytes", n)
		}
		is(t, err, io.ErrClosedPipe)
	})
}
