package socket

import (
	"net"
	"net/netip"

	"tcpworkbook/step06-close/tcp"
)

// backlog is how many established connections wait for Accept; Linux's default
// is the same (net.core.somaxconn).
const backlog = 4096

// A Listener is a net.Listener.
type Listener struct {
	stack    *Stack
	core     *tcp.Listener
	arrivals gate // of connections
	closed   bool
}

var _ net.Listener = (*Listener)(nil)

// Listen waits for connections to a port, on all addresses of the stack. The
// error is a *net.OpError: syscall.EADDRINUSE if somebody listens already,
// EADDRNOTAVAIL for port 0, net.ErrClosed after Shutdown.
func (s *Stack) Listen(port uint16) (*Listener, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	addr := netip.AddrPortFrom(netip.IPv4Unspecified(), port)
	if s.shut {
		return nil, opError("listen", nil, addrOf(addr), net.ErrClosed)
	}
	core, err := s.core.Listen(addr, backlog)
	if err != nil {
		return nil, opError("listen", nil, addrOf(addr), err)
	}
	l := &Listener{stack: s, core: core, arrivals: newGate(&s.mu)}
	s.listeners[l] = true
	return l, nil
}

// Accept waits for a connection. It returns a *Conn; the error is
// net.ErrClosed.
func (l *Listener) Accept() (net.Conn, error) {
	s := l.stack
	s.mu.Lock()
	defer s.mu.Unlock()
	for {
		if l.closed || s.over != nil {
			return nil, opError("accept", nil, l.Addr(), net.ErrClosed)
		}
		if c := l.core.Accept(); c != nil {
			return s.newConn(c), nil
		}
		s.wait(&l.arrivals)
	}
}

// Addr returns the *net.TCPAddr that l listens on.
func (l *Listener) Addr() net.Addr { return addrOf(l.core.Addr()) }

// Close stops listening. Connections that nobody has accepted are reset.
func (l *Listener) Close() error {
	l.stack.mu.Lock()
	defer l.stack.mu.Unlock()
	if l.closed {
		return opError("close", nil, l.Addr(), net.ErrClosed)
	}
	l.close()
	return nil
}

func (l *Listener) close() {
	l.closed = true
	l.core.Close()
	delete(l.stack.listeners, l)
	l.stack.rouse() // for the resets
	l.stack.wake(&l.arrivals)
}
