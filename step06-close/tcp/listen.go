package tcp

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"time"
)

// maxHalfOpen is how many connections of a listener may be in SYN-RECEIVED.
// Beyond it, SYN cookies take no memory at all.
const maxHalfOpen = 256

// The errors of Listen and Dial.
var (
	ErrInUse   = errors.New("tcp: in use")
	ErrAddress = errors.New("tcp: not an address for this")
	ErrNoPorts = errors.New("tcp: all ports are in use")
)

// A Listener waits for connections to a port: it is the LISTEN state, shared
// by all who will come.
type Listener struct {
	stack    *Stack
	addr     netip.AddrPort
	backlog  int     // how many may be in ready
	halfOpen int     // how many are in SYN-RECEIVED
	ready    []*Conn // established, and not accepted yet
	waiting  *Conn   // in LISTEN: it becomes the next connection
}

// Listen waits for connections to addr, one of our addresses and a port; the
// address 0.0.0.0 stands for all of ours (MUST-43). At most backlog established
// connections wait for Accept. The error is ErrAddress or ErrInUse (MUST-41).
func (s *Stack) Listen(addr netip.AddrPort, backlog int) (*Listener, error) {
	if addr.Port() == 0 || addr.Addr() != netip.IPv4Unspecified() && !s.ours(addr.Addr()) {
		return nil, fmt.Errorf("listening on %v: %w", addr, ErrAddress)
	}
	if s.listeners[addr] != nil {
		return nil, fmt.Errorf("listening on %v: %w", addr, ErrInUse)
	}
	l := &Listener{stack: s, addr: addr, backlog: max(1, backlog), waiting: &Conn{}}
	s.listeners[addr] = l
	return l, nil
}

func (s *Stack) ours(addr netip.Addr) bool { return slices.Contains(s.Addrs, addr) }

// listener returns who listens on a port of one of our addresses, or nil.
func (s *Stack) listener(addr netip.Addr, port uint16) *Listener {
	if l := s.listeners[netip.AddrPortFrom(addr, port)]; l != nil {
		return l
	}
	return s.listeners[netip.AddrPortFrom(netip.IPv4Unspecified(), port)]
}

// Addr returns where l listens.
func (l *Listener) Addr() netip.AddrPort { return l.addr }

// Accept returns the connection that has been established first, or nil.
func (l *Listener) Accept() *Conn {
	if len(l.ready) == 0 {
		return nil
	}
	c := l.ready[0]
	l.ready = slices.Delete(l.ready, 0, 1)
	return c
}

// Ready reports whether Accept would return a connection.
func (l *Listener) Ready() bool { return len(l.ready) > 0 }

// Close stops listening. Connections that nobody has accepted are reset; those
// that are half-open, when their handshake is complete.
func (l *Listener) Close() {
	if l.closed() {
		return
	}
	delete(l.stack.listeners, l.addr)
	for _, c := range l.ready {
		c.Abort()
		l.stack.Touch(c)
	}
	l.ready = nil
}

func (l *Listener) closed() bool { return l.stack.listeners[l.addr] != l }

// arrives takes a segment for which there is no connection. A SYN, with neither
// ACK nor RST, is dropped while we are full, and gets a cookie if maxHalfOpen
// connections are half-open already. An ACK may bring a cookie back. All else
// begins a connection.
//
//exercise:4.10 stub="l.begin(now, e, seg, l.stack.iss(now, e))"
func (l *Listener) arrives(now time.Time, e ends, seg Segment) {
	s := l.stack
	syn := seg.Flags&(SYN|ACK|RST) == SYN
	switch {
	case syn && l.full():
		return // the peer will try again
	case syn && l.halfOpen >= maxHalfOpen:
		s.sendCookie(now, e, &seg)
		return
	case l.takeCookie(now, e, seg):
		return
	}
	l.begin(now, e, seg, s.iss(now, e))
}

// begin lets the connection that waits in LISTEN take a segment. If that was a
// SYN, it is half-open now, and the next one waits.
func (l *Listener) begin(now time.Time, e ends, seg Segment, iss Seq) {
	s, c := l.stack, l.waiting
	c.ends = e
	c.ts.offset = s.tsOffset(e)
	c.open(Listen, iss, s.Limits)
	c.Input(now, seg)
	if c.state == Listen {
		reset, _ := c.Output(now)
		s.reply(e, reset)
		return
	}
	l.waiting = &Conn{}
	c.inStack.listener = l
	l.halfOpen++
	s.add(c)
}

// full reports whether no more connections are wanted for now.
func (l *Listener) full() bool {
	return len(l.ready) >= l.backlog || len(l.stack.conns) >= l.stack.MaxConns
}

// mustWait reports whether seg may complete a handshake while as many connections
// as the backlog allows wait for Accept. Then it is as good as lost, and has to come
// again. A SYN that comes again completes nothing, nor does a reset; and what we
// have opened ourselves has no listener.
//
//exercise:4.10 stub="return false"
func (c *Conn) mustWait(seg *Segment) bool {
	l := c.inStack.listener
	return l != nil && len(l.ready) >= l.backlog && seg.Flags&(ACK|RST) == ACK
}

// completed makes a half-open connection ready to be accepted.
func (l *Listener) completed(c *Conn) {
	c.leaveListener()
	if l.closed() { // meanwhile
		c.Abort()
		l.stack.Touch(c)
		return
	}
	l.ready = append(l.ready, c)
}

// leaveListener ends what makes c half-open.
func (c *Conn) leaveListener() {
	if l := c.inStack.listener; l != nil {
		l.halfOpen--
		c.inStack.listener = nil
	}
}
