package nic

import (
	"errors"
	"math/rand/v2"
	"os"
	"sync"
	"time"
)

// Faults says what a Lossy device does to packets. The first four are
// probabilities, from 0 to 1, for each packet by itself.
type Faults struct {
	Drop      float64       // it never arrives
	Duplicate float64       // it arrives twice
	Reorder   float64       // it is held back by ReorderDelay: others overtake it
	Corrupt   float64       // one of its bits is flipped
	Delay     time.Duration // every packet takes this long
	Seed      uint64        // the same seed, the same faults
}

// ReorderDelay is how long a reordered packet is held back.
const ReorderDelay = 5 * time.Millisecond

// Lossy returns dev with faults in both directions.
func Lossy(dev Device, f Faults) Device {
	return &lossy{Device: dev, faults: f, rng: rand.New(rand.NewPCG(f.Seed, f.Seed))}
}

type lossy struct {
	Device
	faults Faults

	mu       sync.Mutex
	rng      *rand.Rand
	in, out  delayed
	deadline time.Time // the reader's own
	over     error     // what the device ended with, while packets are still due
}

// delayed holds packets in the order of their times.
type delayed []timed

type timed struct {
	at     time.Time
	packet []byte
}

// add puts packet behind all that are due by at.
func (d *delayed) add(at time.Time, packet []byte) {
	i := len(*d)
	for i > 0 && (*d)[i-1].at.After(at) {
		i--
	}
	*d = append(*d, timed{})
	copy((*d)[i+1:], (*d)[i:])
	(*d)[i] = timed{at, packet}
}

// take removes the first packet if it is due.
func (d *delayed) take(now time.Time) ([]byte, bool) {
	if len(*d) == 0 || (*d)[0].at.After(now) {
		return nil, false
	}
	p := (*d)[0].packet
	*d = (*d)[1:]
	return p, true
}

// damage adds to d what becomes of packet: nothing, itself, two of it.
func (l *lossy) damage(d *delayed, packet []byte) {
	f := l.faults
	if l.chance(f.Drop) {
		return
	}
	for range 1 + l.count(f.Duplicate) {
		p := append([]byte(nil), packet...)
		if len(p) > 0 && l.chance(f.Corrupt) {
			p[l.rng.IntN(len(p))] ^= 1 << l.rng.IntN(8)
		}
		at := l.Now().Add(f.Delay)
		if l.chance(f.Reorder) {
			at = at.Add(ReorderDelay)
		}
		d.add(at, p)
	}
}

func (l *lossy) chance(p float64) bool { return p > 0 && l.rng.Float64() < p }

func (l *lossy) count(p float64) int {
	if l.chance(p) {
		return 1
	}
	return 0
}

// ReadPacket also sends the written packets that have become due meanwhile.
func (l *lossy) ReadPacket(p []byte) (int, error) {
	for {
		l.mu.Lock()
		l.flush()
		if packet, ok := l.in.take(l.Now()); ok {
			l.mu.Unlock()
			return copy(p, packet), nil
		}
		if l.over != nil {
			n, err := l.last(p)
			l.mu.Unlock()
			return n, err
		}
		l.Device.SetReadDeadline(l.wake())
		l.mu.Unlock()

		n, err := l.Device.ReadPacket(p)

		l.mu.Lock()
		switch {
		case err == nil:
			l.damage(&l.in, p[:n])
		case !errors.Is(err, os.ErrDeadlineExceeded):
			l.over = err
		case !l.deadline.IsZero() && !l.Now().Before(l.deadline) && !l.due():
			l.mu.Unlock()
			return 0, err
		}
		l.mu.Unlock()
	}
}

// last hands over what was still on its way when the device ended, then the
// end itself: time no longer passes.
func (l *lossy) last(p []byte) (int, error) {
	if len(l.in) == 0 {
		return 0, l.over
	}
	n := copy(p, l.in[0].packet)
	l.in = l.in[1:]
	return n, nil
}

// due reports whether a packet waits to be read.
func (l *lossy) due() bool { return len(l.in) > 0 && !l.in[0].at.After(l.Now()) }

// wake is when ReadPacket has to look again.
func (l *lossy) wake() time.Time {
	at := l.deadline
	for _, d := range []delayed{l.in, l.out} {
		if len(d) > 0 && (at.IsZero() || d[0].at.Before(at)) {
			at = d[0].at
		}
	}
	return at
}

func (l *lossy) WritePacket(p []byte) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.damage(&l.out, p)
	err := l.flush()
	l.Device.SetReadDeadline(l.wake()) // a reader that waits must look at what is delayed
	return err
}

// flush sends the written packets that are due.
func (l *lossy) flush() error {
	for {
		packet, ok := l.out.take(l.Now())
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
