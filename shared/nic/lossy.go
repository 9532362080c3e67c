package nic

import (
	"errors"
	"math/rand/v2"
	"os"
	"sync"
	"time"
)

// Lossy returns dev with faults in both directions. Written packets that are
// delayed go out while somebody reads or writes.
func Lossy(dev Device, f Faults) Device {
	return &lossy{
		Device: dev,
		buf:    make([]byte, MaxPacket),
		in:     way{faults: f, rng: rand.New(rand.NewPCG(f.Seed, 0))},
		out:    way{faults: f, rng: rand.New(rand.NewPCG(f.Seed, 1))},
	}
}

type lossy struct {
	Device
	buf []byte // of the one who reads: its own may be short, and several packets on their way

	mu       sync.Mutex
	in, out  way
	deadline time.Time // the reader's own
	over     error     // what the device ended with
}

// ReadPacket also sends the written packets that have become due meanwhile.
func (l *lossy) ReadPacket(p []byte) (int, error) {
	for {
		if packet, ok, err := l.due(); ok || err != nil {
			return copy(p, packet), err
		}
		n, err := l.Device.ReadPacket(l.buf)
		if err := l.arrived(l.buf[:n], err); err != nil {
			return 0, err
		}
	}
}

// due returns a packet that is due, or else the error with which the input has
// ended. After that time no longer passes: then everything is due.
func (l *lossy) due() (packet []byte, ok bool, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.flush() // if that fails, reading will, too
	if packet, ok = l.in.take(l.Now(), l.over != nil); !ok {
		l.Device.SetReadDeadline(l.wake())
		err = l.over
	}
	return packet, ok, err
}

// arrived takes what the device's ReadPacket returned. It fails if the
// reader's own deadline has come.
func (l *lossy) arrived(packet []byte, err error) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.Now()
	switch {
	case err == nil:
		l.in.add(now, packet)
	case !errors.Is(err, os.ErrDeadlineExceeded):
		l.over = err
	case !l.deadline.IsZero() && !now.Before(l.deadline) && !l.in.due(now):
		return err
	}
	return nil
}

// wake is when a reader has to look again.
func (l *lossy) wake() time.Time {
	at := l.deadline
	for _, w := range []way{l.in, l.out} {
		if len(w.packets) > 0 && (at.IsZero() || w.packets[0].at.Before(at)) {
			at = w.packets[0].at
		}
	}
	return at
}

func (l *lossy) WritePacket(p []byte) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if errors.Is(l.over, os.ErrClosed) {
		return l.over
	}
	l.out.add(l.Now(), p)
	err := l.flush()
	l.Device.SetReadDeadline(l.wake()) // a reader that waits has to look at what is delayed
	return err
}

// flush sends the written packets that are due.
func (l *lossy) flush() error {
	for {
		packet, ok := l.out.take(l.Now(), false)
		if !ok {
			return nil
		}
		if err := l.Device.WritePacket(packet); err != nil {
			return err
		}
	}
}

func (l *lossy) SetReadDeadline(t time.Time) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.deadline = t
	return l.Device.SetReadDeadline(l.wake())
}

// Close drops what is on its way.
func (l *lossy) Close() error {
	l.mu.Lock()
	l.in.packets, l.over = nil, os.ErrClosed
	l.mu.Unlock()
	return l.Device.Close()
}
