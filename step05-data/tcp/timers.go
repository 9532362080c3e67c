package tcp

import (
	"container/heap"
	"time"
)

// A timerHeap holds the connections that wait for a time, the first in front.
// So neither the next deadline nor a tick costs more when there are many idle
// connections: without a deadline they are not here.
type timerHeap struct{ conns []*Conn }

// set moves c to where its deadline belongs; the zero time is nowhere.
func (t *timerHeap) set(c *Conn, at time.Time) {
	e := &c.inStack
	switch {
	case at.IsZero():
		t.remove(c)
	case e.index == 0:
		e.deadline = at
		heap.Push(t, c)
	case !at.Equal(e.deadline):
		e.deadline = at
		heap.Fix(t, e.index-1)
	}
}

func (t *timerHeap) remove(c *Conn) {
	if c.inStack.index > 0 {
		heap.Remove(t, c.inStack.index-1)
	}
}

// first returns the first deadline, or the zero time.
func (t *timerHeap) first() time.Time {
	if len(t.conns) == 0 {
		return time.Time{}
	}
	return t.conns[0].inStack.deadline
}

// due takes out a connection whose time has come.
func (t *timerHeap) due(now time.Time) (*Conn, bool) {
	if len(t.conns) == 0 || now.Before(t.first()) {
		return nil, false
	}
	return heap.Pop(t).(*Conn), true
}

// The rest is heap.Interface.

func (t *timerHeap) Len() int { return len(t.conns) }

func (t *timerHeap) Less(i, j int) bool {
	return t.conns[i].inStack.deadline.Before(t.conns[j].inStack.deadline)
}

func (t *timerHeap) Swap(i, j int) {
	t.conns[i], t.conns[j] = t.conns[j], t.conns[i]
	t.conns[i].inStack.index, t.conns[j].inStack.index = i+1, j+1
}

func (t *timerHeap) Push(x any) {
	c := x.(*Conn)
	t.conns = append(t.conns, c)
	c.inStack.index = len(t.conns)
}

func (t *timerHeap) Pop() any {
	last := len(t.conns) - 1
	c := t.conns[last]
	t.conns[last] = nil
	t.conns = t.conns[:last]
	c.inStack.index = 0
	return c
}
