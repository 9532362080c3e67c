package nic

import (
	"io"
	"time"
)

// MaxPacket is the length in bytes of the longest IPv4 packet (RFC 791 §3.1,
// Total Length). A buffer of this size never cuts one.
const MaxPacket = 65535

// A Device carries whole IP packets. One goroutine may read while others
// write, set the deadline or close.
type Device interface {
	// ReadPacket waits for a packet, copies it to p and returns its length in
	// bytes. It fails with os.ErrDeadlineExceeded when the read deadline has
	// come, with io.EOF when a replay is over, with os.ErrClosed after Close.
	ReadPacket(p []byte) (int, error)

	// WritePacket sends one packet. It does not keep p.
	WritePacket(p []byte) error

	// SetReadDeadline moves the deadline of the ReadPacket that waits and of
	// those to come. The zero time means none. With a deadline in the past
	// ReadPacket does not wait: unlike in net and os, it returns a packet that
	// is there already, and fails if there is none.
	SetReadDeadline(t time.Time) error

	// Now is the device's time: of the wall clock, or of the capture replayed. It
	// goes on evenly though somebody sets the system's clock.
	Now() time.Time

	Close() error
}

// A clock shows the time of day, and goes on evenly from when it began: TCP's
// timestamps must not go back when somebody sets the system's clock (RFC 7323 §5.4).
type clock struct{ began time.Time }

func newClock() clock { return clock{time.Now()} }

func (c clock) Now() time.Time { return c.began.Add(time.Since(c.began)) }

// Stream returns dev as a stream on which each Read is one packet and each
// Write is one packet, as the operating system shows a TUN device.
func Stream(dev Device) io.ReadWriteCloser { return stream{dev} }

type stream struct{ Device }

func (s stream) Read(p []byte) (int, error) { return s.ReadPacket(p) }

func (s stream) Write(p []byte) (int, error) {
	if err := s.WritePacket(p); err != nil {
		return 0, err
	}
	return len(p), nil
}
