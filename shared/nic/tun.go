package nic

import (
	"io"
	"os"
	"sync"
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
	if d, ok := rw.(deadliner); ok {
		return &tun{d}
	}
	return newPump(rw)
}

// A deadliner is a stream with a read deadline, such as *os.File.
type deadliner interface {
	io.ReadWriteCloser
	SetReadDeadline(time.Time) error
}

type tun struct{ deadliner }

func (t *tun) ReadPacket(p []byte) (int, error) { return t.Read(p) }

func (t *tun) WritePacket(p []byte) error {
	_, err := t.Write(p)
	return err
}

func (t *tun) Now() time.Time { return time.Now() }

// A pump is a device over a stream that knows no read deadlines (water's utun
// on macOS): a goroutine reads, ReadPacket waits for it or for the deadline.
type pump struct {
	rw       io.ReadWriteCloser
	packets  chan []byte   // read and not yet taken
	free     chan []byte   // the buffer, on its way back
	failed   chan struct{} // closed when the stream has failed with err
	err      error
	deadline deadline
	close    sync.Once
	closed   chan struct{}
}

func newPump(rw io.ReadWriteCloser) *pump {
	p := &pump{rw: rw, packets: make(chan []byte), free: make(chan []byte, 1),
		failed: make(chan struct{}), closed: make(chan struct{}), deadline: newDeadline()}
	p.free <- make([]byte, MaxPacket)
	go p.run()
	return p
}

func (p *pump) run() {
	for {
		select {
		case buf := <-p.free:
			n, err := p.rw.Read(buf)
			if err != nil {
				p.err = err
				close(p.failed)
				return
			}
			select {
			case p.packets <- buf[:n]:
			case <-p.closed:
				return
			}
		case <-p.closed:
			return
		}
	}
}

func (p *pump) ReadPacket(b []byte) (int, error) {
	for {
		expired, moved := p.deadline.wait()
		select {
		case packet := <-p.packets:
			n := copy(b, packet)
			p.free <- packet[:cap(packet)]
			return n, nil
		case <-p.closed:
			return 0, os.ErrClosed
		case <-p.failed:
			return 0, p.err
		case <-expired:
			return 0, os.ErrDeadlineExceeded
		case <-moved:
		}
	}
}

func (p *pump) WritePacket(b []byte) error {
	_, err := p.rw.Write(b)
	return err
}

func (p *pump) SetReadDeadline(t time.Time) error {
	p.deadline.set(t)
	return nil
}

func (p *pump) Now() time.Time { return time.Now() }

func (p *pump) Close() error {
	err := os.ErrClosed
	p.close.Do(func() {
		close(p.closed)
		err = p.rw.Close()
	})
	return err
}
