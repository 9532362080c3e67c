package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tcpworkbook/shared/nic"
)

// A script is a device that brings its packets, then err, and no read after that.
type script struct {
	nic.Device
	in  []string
	err error
}

func (s *script) ReadPacket(p []byte) (int, error) {
	if len(s.in) > 0 {
		n := copy(p, s.in[0])
		s.in = s.in[1:]
		return n, nil
	}
	if s.err == nil {
		panic("ReadPacket was called again after an error")
	}
	err := s.err
	s.err = nil
	return 0, err
}

func TestLoop(t *testing.T) {
	broken := errors.New("broken")
	for _, c := range []struct{ err, want error }{
		{io.EOF, nil},
		{os.ErrClosed, nil},
		{&os.PathError{Op: "read", Err: os.ErrClosed}, nil},
		{broken, broken},
	} {
		in := []string{"long packet", "", "short"}
		var got []string
		err := loop(&script{in: in, err: c.err}, func(packet []byte) { got = append(got, string(packet)) })
		if !errors.Is(err, c.want) {
			t.Errorf("after %v: %v, want %v", c.err, err, c.want)
		}
		if diff := cmp.Diff(in, got); diff != "" {
			t.Errorf("after %v: packets (-want +got):\n%s", c.err, diff)
		}
	}
}

// A packet of no bytes is a packet, and may be the longest. (A TUN device
// brings none, a replay does.)
func TestTallyOfNothing(t *testing.T) {
	var tally tally
	tally.add(nil)
	tally.add([]byte{})
	if got, want := tally.longestLine(), "longest: #1 0 bytes: \n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := tally.kindsLine(), "2 packets, 0 bytes: 0 IPv4, 0 IPv6, 2 other"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestHex(t *testing.T) {
	twenty := strings.TrimSpace(strings.Repeat("61 ", 20))
	for n, want := range map[int]string{0: "", 1: "61", 20: twenty, 21: twenty + " …"} {
		if got := hex([]byte(strings.Repeat("a", n))); got != want {
			t.Errorf("hex of %d bytes = %q, want %q", n, got, want)
		}
	}
}

type closer chan struct{}

func (c closer) Close() error {
	close(c)
	return nil
}

// Both signals close the device, and do not end the program.
func TestCloseOnSignal(t *testing.T) {
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		t.Run(fmt.Sprint(s), func(t *testing.T) {
			closed := make(closer)
			closeOnSignal(closed)
			if err := self.Signal(s); err != nil {
				t.Skip(err) // Windows
			}
			<-closed
		})
	}
}
