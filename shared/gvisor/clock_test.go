package gvisor

import (
	"cmp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"gvisor.dev/gvisor/pkg/tcpip"
)

// A clock gives gVisor the time of a device: in a replay, virtual time.
type clock struct {
	now func() time.Time

	mu     sync.Mutex
	timers []*timer
	made   int // how many timers have been set
}

type timer struct {
	clock *clock
	f     func()
	at    time.Time
	order int // of two at the same time, the first to be set comes first
}

func (c *clock) Now() time.Time { return c.now() }

// NowMonotonic never returns zero, which gVisor takes for "never".
func (c *clock) NowMonotonic() tcpip.MonotonicTime {
	return tcpip.MonotonicTime{}.Add(time.Duration(c.now().UnixNano()))
}

func (c *clock) AfterFunc(d time.Duration, f func()) tcpip.Timer {
	t := &timer{clock: c, f: f}
	t.Reset(d)
	return t
}

func (t *timer) Reset(d time.Duration) {
	t.Stop()
	t.clock.mu.Lock()
	defer t.clock.mu.Unlock()
	t.clock.made++
	t.at, t.order = t.clock.now().Add(max(d, 0)), t.clock.made
	t.clock.timers = append(t.clock.timers, t)
}

func (t *timer) Stop() bool {
	t.clock.mu.Lock()
	defer t.clock.mu.Unlock()
	i := slices.Index(t.clock.timers, t)
	if i < 0 {
		return false
	}
	t.clock.timers = slices.Delete(t.clock.timers, i, i+1)
	return true
}

// next returns the timer that is next, if there is one.
func (c *clock) next() (t *timer, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.timers) == 0 {
		return nil, false
	}
	return slices.MinFunc(c.timers, func(a, b *timer) int {
		return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.order, b.order))
	}), true
}

// deadline returns when the next timer fires; zero: never.
func (c *clock) deadline() time.Time {
	if t, ok := c.next(); ok {
		return t.at
	}
	return time.Time{}
}

// fire runs the next timer, if its time has come.
func (c *clock) fire() bool {
	t, ok := c.next()
	if !ok || t.at.After(c.now()) {
		return false
	}
	if t.Stop() {
		go t.f()
	}
	return true
}

// settle waits until all other goroutines wait for something: there is nothing
// left to do before a packet comes or a timer fires. They wait for nothing that
// the machine's clock or its devices do.
func settle() {
	stacks := make([]byte, 1<<20)
	for {
		runtime.Gosched()
		n := runtime.Stack(stacks, true)
		own, others, _ := strings.Cut(string(stacks[:n]), "\n\n")
		_ = own
		if n < len(stacks) && !strings.Contains(others, " [runn") {
			return
		}
		if n == len(stacks) {
			stacks = make([]byte, 2*n)
		}
	}
}
