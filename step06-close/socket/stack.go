package socket

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"runtime"
	"sync"

	"tcpworkbook/shared/nic"
	"tcpworkbook/step06-close/tcp"
)

// Config says what a stack is like.
type Config struct {
	tcp.Config
	LockStep bool        // one packet at a time, for replays
	Ignored  func(error) // is told of packets that are ignored, and of trouble in sending; may be nil
}

// A Stack is a host on a device: TCP, and answers to ping. It is safe for
// concurrent use.
type Stack struct {
	dev      nic.Device
	ignored  func(error)
	lockStep bool

	mu        sync.Mutex
	core      *tcp.Stack
	conns     map[*tcp.Conn]*Conn // those that are not over
	listeners map[*Listener]bool
	untold    []*tcp.Conn // something has happened to them, and their users do not know yet
	asleep    bool        // the pump waits, or is about to: whoever has something to send must say so
	running   bool        // Run was called
	shut      bool        // Shutdown was called, or the pump has ended: nothing new is wanted
	closing   bool        // the pump is to close dev when it has nothing more to send
	over      error       // why the pump has ended; nil: it has not
	changes   gate        // for Shutdown
	woken     bool        // somebody was, since the pump's last turn
	busy      int         // goroutines of Go that do not wait at a gate
	parked    sync.Cond   // busy may be 0
}

// New returns a host on dev. Nothing happens until Run is called.
func New(dev nic.Device, config Config) *Stack {
	s := &Stack{
		dev: dev, ignored: config.Ignored, lockStep: config.LockStep,
		core: tcp.NewStack(config.Config), conns: map[*tcp.Conn]*Conn{}, listeners: map[*Listener]bool{},
	}
	s.changes = newGate(&s.mu)
	s.parked.L = &s.mu
	if s.ignored == nil {
		s.ignored = func(error) {}
	}
	return s
}

// Go runs f in a goroutine. In lock-step, all that use the stack must be
// started by it, before Run or by each other.
func (s *Stack) Go(f func()) {
	s.locked(func() { s.busy++ })
	go func() {
		defer s.locked(func() {
			s.busy--
			s.parked.Signal()
		})
		f()
	}()
}

// locked calls f with the lock held.
func (s *Stack) locked(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f()
}

// Run is the pump: it moves packets between the device and the machine until
// the device is closed or its input is over. Those are good ends, for which it
// returns nil. After it, all connections are dead.
func (s *Stack) Run() error {
	in, out := newBurst(), newBurst()
	for most, drained := 1, true; ; {
		more := s.turn(&out, drained, most == longTurn)
		for packet := range out.all() {
			if err := s.dev.WritePacket(packet); err != nil && !errors.Is(err, os.ErrClosed) {
				s.ignored(fmt.Errorf("sending a packet: %w", err)) // the device is down, say: go on
			}
		}
		if !more {
			s.dev.Close()
		}
		most = s.most(most, drained)
		var err error
		if drained, err = s.take(&in, most); err != nil {
			return s.end(err)
		}
	}
}

// most returns how many packets may be taken at the next turn, after one for
// which that was last.
func (s *Stack) most(last int, drained bool) int {
	switch {
	case s.lockStep:
		return 1
	case drained:
		return shortTurn
	}
	return min(4*last, longTurn)
}

// take takes up to most packets from the device, and gives them to the machine. It
// reports whether that is all there are.
func (s *Stack) take(in *burst, most int) (drained bool, err error) {
	for most > 0 {
		n := min(most, fullBurst)
		if err := in.receive(s.dev, n); err != nil {
			return false, err
		}
		s.input(in)
		if len(in.ends) < n {
			return true, nil
		}
		most -= n
	}
	return s.lockStep, nil
}

func (s *Stack) input(in *burst) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.dev.Now()
	for packet := range in.all() {
		if err := s.core.Input(now, packet); err != nil {
			s.ignored(err)
		}
	}
}

// turn lets everybody know what has happened, and collects what is to be sent in
// out. If the device is not drained, there may be more packets, and telling waits
// for them, too, unless this was a long turn: once for all is cheaper. It returns
// false if this is the end.
func (s *Stack) turn(out *burst, drained, long bool) (more bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.running = true
	now := s.dev.Now()
	s.core.Tick(now)
	s.untold = append(s.untold, s.core.Changed()...)
	if drained || long {
		s.announce()
	}
	s.letWork(drained)
	s.asleep = out.collect(now, s.core)
	if s.asleep && drained {
		s.dev.SetReadDeadline(s.core.Deadline())
	} else {
		s.dev.SetReadDeadline(past)
	}
	return !s.closing || !s.asleep
}

// announce wakes those to whose sockets something has happened.
func (s *Stack) announce() {
	for _, c := range s.untold {
		if conn := s.conns[c]; conn != nil {
			conn.changed()
		}
	}
	clear(s.untold)
	s.untold = s.untold[:0]
	for l := range s.listeners {
		if l.core.Ready() {
			s.wake(&l.arrivals)
		}
	}
	s.wake(&s.changes)
}

// letWork lets the goroutines that were woken go first: an answer goes out at
// once, and with the acknowledgment, if they have one. In lock-step that is
// certain: all of them have done what they can. Else they get this goroutine's
// turn, on this processor, which saves waking a thread on another; but not while
// more packets are there, or the device might have to drop some.
func (s *Stack) letWork(drained bool) {
	switch {
	case s.lockStep:
		for s.busy > 0 {
			s.parked.Wait()
		}
		s.core.SortChanged()
	case s.woken && drained:
		s.woken = false
		s.mu.Unlock()
		runtime.Gosched()
		s.mu.Lock()
	}
}

// touch tells the machine, and the pump, that a connection may have something
// to send.
func (s *Stack) touch(c *tcp.Conn) {
	s.core.Touch(c)
	if c.State() == tcp.Closed {
		delete(s.conns, c)
	}
	s.rouse()
}

func (s *Stack) rouse() {
	if s.asleep {
		s.asleep = false
		s.dev.SetReadDeadline(past)
	}
}

// end notes that there will be no more packets.
func (s *Stack) end(err error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shut, s.over = true, net.ErrClosed
	for _, c := range s.conns {
		c.wakeAll()
	}
	for l := range s.listeners {
		s.wake(&l.arrivals)
	}
	s.wake(&s.changes)
	if errors.Is(err, io.EOF) || errors.Is(err, os.ErrClosed) {
		return nil
	}
	return fmt.Errorf("reading a packet: %w", err)
}

func addrOf(addr netip.AddrPort) net.Addr { return net.TCPAddrFromAddrPort(addr) }
