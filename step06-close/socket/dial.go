package socket

import (
	"context"
	"net"
	"net/netip"

	"tcpworkbook/step06-close/tcp"
)

// DialContext connects to an address such as "192.168.0.1:80", and returns a
// *Conn. When ctx is done, it gives up. The error is a *net.OpError:
// syscall.ECONNREFUSED, ETIMEDOUT, EADDRNOTAVAIL, ctx's error, net.ErrClosed after
// Shutdown, and so on.
func (s *Stack) DialContext(ctx context.Context, addr string) (net.Conn, error) {
	remote, err := netip.ParseAddrPort(addr)
	if err != nil {
		return nil, opError("dial", nil, nil, &net.AddrError{Err: "want an IPv4 address and a port, such as 192.168.0.1:80", Addr: addr})
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shut {
		return nil, opError("dial", nil, addrOf(remote), net.ErrClosed)
	}
	core, err := s.core.Dial(s.dev.Now(), netip.AddrPort{}, remote)
	if err != nil {
		return nil, opError("dial", nil, addrOf(remote), err)
	}
	c := s.newConn(core)
	s.touch(core)
	if err := c.connect(ctx); err != nil {
		return nil, opError("dial", nil, addrOf(remote), err)
	}
	return c, nil
}

// connect waits until the connection is established, and returns nil then. It
// returns net.ErrClosed if c was closed meanwhile (by Shutdown), the
// machine's (c.core.Err) if the connection has ended, and the stack's (over)
// if there are no packets any more. If ctx is done, it aborts the connection,
// so that the machine forgets it, and returns ctx's error. For that, ctx must
// wake who waits at c.writable: context.AfterFunc can, with the lock.
//
//exercise:6.8
func (c *Conn) connect(ctx context.Context) error {
	s := c.stack
	stop := context.AfterFunc(ctx, func() { s.locked(func() { s.wake(&c.writable) }) })
	defer stop()
	for {
		switch state := c.core.State(); {
		case c.closed: // by Shutdown
			return net.ErrClosed
		case state == tcp.Closed:
			return c.core.Err()
		case state >= tcp.Established:
			return nil
		case s.over != nil:
			return s.over
		case ctx.Err() != nil:
			c.closed = true
			c.core.Abort()
			s.touch(c.core)
			return ctx.Err()
		}
		s.wait(&c.writable)
	}
}
