package nic

import (
	"bytes"
	"math/rand/v2"
	"slices"
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
