package nic

import (
	"os"
	"sync"
	"time"
)

// pipeQueue is how many packets wait in one direction of a pipe, the length
// of a TUN device's queue on Linux (txqueuelen).
const pipeQueue = 500

// Pipe returns two devices: what is written to one is read from the other.
// Like a TUN device it drops a packet when the queue is full. Its time is the
// wall clock, so it runs in testing/synctest's bubbles.
func Pipe() (a, b Device) {
	ab, ba := make(chan []byte, pipeQueue), make(chan []byte, pipeQueue)
	closed, once := make(chan struct{}), new(sync.Once)
	return &pipe{in: ba, out: ab, closed: closed, once: once, deadline: newDeadline()},
		&pipe{in: ab, out: ba, closed: closed, once: once, deadline: newDeadline()}
}

// A pipe is one end. Closing either end closes both.
type pipe struct {
	in       <-chan []byte
	out      chan<- []byte
	closed   chan struct{}
	once     *sync.Once
	deadline deadline
}

func (p *pipe) ReadPacket(b []byte) (int, error) {
	for {
		expired, moved := p.deadline.wait()
		select {
		case packet := <-p.in:
			return copy(b, packet), nil
		case <-p.closed:
			return 0, os.ErrClosed
		case <-expired:
			return 0, os.ErrDeadlineExceeded
		case <-moved:
		}
	}
}

func (p *pipe) WritePacket(b []byte) error {
	select {
	case <-p.closed:
		return os.ErrClosed
	case p.out <- append([]byte(nil), b...):
	default: // the queue is full
	}
	return nil
}

func (p *pipe) SetReadDeadline(t time.Time) error {
	p.deadline.set(t)
	return nil
}

func (p *pipe) Now() time.Time { return time.Now() }

func (p *pipe) Close() error {
	err := os.ErrClosed
	p.once.Do(func() {
		close(p.closed)
		err = nil
	})
	return err
}
