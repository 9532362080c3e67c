package socket

import (
	"sync"
	"time"
)

// A gate is where goroutines wait for something to change, with the stack's
// lock.
type gate struct {
	cond    sync.Cond
	waiting int // goroutines that nobody has woken yet
}

func newGate(mu *sync.Mutex) gate { return gate{cond: sync.Cond{L: mu}} }

// wait returns when g was woken, which may mean nothing.
func (s *Stack) wait(g *gate) {
	g.waiting++
	s.busy--
	if s.busy == 0 {
		s.parked.Signal()
	}
	g.cond.Wait()
}

// wake wakes all who wait. They count as busy from now on, not only when
// they get to run.
func (s *Stack) wake(g *gate) {
	if g.waiting > 0 {
		s.busy += g.waiting
		g.waiting = 0
		s.woken = true
		g.cond.Broadcast()
	}
}

// A deadline is a time after which reads, or writes, fail. The zero value is
// none.
type deadline struct {
	at    time.Time
	timer *time.Timer // wakes who waits
}

// passed reports whether there is a deadline, and it has come: at that moment it
// has, so that whoever the timer wakes finds it passed.
//
//exercise:6.8 stub="return false"
func (d *deadline) passed() bool { return !d.at.IsZero() && !time.Now().Before(d.at) }

// set moves the deadline; wake is called when it comes, at once if it has passed,
// and not at all if at is zero. There is one timer, made when it is first needed
// (time.AfterFunc), and moved or stopped after that.
//
//exercise:6.8 stub="return"
func (d *deadline) set(at time.Time, wake func()) {
	d.at = at
	switch {
	case d.timer == nil && at.IsZero():
	case d.timer == nil:
		d.timer = time.AfterFunc(time.Until(at), wake)
	case at.IsZero():
		d.timer.Stop()
	default:
		d.timer.Reset(time.Until(at))
	}
}
