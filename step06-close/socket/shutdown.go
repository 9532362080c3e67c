package socket

import (
	"context"
	"errors"
	"fmt"

	"tcpworkbook/step06-close/tcp"
)

// Shutdown closes all listeners and connections, opens no more, waits until the
// peers have acknowledged all that was written, or until ctx is done, and closes
// the device. Connections that are not finished then are reset. The error says
// what was lost.
func (s *Stack) Shutdown(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shut = true
	for l := range s.listeners {
		l.close()
	}
	for _, c := range s.conns {
		c.close()
	}
	stop := context.AfterFunc(ctx, func() { s.locked(func() { s.wake(&s.changes) }) })
	defer stop()
	for s.over == nil && !s.flushed() && ctx.Err() == nil {
		s.wait(&s.changes)
	}
	err := s.abortAll()
	s.closing = true
	s.rouse()
	for s.running && s.over == nil {
		s.wait(&s.changes)
	}
	s.dev.Close() // if the pump has not
	return err
}

// flushed reports whether all peers have acknowledged all of our text, and our
// FIN.
func (s *Stack) flushed() bool {
	for c := range s.conns {
		if !flushed(c) {
			return false
		}
	}
	return true
}

func flushed(c *tcp.Conn) bool {
	switch c.State() {
	case tcp.Closed, tcp.FinWait2, tcp.TimeWait:
		return true
	}
	return false
}

// abortAll resets the connections that are not finished.
func (s *Stack) abortAll() error {
	var errs []error
	for c := range s.conns {
		if flushed(c) {
			continue
		}
		if n := c.Status().Queued; n > 0 {
			errs = append(errs, fmt.Errorf("%v has not acknowledged the last %d bytes: they are lost", c.Remote(), n))
		}
		c.Abort()
		s.touch(c)
	}
	return errors.Join(errs...)
}
