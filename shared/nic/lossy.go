package nic

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"slices"
	"sync"
	"time"
)

// Faults says what a Lossy device does to packets. The first four are
// probabilities, from 0 to 1, for each packet by itself.
type Faults struct {
	Drop      float64       // it never arrives
	Duplicate float64       // it arrives twice
	Reorder   float64       // it is held back by ReorderDelay: others overtake it
	Corrupt   float64       // one of its bits is flipped, but none of the IP version: no kernel sends that on
	Delay     time.Duration // every packet takes this long
	Seed      uint64        // the same seed, the same faults to the first, second, … packet of each direction
}

// ReorderDelay is how long a reordered packet is held back.
const ReorderDelay = 5 * time.Millisecond

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

// due returns a packet that is due, or else the end of the input. When that
// has come, time no longer passes: then everything is due.
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

// A way is one direction: its chances, and the packets that are on it.
type way struct {
	faults  Faults
	rng     *rand.Rand
	packets []timed // in the order of their times
}

type timed struct {
	at     time.Time
	packet []byte
}

// add puts on the way what becomes of packet: nothing, itself, two of it.
func (w *way) add(now time.Time, packet []byte) {
	if w.chance(w.faults.Drop) {
		return
	}
	w.addOne(now, bytes.Clone(packet))
	if w.chance(w.faults.Duplicate) {
		w.addOne(now, bytes.Clone(packet))
	}
}

func (w *way) addOne(now time.Time, packet []byte) {
	if len(packet) > 0 && w.chance(w.faults.Corrupt) {
		bit := 4 + w.rng.IntN(8*len(packet)-4)
		packet[bit/8] ^= 0x80 >> (bit % 8)
	}
	at := now.Add(w.faults.Delay)
	if w.chance(w.faults.Reorder) {
		at = at.Add(ReorderDelay)
	}
	i := len(w.packets)
	for i > 0 && w.packets[i-1].at.After(at) {
		i--
	}
	w.packets = slices.Insert(w.packets, i, timed{at, packet})
}

func (w *way) chance(p float64) bool { return p > 0 && w.rng.Float64() < p }

// due reports whether a packet has arrived.
func (w *way) due(now time.Time) bool { return len(w.packets) > 0 && !w.packets[0].at.After(now) }

// take removes the first packet, if it is due or if all are.
func (w *way) take(now time.Time, all bool) ([]byte, bool) {
	if !w.due(now) && (!all || len(w.packets) == 0) {
		return nil, false
	}
	p := w.packets[0].packet
	w.packets = w.packets[1:]
	return p, true
}
