package nic

import (
	"io"
	"time"

	"github.com/songgao/water"
)

// OpenTUN opens the TUN device called name ("tun0"; on macOS "utun4", any other
// name for the next free one). A device that was there before stays when it is
// closed; a new one goes. The error says what to do.
func OpenTUN(name string) (*water.Interface, error) {
	tun, err := water.New(config(name))
	if err != nil {
		return nil, explain(name, err)
	}
	return tun, nil
}

// FromStream returns a Device over rw, on which each Read and Write is one
// packet: a *water.Interface, say.
func FromStream(rw io.ReadWriteCloser) Device {
	if w, ok := rw.(*water.Interface); ok {
		rw = w.ReadWriteCloser
	}
	if dev, err := fromFile(rw); err == nil {
		return dev
	}
	if d, ok := rw.(deadliner); ok && d.SetReadDeadline(time.Time{}) == nil {
		return &packets{d, newClock()}
	}
	return newPump(rw)
}

// A deadliner is a stream with a read deadline, such as that of Stream.
type deadliner interface {
	io.ReadWriteCloser
	SetReadDeadline(time.Time) error
}

// packets is the opposite of stream.
type packets struct {
	deadliner
	clock
}

func (s *packets) ReadPacket(p []byte) (int, error) { return s.Read(p) }

func (s *packets) WritePacket(p []byte) error {
	_, err := s.Write(p)
	return err
}
