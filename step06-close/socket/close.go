package socket

import (
	"errors"
	"net"
	"time"

	"tcpworkbook/step06-close/tcp"
)

// Close ends the connection for its user. What was written is sent, then a FIN;
// see SetLinger. If there is text that nobody has read, or some comes later, the
// peer gets a reset, as from the kernel.
func (c *Conn) Close() error {
	c.stack.mu.Lock()
	defer c.stack.mu.Unlock()
	if c.closed {
		return c.opError("close", net.ErrClosed)
	}
	c.close()
	if c.linger > 0 {
		c.flush(time.Now().Add(c.linger))
	}
	return nil
}

func (c *Conn) close() {
	if c.closed {
		return
	}
	c.closed = true
	if c.linger == 0 {
		c.core.Abort()
	} else {
		c.core.CloseRead(c.stack.dev.Now())
		c.core.Close() // fails if CloseWrite was called
	}
	c.readBy.set(time.Time{}, nil)
	c.writeBy.set(time.Time{}, nil)
	c.stack.touch(c.core)
	c.wakeAll()
}

// flush waits until the peer has acknowledged all text and the FIN, but not
// longer than that.
func (c *Conn) flush(by time.Time) {
	c.setWriteBy(by)
	for !flushed(c.core) && !c.writeBy.passed() && c.stack.over == nil {
		c.stack.wait(&c.writable)
	}
	c.setWriteBy(time.Time{})
}

// CloseWrite sends a FIN after what was written: the peer reads io.EOF. Reading
// goes on (half-close). To call it twice is no error; after Close it is
// net.ErrClosed. The pump must hear of the FIN (touch), and a Write that waits for
// room must be woken: it fails (6.8, where Write begins to wait, will look).
//
//exercise:6.4 stub="return c.Close()"
func (c *Conn) CloseWrite() error {
	c.stack.mu.Lock()
	defer c.stack.mu.Unlock()
	if c.closed {
		return c.opError("close", net.ErrClosed)
	}
	err := c.core.Close()
	if errors.Is(err, tcp.ErrClosing) {
		return nil // it was called before
	}
	c.stack.touch(c.core)
	c.stack.wake(&c.writable)
	return c.opError("close", err)
}

// CloseRead throws away what has come and what still comes: Read returns
// io.EOF. The peer does not notice.
func (c *Conn) CloseRead() error {
	c.stack.mu.Lock()
	defer c.stack.mu.Unlock()
	if c.closed {
		return c.opError("close", net.ErrClosed)
	}
	c.deaf = true
	c.discard()
	c.stack.wake(&c.readable)
	return nil
}

// discard throws away what has come.
func (c *Conn) discard() {
	buf := buffers.Get().(*[64 << 10]byte)
	defer buffers.Put(buf)
	for c.core.Buffered() > 0 {
		c.core.Read(buf[:])
	}
	if c.core.AckDue() {
		c.stack.touch(c.core)
	}
}
