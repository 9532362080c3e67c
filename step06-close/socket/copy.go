package socket

import (
	"io"
	"sync"
)

// buffers are shared by all connections: one that waits for text holds none.
var buffers = sync.Pool{New: func() any { return new([64 << 10]byte) }}

// WriteTo writes what is read to w until the peer's FIN (io.WriterTo): so
// io.Copy takes a buffer only while there is text.
func (c *Conn) WriteTo(w io.Writer) (n int64, err error) {
	for {
		var err error
		c.stack.locked(func() { err = c.waitForText() })
		if err != nil {
			return n, c.opError("read", err)
		}
		m, err := c.passOn(w)
		if n += int64(m); err != nil {
			return n, ignoreEOF(err)
		}
	}
}

// passOn writes to w what there is to read.
func (c *Conn) passOn(w io.Writer) (int, error) {
	buf := buffers.Get().(*[64 << 10]byte)
	defer buffers.Put(buf)
	n, err := c.Read(buf[:])
	if n > 0 {
		return w.Write(buf[:n])
	}
	return 0, err
}

func ignoreEOF(err error) error {
	if err == io.EOF {
		return nil
	}
	return err
}
