package socket

import (
	"io"
	"net"
	"os"
	"time"

	"tcpworkbook/step06-close/tcp"
)

// A Conn is a net.Conn, and has what a *net.TCPConn has besides.
type Conn struct {
	stack    *Stack
	core     *tcp.Conn
	readable gate     // there is text, or an end of it
	writable gate     // there is room, or an end of it; or the connection is established
	readBy   deadline // of Read
	writeBy  deadline // of Write

	writing bool          // one Write is at work: others wait until it is done
	closed  bool          // by Close
	deaf    bool          // by CloseRead
	linger  time.Duration // how long Close waits for the text to be acknowledged; below 0: not at all
}

var _ net.Conn = (*Conn)(nil)

// newConn returns the socket of a connection.
func (s *Stack) newConn(core *tcp.Conn) *Conn {
	c := &Conn{stack: s, core: core, readable: newGate(&s.mu), writable: newGate(&s.mu), linger: -1}
	core.SetNoDelay(true) // as net does
	s.conns[core] = c
	return c
}

// changed wakes those for whom something has happened to the connection.
func (c *Conn) changed() {
	if c.deaf {
		c.discard()
	}
	state := c.core.State()
	over := state == tcp.Closed
	if over || c.core.Buffered() > 0 || c.core.Ended() {
		c.stack.wake(&c.readable)
	}
	// A writer is worth waking when it can write much: a waking costs as much as
	// a packet.
	if over || flushed(c.core) || state >= tcp.Established && c.core.Room() >= c.stack.core.Limits.SendBuffer/2 {
		c.stack.wake(&c.writable)
	}
	if over {
		delete(c.stack.conns, c.core)
	}
}

// wakeAll wakes everybody.
func (c *Conn) wakeAll() {
	c.stack.wake(&c.readable)
	c.stack.wake(&c.writable)
}

// Read reads what has come, at least a byte. After the peer's FIN it returns
// io.EOF. Other errors are a *net.OpError: net.ErrClosed, os.ErrDeadlineExceeded,
// syscall.ECONNRESET, ETIMEDOUT.
func (c *Conn) Read(p []byte) (int, error) {
	c.stack.mu.Lock()
	defer c.stack.mu.Unlock()
	n, err := c.read(p)
	return n, c.opError("read", err)
}

func (c *Conn) read(p []byte) (int, error) {
	if len(p) == 0 && !c.closed {
		return 0, nil // whatever has come, as in package net
	}
	if err := c.waitForText(); err != nil {
		return 0, err
	}
	if c.deaf { // what has come since
		c.discard()
	}
	n, err := c.core.Read(p)
	if c.core.AckDue() {
		c.stack.touch(c.core)
	}
	if n == 0 && err == nil { // CloseRead
		return 0, io.EOF
	}
	return n, err
}

// waitForText waits until there is something to read, or an end of it.
func (c *Conn) waitForText() error {
	for {
		if err := c.usable(&c.readBy); err != nil {
			return err
		}
		if c.core.Buffered() > 0 || c.core.Ended() || c.core.State() == tcp.Closed || c.deaf {
			return nil
		}
		c.stack.wait(&c.readable)
	}
}

// usable returns an error if there is no use in going on.
func (c *Conn) usable(by *deadline) error {
	switch {
	case c.closed:
		return net.ErrClosed
	case by.passed():
		return os.ErrDeadlineExceeded
	}
	return c.stack.over
}

// Write hands over all of p to be sent; it waits while the send buffer is full.
// What several goroutines write is not mixed: each p stays in one piece. The
// error is a *net.OpError: net.ErrClosed, os.ErrDeadlineExceeded, syscall.EPIPE
// after CloseWrite, ECONNRESET, ETIMEDOUT.
func (c *Conn) Write(p []byte) (int, error) {
	c.stack.mu.Lock()
	defer c.stack.mu.Unlock()
	for c.writing {
		c.stack.wait(&c.writable)
	}
	c.writing = true
	n, err := c.write(p)
	c.writing = false
	c.stack.wake(&c.writable)
	return n, c.opError("write", err)
}

// write hands p to the machine, which takes what it has room for, and no
// error is that: whatever it takes is sent (touch), and for the rest it waits
// until c is writable and tries again. It returns how many bytes the machine
// took, and why not all: what usable says of writeBy, or the machine's own
// error.
//
//exercise:6.8 stub="n, err = c.core.Write(p)\n\tc.stack.touch(c.core)\n\treturn n, err"
func (c *Conn) write(p []byte) (n int, err error) {
	for {
		if err := c.usable(&c.writeBy); err != nil {
			return n, err
		}
		m, err := c.core.Write(p[n:])
		if n += m; m > 0 {
			c.stack.touch(c.core)
		}
		if n == len(p) || err != nil {
			return n, err
		}
		c.stack.wait(&c.writable)
	}
}

func (c *Conn) opError(op string, err error) error {
	if err == nil || err == io.EOF {
		return err
	}
	return opError(op, c.LocalAddr(), c.RemoteAddr(), err)
}

// LocalAddr returns our *net.TCPAddr.
func (c *Conn) LocalAddr() net.Addr { return addrOf(c.core.Local()) }

// RemoteAddr returns the peer's *net.TCPAddr.
func (c *Conn) RemoteAddr() net.Addr { return addrOf(c.core.Remote()) }

// SetDeadline sets the time after which Read and Write fail. The zero time
// means never.
func (c *Conn) SetDeadline(t time.Time) error {
	return c.set(func() { c.setReadBy(t); c.setWriteBy(t) })
}

// SetReadDeadline sets the time after which Read fails.
func (c *Conn) SetReadDeadline(t time.Time) error { return c.set(func() { c.setReadBy(t) }) }

// SetWriteDeadline sets the time after which Write fails. What was written is
// sent all the same.
func (c *Conn) SetWriteDeadline(t time.Time) error { return c.set(func() { c.setWriteBy(t) }) }

func (c *Conn) setReadBy(t time.Time) {
	c.readBy.set(t, func() { c.stack.locked(func() { c.stack.wake(&c.readable) }) })
}

func (c *Conn) setWriteBy(t time.Time) {
	c.writeBy.set(t, func() { c.stack.locked(func() { c.stack.wake(&c.writable) }) })
}

// SetNoDelay turns Nagle's algorithm off, as it is from the start, or on.
func (c *Conn) SetNoDelay(off bool) error { return c.set(func() { c.core.SetNoDelay(off) }) }

// SetKeepAlive turns keep-alives on, or off, as they are from the start.
func (c *Conn) SetKeepAlive(on bool) error {
	idle := time.Duration(0)
	if on {
		idle = tcp.DefaultKeepAlive
	}
	return c.SetKeepAlivePeriod(idle)
}

// SetKeepAlivePeriod turns keep-alives on: the peer is asked for a sign of life
// after it was silent for that long. 0 turns them off.
func (c *Conn) SetKeepAlivePeriod(idle time.Duration) error {
	return c.set(func() {
		c.core.SetKeepAlive(c.stack.dev.Now(), idle)
		c.stack.touch(c.core)
	})
}

// SetUserTimeout sets for how long what was written may stay unacknowledged, until
// the connection ends with syscall.ETIMEDOUT, as Linux's TCP_USER_TIMEOUT does. 0
// is tcp.DefaultUserTimeout.
func (c *Conn) SetUserTimeout(d time.Duration) error {
	return c.set(func() {
		c.core.SetUserTimeout(d)
		c.stack.touch(c.core)
	})
}

// SetLinger says what Close does with text that is not acknowledged: below 0,
// as from the start, it is sent in the background; at 0 it is thrown away, and
// the peer gets a reset; above, Close waits for so many seconds at most, and what
// is left then is sent in the background.
func (c *Conn) SetLinger(seconds int) error {
	return c.set(func() { c.linger = time.Duration(seconds) * time.Second })
}

// set does something to an open connection.
func (c *Conn) set(do func()) error {
	c.stack.mu.Lock()
	defer c.stack.mu.Unlock()
	if c.closed {
		return c.opError("set", net.ErrClosed)
	}
	do()
	return nil
}

// Status returns what there is to know of the connection.
func (c *Conn) Status() tcp.Status {
	c.stack.mu.Lock()
	defer c.stack.mu.Unlock()
	return c.core.Status()
}
