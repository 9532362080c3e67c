package socket

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tcpworkbook/shared/nic"
)

// hostsInLockStep is like hosts, but Bob is in lock-step. serve starts his
// goroutines.
func hostsInLockStep(t testing.TB, serve func(bob *Stack)) (alice, bob *Stack, stop func()) {
	a, b := nic.Pipe()
	return inLockStep(t, a, b, serve)
}

func inLockStep(t testing.TB, a, b nic.Device, serve func(bob *Stack)) (alice, bob *Stack, stop func()) {
	alice, bob = host(Config{}, a, aliceAddr), host(Config{LockStep: true}, b, bobAddr)
	serve(bob)
	return alice, bob, run(t, alice, bob)
}

// Twenty services have something to say at the same time, some of them after a
// while. It goes out in the order in which the connections came, all in the
// same step, however long the goroutines take.
func TestLockStep(t *testing.T) {
	for range 20 {
		synctest.Test(t, func(t *testing.T) {
			a, b := nic.Pipe()
			var trace bytes.Buffer
			const n = 20
			alice, _, stop := inLockStep(t, a, nic.Trace(b, &trace), func(bob *Stack) { shout(t, bob, n) })
			defer stop()
			var conns []net.Conn
			for range n {
				c, err := alice.DialContext(t.Context(), "192.168.0.2:80")
				must(t, err)
				conns = append(conns, c)
			}
			synctest.Wait()
			trace.Reset()
			conns[n-1].Write([]byte("go")) // the last one to come opens the gate
			for _, c := range conns {
				reads(t, c, "here I am")
			}
			synctest.Wait()
			checkOrder(t, trace.String(), conns)
		})
	}
}

// shout serves n connections: when anything comes on one of them, something is
// said on all.
func shout(t *testing.T, s *Stack, n int) {
	l, err := s.Listen(80)
	must(t, err)
	s.Go(func() {
		conns := make([]net.Conn, n)
		for i := range conns {
			if conns[i], err = l.Accept(); err != nil {
				return
			}
		}
		if _, err := conns[n-1].Read(make([]byte, 10)); err != nil {
			t.Error(err)
		}
		for i, c := range conns {
			s.Go(func() {
				for range (n - i) * 100 { // the first take longest
					runtime.Gosched()
				}
				time.Sleep(time.Duration(n-i) * time.Second)
				c.Write([]byte("here I am"))
				io.Copy(io.Discard, c)
			})
		}
	})
}

// checkOrder checks who spoke in which order: all in answer to one packet.
func checkOrder(t *testing.T, trace string, conns []net.Conn) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(trace), "\n")
	if len(lines) < 1+len(conns) {
		t.Fatalf("got\n%s", trace)
	}
	for i, c := range conns {
		port := c.LocalAddr().(*net.TCPAddr).Port
		if want := fmt.Sprintf(" > 80 > %d ", port); !strings.Contains(lines[1+i], want) || !strings.Contains(lines[1+i], "here I am") {
			t.Errorf("line %d is %q, want %q", 1+i, lines[1+i], want)
		}
	}
}
