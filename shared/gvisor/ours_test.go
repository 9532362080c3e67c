package gvisor

import (
	"context"
	"errors"
	"io"
	"net/netip"
	"slices"
	"time"

	"tcpworkbook/shared/nic"
	"tcpworkbook/step06-close/tcp"
)

// A host runs our stack. One goroutine owns it: it waits for packets, for calls
// and for the stack's deadline.
type host struct {
	stack   *tcp.Stack
	dev     nic.Device
	packets chan []byte
	calls   chan call
	waiting []call        // calls that have not done all they want
	skew    time.Duration // by how much the host's clock is ahead
	out     []byte
}

// A call is what a user wants: try is called until it reports true, after each
// event. Whatever conn it has used, it says so with Touch.
type call struct {
	try  func(now time.Time) bool
	done chan struct{}
}

func newHost(dev nic.Device, config tcp.Config) *host {
	h := &host{stack: tcp.NewStack(config), dev: dev, packets: make(chan []byte), calls: make(chan call)}
	go h.read()
	go h.run()
	return h
}

func (h *host) read() {
	defer close(h.packets)
	buf := make([]byte, nic.MaxPacket)
	for {
		n, err := h.dev.ReadPacket(buf)
		if err != nil {
			return
		}
		h.packets <- append([]byte(nil), buf[:n]...)
	}
}

func (h *host) now() time.Time { return time.Now().Add(h.skew) }

func (h *host) run() {
	timer := time.NewTimer(0)
	for {
		var packet []byte
		select {
		case p, ok := <-h.packets:
			if !ok {
				return
			}
			packet = p
		case c := <-h.calls:
			h.waiting = append(h.waiting, c)
		case <-timer.C:
		}
		now := h.now()
		if packet != nil {
			h.stack.Input(now, packet) // a weird one is as good as lost
		}
		h.stack.Tick(now)
		done := h.serve(now)
		h.send(now)
		for _, c := range done {
			close(c.done)
		}
		timer.Stop()
		if at := h.stack.Deadline(); !at.IsZero() {
			timer.Reset(at.Sub(h.now()))
		}
	}
}

// serve tries all that users want, and returns the calls that are done.
func (h *host) serve(now time.Time) (done []call) {
	var left []call
	for _, c := range h.waiting {
		if c.try(now) {
			done = append(done, c)
		} else {
			left = append(left, c)
		}
	}
	h.waiting = left
	return done
}

func (h *host) send(now time.Time) {
	for {
		packet, ok := h.stack.Output(now, h.out[:0])
		if !ok {
			return
		}
		h.out = packet
		h.dev.WritePacket(packet)
	}
}

// wait has try called until it reports true, and returns when what came of that
// has been sent. The error is ctx's.
func (h *host) wait(ctx context.Context, try func(now time.Time) bool) error {
	c := call{try, make(chan struct{})}
	select {
	case h.calls <- c:
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case <-c.done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (h *host) do(ctx context.Context, f func(now time.Time)) error {
	return h.wait(ctx, func(now time.Time) bool { f(now); return true })
}

// sleep moves the host's clock.
func (h *host) sleep(ctx context.Context, d time.Duration) error {
	if err := h.do(ctx, func(time.Time) { h.skew += d }); err != nil {
		return err
	}
	return h.do(ctx, func(time.Time) {}) // by now it has acted on the time
}

// ourEnd is our end of a connection.
type ourEnd struct {
	ctx  context.Context
	host *host
	conn *tcp.Conn
}

func (h *host) listen(ctx context.Context, port uint16) (l *tcp.Listener, err error) {
	waited := h.do(ctx, func(time.Time) {
		l, err = h.stack.Listen(netip.AddrPortFrom(netip.IPv4Unspecified(), port), 8)
	})
	return l, errors.Join(waited, err)
}

func (h *host) accept(ctx context.Context, l *tcp.Listener) (*ourEnd, error) {
	e := &ourEnd{ctx: ctx, host: h}
	err := h.wait(ctx, func(time.Time) bool {
		e.conn = l.Accept()
		return e.conn != nil
	})
	return e, err
}

func (h *host) dial(ctx context.Context, from, to netip.AddrPort) (*ourEnd, error) {
	e := &ourEnd{ctx: ctx, host: h}
	var err error
	waited := h.do(ctx, func(now time.Time) { e.conn, err = h.stack.Dial(now, from, to) })
	return e, errors.Join(waited, err)
}

// use has the connection used until try reports true.
func (e *ourEnd) use(try func(now time.Time) bool) error {
	return e.host.wait(e.ctx, func(now time.Time) bool {
		defer e.host.stack.Touch(e.conn)
		return try(now)
	})
}

func (e *ourEnd) opened() error {
	var err error
	waited := e.use(func(time.Time) bool {
		err = e.conn.Err()
		return e.conn.State() >= tcp.Established || err != nil
	})
	return errors.Join(waited, err)
}

func (e *ourEnd) write(p []byte) (n int, err error) {
	waited := e.use(func(time.Time) bool {
		var k int
		k, err = e.conn.Write(p[n:])
		n += k
		return n == len(p) || err != nil
	})
	return n, errors.Join(waited, err)
}

func (e *ourEnd) read(p []byte) (n int, err error) {
	waited := e.use(func(time.Time) bool {
		n, err = e.conn.Read(p)
		return n > 0 || err != nil
	})
	if err == io.EOF {
		return n, io.EOF
	}
	return n, errors.Join(waited, err)
}

func (e *ourEnd) closeWrite() (err error) {
	waited := e.use(func(time.Time) bool { err = e.conn.Close(); return true })
	return errors.Join(waited, err)
}

func (e *ourEnd) close() error {
	return e.use(func(now time.Time) bool {
		e.conn.Close()
		e.conn.CloseRead(now)
		return true
	})
}

func (e *ourEnd) abort() error {
	return e.use(func(time.Time) bool { e.conn.Abort(); return true })
}

func (e *ourEnd) noDelay(off bool) error {
	return e.use(func(time.Time) bool { e.conn.SetNoDelay(off); return true })
}

// status may be asked for when the time is up too.
func (e *ourEnd) status() (s tcp.Status, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	waited := e.host.do(ctx, func(time.Time) { s, err = e.conn.Status(), e.conn.Err() })
	return s, errors.Join(waited, err)
}

func (e *ourEnd) state() string {
	s, _ := e.status()
	return s.State.String()
}

func (e *ourEnd) awaitState(any ...string) error {
	return e.use(func(time.Time) bool { return slices.Contains(any, e.conn.State().String()) })
}

func (e *ourEnd) buffered(n int) error {
	return e.use(func(time.Time) bool { return e.conn.Buffered() >= n })
}
