package socket

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// A network is where programs run: two hosts, one of which listens. A port of 0
// is one that nobody uses.
type network struct {
	listen func(port uint16) (net.Listener, error)
	dial   func(ctx context.Context, addr string) (net.Conn, error)
	host   string // the address of the one that listens
}

// A socketLike is what *Conn and *net.TCPConn have in common.
type socketLike interface {
	net.Conn
	io.WriterTo
	CloseRead() error
	CloseWrite() error
	SetLinger(seconds int) error
	SetNoDelay(bool) error
	SetKeepAlive(bool) error
	SetKeepAlivePeriod(time.Duration) error
}

// A program uses connections, and notes what each call returned.
type program func(p *process)

// A process is a program that runs on a network.
type process struct {
	t       *testing.T
	net     network
	a, b    socketLike // the two ends of a connection; a has dialled
	journal []string
}

// note writes down what a call returned.
func (p *process) note(call string, result any, err error) {
	p.journal = append(p.journal, fmt.Sprintf("%s: %v, %s", call, result, p.describe(err)))
}

// describe tells what programs can ask of an error.
func (p *process) describe(err error) string {
	op, ok := err.(*net.OpError)
	if !ok {
		return fmt.Sprint(err)
	}
	if inner, ok := op.Err.(*net.OpError); ok { // "writeto": of package net's WriteTo
		op = inner
	}
	words := []string{op.Op, op.Net, p.name(op.Source), p.name(op.Addr)}
	for _, known := range []struct {
		name string
		err  error
	}{
		{"ErrClosed", net.ErrClosed}, {"ErrDeadlineExceeded", os.ErrDeadlineExceeded},
		{"Canceled", context.Canceled}, {"DeadlineExceeded", context.DeadlineExceeded},
		{"ECONNREFUSED", syscall.ECONNREFUSED}, {"ECONNRESET", syscall.ECONNRESET}, {"EPIPE", syscall.EPIPE},
		{"ENOTCONN", syscall.ENOTCONN}, {"EADDRINUSE", syscall.EADDRINUSE}, {"EADDRNOTAVAIL", syscall.EADDRNOTAVAIL},
	} {
		if errors.Is(err, known.err) {
			words = append(words, known.name)
		}
	}
	if op.Timeout() {
		words = append(words, "timeout")
	}
	return strings.Join(words, " ")
}

// name tells whose address it is.
func (p *process) name(addr net.Addr) string {
	switch {
	case addr == nil:
		return "-"
	case p.a != nil && addr.String() == p.a.LocalAddr().String():
		return "a"
	case p.b != nil && addr.String() == p.b.LocalAddr().String():
		return "b"
	}
	return "other"
}

// connect opens the connection.
func (p *process) connect() {
	l := p.listen(4711)
	defer l.Close()
	p.dial(l)
	p.accept(l)
}

func (p *process) listen(port uint16) net.Listener {
	l, err := p.net.listen(port)
	p.must(err)
	return l
}

func (p *process) dial(l net.Listener) {
	p.t.Helper()
	_, port, err := net.SplitHostPort(l.Addr().String())
	p.must(err)
	c, err := p.net.dial(context.Background(), net.JoinHostPort(p.net.host, port))
	p.must(err)
	p.a = c.(socketLike)
}

func (p *process) accept(l net.Listener) {
	p.t.Helper()
	c, err := l.Accept()
	p.must(err)
	p.b = c.(socketLike)
}

func (p *process) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

// read and write note one call.
func (p *process) read(c net.Conn, size int) {
	buf := make([]byte, size)
	n, err := c.Read(buf)
	p.note("Read", fmt.Sprintf("%q", buf[:n]), err)
}

func (p *process) write(c net.Conn, text string) {
	n, err := c.Write([]byte(text))
	p.note("Write", n, err)
}

// fill writes more than there is room for. How much is written, each may
// decide.
func (p *process) fill(c net.Conn) {
	_, err := c.Write(make([]byte, 16<<20))
	p.note("Write", "", err)
}

// stillWorks notes whether text goes both ways.
func (p *process) stillWorks() {
	for _, way := range [][2]net.Conn{{p.a, p.b}, {p.b, p.a}} {
		p.write(way[0], "ok")
		p.read(way[1], 10)
	}
}

// programs are run on the kernel's TCP and on ours; each call must return the
// same. If not, differs says why that is so.
var programs = []struct {
	name    string
	run     program
	differs string
}{
	{name: "the peer closes", run: func(p *process) {
		p.connect()
		p.write(p.b, "bye")
		p.note("Close", "", p.b.Close())
		p.read(p.a, 2)
		p.read(p.a, 0)
		p.read(p.a, 2)
		p.read(p.a, 2)
		p.read(p.a, 2)
		p.read(p.a, 0)
		p.note("Close", "", p.a.Close())
	}},
	{name: "after Close", run: func(p *process) {
		p.connect()
		p.note("Close", "", p.a.Close())
		p.read(p.a, 1)
		p.read(p.a, 0)
		p.write(p.a, "x")
		p.write(p.a, "")
		n, err := p.a.WriteTo(io.Discard)
		p.note("WriteTo", n, err)
		p.note("Close", "", p.a.Close())
		p.note("CloseRead", "", p.a.CloseRead())
		p.note("CloseWrite", "", p.a.CloseWrite())
		p.note("SetLinger", "", p.a.SetLinger(0))
		p.note("SetNoDelay", "", p.a.SetNoDelay(true))
		p.note("SetKeepAlive", "", p.a.SetKeepAlive(true))
		p.note("SetKeepAlivePeriod", "", p.a.SetKeepAlivePeriod(time.Minute))
		p.note("addresses", fmt.Sprintf("%T %s", p.a.LocalAddr(), p.name(p.a.RemoteAddr())), nil)
	}},
	{name: "deadlines after Close", differs: "package net's error leaves the peer's address out", run: func(p *process) {
		p.connect()
		p.a.Close()
		p.note("SetDeadline", "", p.a.SetDeadline(time.Time{}))
		p.note("SetReadDeadline", "", p.a.SetReadDeadline(longAgo))
		p.note("SetWriteDeadline", "", p.a.SetWriteDeadline(longAgo))
	}},
	{name: "deadlines in the past", run: func(p *process) {
		p.connect()
		p.write(p.b, "here")
		p.read(p.a, 1)
		p.note("SetReadDeadline", "", p.a.SetReadDeadline(longAgo))
		p.read(p.a, 9)
		p.read(p.a, 0)
		p.write(p.a, "goes out all the same")
		p.note("SetDeadline", "", p.a.SetDeadline(longAgo))
		p.write(p.a, "x")
		p.write(p.a, "")
		p.read(p.a, 9)
		n, err := p.a.WriteTo(io.Discard)
		p.note("WriteTo", n, err)
		p.note("SetDeadline", "", p.a.SetDeadline(time.Time{}))
		p.read(p.a, 9)
		p.read(p.b, 99)
		p.stillWorks()
	}},
	{name: "deadlines that come", run: func(p *process) {
		p.connect()
		p.a.SetDeadline(time.Now().Add(time.Millisecond))
		p.read(p.a, 1)
		p.a.SetDeadline(time.Now().Add(time.Millisecond))
		p.fill(p.a)
	}},
	{name: "CloseWrite", run: func(p *process) {
		p.connect()
		p.write(p.a, "all")
		p.note("CloseWrite", "", p.a.CloseWrite())
		p.note("CloseWrite", "", p.a.CloseWrite())
		p.write(p.a, "more")
		p.write(p.a, "")
		p.read(p.b, 9)
		p.read(p.b, 9)
		p.write(p.b, "answer")
		p.read(p.a, 9)
		p.note("CloseWrite", "", p.b.CloseWrite())
		p.read(p.a, 9)
		p.note("Close", "", p.a.Close())
		p.note("Close", "", p.b.Close())
	}},
	{name: "CloseRead", run: func(p *process) {
		p.connect()
		p.note("CloseRead", "", p.a.CloseRead())
		p.read(p.a, 9)
		p.note("CloseRead", "", p.a.CloseRead())
		p.write(p.a, "hello")
		p.read(p.b, 9)
	}},
	{name: "CloseRead with text", differs: "the kernel keeps what comes, and Read returns it; we throw it away, as nobody is to read it", run: func(p *process) {
		p.connect()
		p.write(p.b, "too late")
		p.read(p.a, 3)
		p.note("CloseRead", "", p.a.CloseRead())
		p.read(p.a, 9)
	}},
	{name: "Close with unread text", run: func(p *process) {
		p.connect()
		p.write(p.b, "unread")
		p.read(p.a, 1)
		p.note("Close", "", p.a.Close())
		p.read(p.b, 9)
	}},
	{name: "a reset by SetLinger", run: func(p *process) {
		p.connect()
		p.write(p.b, "first")
		p.read(p.a, 1) // so it has gone out
		p.note("SetLinger", "", p.b.SetLinger(0))
		p.note("Close", "", p.b.Close())
		p.read(p.a, 9)
		p.read(p.a, 9)
	}},
	{name: "after a reset", differs: "the kernel tells of the reset once; after that reading ends as after a FIN, and writing is EPIPE. We tell of it each time", run: func(p *process) {
		p.connect()
		p.b.SetLinger(0)
		p.b.Close()
		p.read(p.a, 9)
		p.read(p.a, 9)
		p.write(p.a, "x")
	}},
	{name: "calls after a reset", run: func(p *process) {
		p.connect()
		p.b.SetLinger(0)
		p.b.Close()
		p.read(p.a, 9)
		p.note("SetDeadline", "", p.a.SetDeadline(time.Time{}))
		p.note("SetNoDelay", "", p.a.SetNoDelay(false))
		p.note("SetKeepAlive", "", p.a.SetKeepAlive(true))
		p.note("CloseWrite", "", p.a.CloseWrite())
		p.note("Close", "", p.a.Close())
	}},
	{name: "CloseRead after a reset", differs: "that the connection is over does not matter to one who does not want to read", run: func(p *process) {
		p.connect()
		p.b.SetLinger(0)
		p.b.Close()
		p.read(p.a, 9)
		p.note("CloseRead", "", p.a.CloseRead())
	}},
	{name: "writing to one that has closed", differs: "a reset after a FIN is EPIPE for the kernel; RFC 9293 §3.10.7.4 knows no such difference", run: func(p *process) {
		p.connect()
		p.b.Close()
		p.read(p.a, 9)
		for {
			if _, err := p.a.Write([]byte("x")); err != nil {
				p.note("Write", "", err)
				return
			}
		}
	}},
	{name: "Close by another goroutine", run: func(p *process) {
		p.connect()
		done := make(chan bool)
		go func() {
			p.read(p.a, 1)
			done <- true
		}()
		p.a.Close()
		<-done
		p.connect()
		go func() {
			p.fill(p.a)
			done <- true
		}()
		p.read(p.b, 1)
		p.a.Close()
		<-done
	}},
	{name: "a reset while Write waits", run: func(p *process) {
		p.connect()
		done := make(chan bool)
		go func() {
			p.fill(p.a)
			done <- true
		}()
		io.ReadFull(p.b, make([]byte, 1000))
		p.b.Close()
		<-done
	}},
	{name: "CloseWrite while Write waits", run: func(p *process) {
		p.connect()
		done := make(chan bool)
		go func() {
			p.fill(p.a)
			done <- true
		}()
		p.read(p.b, 1)
		p.a.CloseWrite()
		<-done
	}},
	{name: "Write larger than all buffers", run: func(p *process) {
		p.connect()
		text := bytes.Repeat([]byte("0123456789abcde\n"), 1<<18)
		done := make(chan bool)
		go func() {
			n, err := p.a.Write(text)
			p.note("Write", n, err)
			done <- true
			p.a.CloseWrite()
		}()
		got := make([]byte, len(text))
		n, err := io.ReadFull(p.b, got)
		<-done
		p.note("ReadFull", n, err)
		p.note("the same", bytes.Equal(got, text), nil)
		p.read(p.b, 1)
	}},
	{name: "WriteTo", run: func(p *process) {
		p.connect()
		p.write(p.a, "some")
		p.a.CloseWrite()
		var b strings.Builder
		n, err := p.b.WriteTo(&b)
		p.note("WriteTo", fmt.Sprint(n, b.String()), err)
		n, err = p.b.WriteTo(&b)
		p.note("WriteTo", n, err)
		n, err = io.Copy(p.b, strings.NewReader("back"))
		p.note("Copy", n, err)
		p.read(p.a, 9)
	}},
	{name: "dialling in vain", run: func(p *process) {
		l := p.listen(4711)
		addr := l.Addr().String()
		_, port, _ := net.SplitHostPort(addr)
		p.note("Close", "", l.Close())
		_, err := p.net.dial(context.Background(), net.JoinHostPort(p.net.host, port))
		p.note("Dial", "nobody listens", err)
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		_, err = p.net.dial(ctx, net.JoinHostPort(p.net.host, port))
		p.note("Dial", "cancelled", err)
		ctx, cancel = context.WithDeadline(context.Background(), longAgo)
		defer cancel()
		_, err = p.net.dial(ctx, net.JoinHostPort(p.net.host, port))
		p.note("Dial", "too late", err)
	}},
	{name: "listening twice", run: func(p *process) {
		l := p.listen(4711)
		_, err := p.net.listen(uint16(l.Addr().(*net.TCPAddr).Port))
		p.note("Listen", "", err)
		p.note("Close", "", l.Close())
		l, err = p.net.listen(uint16(l.Addr().(*net.TCPAddr).Port))
		p.note("Listen", "", err)
		l.Close()
	}},
	{name: "a closed listener", run: func(p *process) {
		l := p.listen(4711)
		done := make(chan bool)
		go func() {
			_, err := l.Accept()
			p.note("Accept", "", err)
			done <- true
		}()
		err := l.Close()
		<-done
		p.note("Close", "", err)
		_, err = l.Accept()
		p.note("Accept", "", err)
		p.note("Close", "", l.Close())
	}},
	{name: "a listener closed with connections that nobody accepted", run: func(p *process) {
		l := p.listen(4711)
		p.dial(l)
		p.write(p.a, "hello?")
		l.Close()
		p.read(p.a, 1)
	}},
	{name: "accepting what is over already", run: func(p *process) {
		l := p.listen(4711)
		p.dial(l)
		p.write(p.a, "hello")
		first := p.a
		p.dial(l) // so it has arrived
		first.SetLinger(0)
		first.Close()
		p.dial(l) // so the reset has arrived
		p.accept(l)
		p.read(p.b, 9)
		p.read(p.b, 9)
		p.note("Close", "", p.b.Close())
	}},
	{name: "accepting what the peer has closed", run: func(p *process) {
		l := p.listen(4711)
		p.dial(l)
		p.write(p.a, "hello")
		p.a.Close()
		p.accept(l)
		p.read(p.b, 9)
		p.read(p.b, 9)
		p.note("Close", "", p.b.Close())
	}},
}

func TestAsTheKernel(t *testing.T) {
	for _, c := range programs {
		t.Run(c.name, func(t *testing.T) {
			want := runOnKernel(t, c.run)
			got := runOnOurs(t, c.run)
			if diff := cmp.Diff(want, got); (diff != "") != (c.differs != "") {
				t.Errorf("the kernel's calls, and ours (differs: %q):\n%s", c.differs, diff)
			}
		})
	}
}

func runOnKernel(t *testing.T, run program) []string {
	p := &process{t: t, net: network{
		listen: func(port uint16) (net.Listener, error) {
			if port == 4711 {
				port = 0 // one that is free
			}
			return net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		},
		dial: func(ctx context.Context, addr string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "tcp", addr)
		},
		host: "127.0.0.1",
	}}
	run(p)
	return p.journal
}

func runOnOurs(t *testing.T, run program) (journal []string) {
	synctest.Test(t, func(t *testing.T) {
		alice, bob, stop := hosts(t, nil)
		defer stop()
		p := &process{t: t, net: network{
			listen: func(port uint16) (net.Listener, error) {
				l, err := bob.Listen(port)
				if err != nil {
					return nil, err
				}
				return l, nil
			},
			dial: alice.DialContext,
			host: "192.168.0.2",
		}}
		run(p)
		journal = p.journal
	})
	return journal
}
