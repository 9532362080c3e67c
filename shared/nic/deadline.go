package nic

import (
	"sync"
	"time"
)

// A deadline is a point in time that can be waited for and moved.
type deadline struct{ state *deadlineState }

type deadlineState struct {
	mu    sync.Mutex
	at    time.Time     // zero: never
	moved chan struct{} // closed and replaced at each move
}

func newDeadline() deadline {
	return deadline{&deadlineState{moved: make(chan struct{})}}
}

func (d deadline) set(t time.Time) {
	s := d.state
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at = t
	close(s.moved)
	s.moved = make(chan struct{})
}

// wait returns a channel on which something comes at the deadline, and one
// that is closed when the deadline has been moved: then wait again.
func (d deadline) wait() (expired <-chan time.Time, moved <-chan struct{}) {
	s := d.state
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.at.IsZero() {
		expired = time.After(time.Until(s.at))
	}
	return expired, s.moved
}
