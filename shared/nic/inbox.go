package nic

import (
	"bytes"
	"os"
	"sync"
	"time"
)

// queueLength is how many packets wait to be read, as in a TUN device's queue
// on Linux (txqueuelen). What comes then is dropped.
const queueLength = 500

// An inbox is where packets wait for ReadPacket: the reading half of a device.
// Its time is the wall clock, so it runs in testing/synctest's bubbles.
type inbox struct {
	mu       sync.Mutex
	changed  sync.Cond // for whoever waits: any of the fields below
	packets  [][]byte  // in the order of their coming
	deadline time.Time // zero: none
	err      error     // what comes after the packets; nil: they go on
	closed   bool
	clock
}

func newInbox() *inbox {
	in := &inbox{clock: newClock()}
	in.changed.L = &in.mu
	return in
}

// put appends a packet to the queue.
func (in *inbox) put(p []byte) error {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.closed {
		return os.ErrClosed
	}
	if len(in.packets) < queueLength {
		in.packets = append(in.packets, bytes.Clone(p))
		in.changed.Broadcast()
	}
	return nil
}

// end makes ReadPacket fail with err after the packets that are there.
func (in *inbox) end(err error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.err = err
	in.changed.Broadcast()
}

// ReadPacket decides in a fixed order, however many of its cases hold.
func (in *inbox) ReadPacket(p []byte) (int, error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	for {
		switch {
		case in.closed:
			return 0, os.ErrClosed
		case len(in.packets) > 0:
			n := copy(p, in.packets[0])
			in.packets = in.packets[1:]
			return n, nil
		case !in.deadline.IsZero() && !time.Now().Before(in.deadline):
			return 0, os.ErrDeadlineExceeded
		case in.err != nil:
			return 0, in.err
		}
		in.wait()
	}
}

// wait returns after a change, or at the deadline.
func (in *inbox) wait() {
	if !in.deadline.IsZero() {
		defer time.AfterFunc(time.Until(in.deadline), in.wake).Stop()
	}
	in.changed.Wait()
}

// wake locks, or it could come just before a reader begins to wait.
func (in *inbox) wake() {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.changed.Broadcast()
}

func (in *inbox) SetReadDeadline(t time.Time) error {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.deadline = t
	in.changed.Broadcast()
	return nil
}

func (in *inbox) Close() error {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.closed {
		return os.ErrClosed
	}
	in.closed = true
	in.changed.Broadcast()
	return nil
}
