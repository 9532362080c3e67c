package nic

import (
	"errors"
	"io"
	"net/netip"
	"os"
	"sync"
	"time"

	"tcpworkbook/shared/trace"
)

// A Replay feeds a program the packets of a capture, in virtual time: when
// the program waits, the clock jumps to the next packet or to the program's
// deadline, whichever comes first. An hour passes in no time, and the same
// replay gives the same result each time.
//
// Packets that the capture's host had sent are passed over, the program sends
// its own. A replay ends with the last packet, or where a text says "end".
//
// What is fed fits the program: acknowledgments are rewritten to the initial
// sequence numbers that it chose (rewrite.go). And a packet that acknowledges
// what the program has not sent yet waits for it, as long as the program has
// something to do within a second: a program that is right but slow is not fed
// nonsense.
type Replay struct {
	capture *Capture

	mu       sync.Mutex
	now      time.Duration // since the capture's start
	next     Frame         // read from the capture and not yet fed
	ready    bool          // there is such a packet
	end      time.Duration // of what was read so far
	over     error         // what the capture ended with
	deadline time.Time
	closed   bool
	talk     conversation
}

// patience is how long a packet waits for what it acknowledges, in virtual
// time. An acknowledgment may be delayed by half a second (RFC 9293 §3.8.6.3).
const patience = time.Second

// OpenReplay opens the capture called name for a program with the address host.
func OpenReplay(name string, host netip.Addr) (*Replay, error) {
	c, err := OpenCapture(name, host)
	if err != nil {
		return nil, err
	}
	r := &Replay{capture: c}
	r.look() // so that Now is right from the start
	return r, nil
}

// look reads ahead to the next packet to feed.
func (r *Replay) look() {
	for !r.ready && r.over == nil {
		r.next, r.over = r.capture.Next()
		if r.next.Dir == trace.Out && r.next.Packet != nil {
			r.talk.captured.learn(r.next.Packet)
		}
		r.ready = r.next.Packet != nil && r.next.Dir == trace.In
		r.end = max(r.end, r.next.Time)
	}
}

// ReadPacket returns the next packet, or fails with os.ErrDeadlineExceeded at
// the deadline, io.EOF at the end, an error that names file and place where
// the capture is broken. Of a packet and a deadline at the same time, the
// packet comes first.
func (r *Replay) ReadPacket(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return 0, os.ErrClosed
	}
	r.look()
	at := r.end
	if r.ready {
		at = r.next.Time
	}
	until := at // a deadline before this comes first
	if r.ready && r.talk.waits(r.next.Packet, r.next.relative()) {
		until += patience
	}
	if deadline := r.deadline.Sub(r.capture.Start()); !r.deadline.IsZero() && deadline < until {
		r.now = max(r.now, deadline)
		return 0, os.ErrDeadlineExceeded
	}
	r.now = max(r.now, at)
	if !r.ready {
		return 0, r.over
	}
	r.ready = false
	r.talk.rewrite(r.next.Packet, r.next.relative())
	return copy(p, r.next.Packet), nil
}

// WritePacket looks at the packet and drops it: nobody is there. Put a Trace or
// a Record in front to see it.
func (r *Replay) WritePacket(p []byte) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return os.ErrClosed
	}
	r.talk.program.learn(p)
	return nil
}

// SetReadDeadline sets the deadline, in virtual time.
func (r *Replay) SetReadDeadline(t time.Time) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.deadline = t
	return nil
}

// Now returns the time in the capture.
func (r *Replay) Now() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.capture.Start().Add(r.now)
}

// Close closes the capture. What the program has left unread of a file is
// looked through, so that a broken one does not go unnoticed.
func (r *Replay) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return os.ErrClosed
	}
	r.closed = true
	for r.over == nil && r.capture.isFile() {
		r.ready = false
		r.look()
	}
	if err := r.capture.Close(); err != nil {
		return err
	}
	if errors.Is(r.over, io.EOF) {
		return nil
	}
	return r.over
}
