package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"net"
	"net/http"
	"net/netip"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"time"
)

func init() { commands["peer"] = peer }

// peer is a program for the kernel's side of live scripts: it does with the
// kernel's sockets what nc cannot.
//
//	peer [FLAG…] echo             sends and reads at the same time, closes for sending, compares
//	peer [FLAG…] chargen          reads, compares, and closes in the middle
//	peer [FLAG…] discard          sends, closes for sending, and waits until the program has read all
//	peer [FLAG…] options          does echo with each setting of the kernel's sysctls
//	peer [FLAG…] reset            closes with SO_LINGER 0 while text is on the way both ways, and begins anew from the same port
//	peer [FLAG…] killed           the same, but the first time it is killed
//	peer [FLAG…] during COMMAND…  as long as COMMAND runs, uses an open connection and opens new ones
//	peer serve ADDR COMMAND…      as long as COMMAND runs, serves the files that are here: http on port 8000, https on port 8443
func peer() {
	log.SetFlags(0)
	p := &caller{within: within()}
	flag.IntVar(&p.conns, "conns", 1, "how many connections there are at once")
	flag.IntVar(&p.times, "times", 1, "how many there are one after the other in place of each")
	flag.IntVar(&p.size, "size", 1<<20, "`bytes` for each connection")
	flag.IntVar(&p.mss, "mss", 0, "TCP_MAXSEG")
	flag.IntVar(&p.rcvbuf, "rcvbuf", 0, "SO_RCVBUF")
	flag.IntVar(&p.sndbuf, "sndbuf", 0, "SO_SNDBUF")
	flag.StringVar(&p.control, "cc", "", "congestion `control`: reno, cubic")
	flag.Parse()
	act := map[string]func() error{
		"echo": p.echo, "chargen": p.chargen, "discard": p.discard, "options": p.options,
		"reset": p.reset, "killed": p.killed, "hold": p.hold, "during": p.during, "serve": serve,
	}[flag.Arg(0)]
	if act == nil {
		log.Fatal("peer: what?")
	}
	if err := act(); err != nil {
		log.Fatal("peer: ", err)
	}
}

// within is how long a connection may take: somewhat less than all may, so that
// it can say where it is stuck.
func within() time.Duration {
	limit, err := time.ParseDuration(os.Getenv("STEPTEST_LIMIT"))
	if err != nil {
		limit = 20 * time.Second
	}
	return limit * 3 / 4
}

// A caller opens connections to the program.
type caller struct {
	conns, times, size  int
	mss, rcvbuf, sndbuf int    // 0: the kernel's own
	control             string // "": the kernel's own
	within              time.Duration
}

func (p *caller) dial(port string) (*net.TCPConn, error) { return p.dialFrom(nil, port) }

// dialFrom dials from an address of ours; nil: any.
func (p *caller) dialFrom(local net.Addr, port string) (*net.TCPConn, error) {
	d := net.Dialer{Control: p.setOptions, Timeout: p.within, LocalAddr: local}
	conn, err := d.Dial("tcp4", "192.168.0.2:"+port)
	if err != nil {
		return nil, err
	}
	return conn.(*net.TCPConn), conn.SetDeadline(time.Now().Add(p.within))
}

// setOptions sets the options before the handshake.
func (p *caller) setOptions(_, _ string, raw syscall.RawConn) error {
	var errs []error
	err := raw.Control(func(fd uintptr) {
		for _, o := range []struct{ level, name, value int }{
			{syscall.IPPROTO_TCP, syscall.TCP_MAXSEG, p.mss},
			{syscall.SOL_SOCKET, syscall.SO_RCVBUF, p.rcvbuf},
			{syscall.SOL_SOCKET, syscall.SO_SNDBUF, p.sndbuf},
		} {
			if o.value > 0 {
				errs = append(errs, syscall.SetsockoptInt(int(fd), o.level, o.name, o.value))
			}
		}
		if p.control != "" {
			errs = append(errs, syscall.SetsockoptString(int(fd), syscall.IPPROTO_TCP, syscall.TCP_CONGESTION, p.control))
		}
	})
	return errors.Join(append(errs, err)...)
}

// echo sends, and gets back what it has sent.
func (p *caller) echo() error { return p.onEach("7", "each way", echoed) }

// onEach opens all connections, then uses them all; and where one has ended, the
// next one in its place.
func (p *caller) onEach(port, what string, use func(conn *net.TCPConn, n, seed int) error) error {
	all := make([]*net.TCPConn, p.conns)
	open := func(i int) (err error) {
		all[i], err = p.dial(port)
		return err
	}
	if err := each(p.conns, open); err != nil {
		return err
	}
	start := time.Now()
	err := each(p.conns, func(i int) error {
		err := use(all[i], p.size, i)
		for again := 1; again < p.times && err == nil; again++ {
			if err = open(i); err == nil {
				err = use(all[i], p.size, i+again*p.conns)
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	took, n := time.Since(start), p.conns*p.times*p.size
	fmt.Printf("%d bytes %s in %.2fs: %.1f MiB/s\n", n, what, took.Seconds(), float64(n)/(1<<20)/took.Seconds())
	return nil
}

// each calls f for 0 to n-1 at the same time.
func each(n int, f func(i int) error) error {
	errs := make([]error, n)
	var wait sync.WaitGroup
	for i := range n {
		wait.Go(func() { errs[i] = f(i) })
	}
	wait.Wait()
	return errors.Join(errs...)
}

// text returns n bytes that are different for each seed.
func text(n, seed int) io.Reader {
	return io.LimitReader(rand.NewChaCha8([32]byte{byte(seed), byte(seed >> 8)}), int64(n))
}

// echoed sends text, closes for sending, and compares what comes back up to the
// end.
func echoed(conn *net.TCPConn, n, seed int) error {
	defer conn.Close()
	sent := make(chan error, 1)
	go func() {
		_, err := io.Copy(conn, text(n, seed))
		sent <- errors.Join(err, conn.CloseWrite())
	}()
	err := compare(conn, text(n, seed))
	if err != nil {
		conn.SetDeadline(time.Now()) // or it would be sent for ever
	}
	return errors.Join(err, <-sent)
}

// compare reads to the end, and says where what it gets is not what it wants.
func compare(got, want io.Reader) error {
	var a, b [1 << 16]byte
	for at := 0; ; {
		n, err := io.ReadFull(want, b[:])
		m, err2 := io.ReadFull(got, a[:])
		if i := firstDifference(a[:m], b[:n]); i >= 0 {
			return fmt.Errorf("of %d bytes, the first that is different is %d: %w", at+m, at+i, err2)
		}
		at += n
		switch {
		case err == nil: // there is more
		case err2 == io.EOF, err2 == io.ErrUnexpectedEOF:
			return nil
		default:
			return fmt.Errorf("all %d bytes are here, but not the end: %w", at, err2)
		}
	}
}

// firstDifference returns where a and b begin to differ, or -1.
func firstDifference(a, b []byte) int {
	if bytes.Equal(a, b) {
		return -1
	}
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	return i
}

// discard sends text, and waits for the end, which comes when the program has
// read all.
func (p *caller) discard() error {
	return p.onEach("9", "sent", func(conn *net.TCPConn, n, seed int) error {
		defer conn.Close()
		_, err := io.Copy(conn, text(n, seed))
		err = errors.Join(err, conn.CloseWrite())
		return errors.Join(err, compare(conn, text(0, 0)))
	})
}

// chargen reads what it has asked for, and closes in the middle.
func (p *caller) chargen() error {
	return p.onEach("19", "read", func(conn *net.TCPConn, n, _ int) error {
		defer conn.Close()
		return compare(io.LimitReader(conn, int64(n)), io.LimitReader(&generated{}, int64(n)))
	})
}

// generated reads what RFC 864 suggests.
type generated struct{ i int }

func (g *generated) Read(p []byte) (int, error) {
	for n := range p {
		switch line, column := g.i/74, g.i%74; column {
		case 72:
			p[n] = '\r'
		case 73:
			p[n] = '\n'
		default:
			p[n] = ' ' + byte((line+column)%95)
		}
		g.i++
	}
	return len(p), nil
}

// busy returns a connection with text on the way both ways, as nobody reads.
func (p *caller) busy() (*net.TCPConn, error) {
	conn, err := p.dial("7")
	if err != nil {
		return nil, err
	}
	conn.SetWriteDeadline(time.Now().Add(300 * time.Millisecond))
	n, err := io.Copy(conn, text(16<<20, 0)) // more than all buffers hold
	if n == 0 || !errors.Is(err, os.ErrDeadlineExceeded) {
		return nil, fmt.Errorf("wrote %d bytes that nobody reads: %v", n, err)
	}
	return conn, nil
}

func (p *caller) reset() error {
	return each(p.conns, func(int) error {
		conn, err := p.busy()
		if err != nil {
			return err
		}
		return errors.Join(conn.SetLinger(0), conn.Close(), p.again(conn.LocalAddr()))
	})
}

// again uses an address for a new connection: so the old one must be gone on
// the other side, too.
func (p *caller) again(local net.Addr) error {
	conn, err := p.dialFrom(local, "7")
	if err != nil {
		return err
	}
	return echoed(conn, p.size, 0)
}

// hold makes a busy connection, says from where, and keeps it.
func (p *caller) hold() error {
	conn, err := p.busy()
	if err != nil {
		return err
	}
	defer conn.Close()
	fmt.Println(conn.LocalAddr())
	time.Sleep(time.Hour)
	return nil
}

func (p *caller) killed() error {
	victim := exec.Command(os.Args[0], "hold")
	out, err := victim.StdoutPipe()
	if err != nil {
		return err
	}
	if err := victim.Start(); err != nil {
		return err
	}
	var from string
	_, err = fmt.Fscanln(out, &from)
	err = errors.Join(err, victim.Process.Kill())
	victim.Wait()
	local, err2 := net.ResolveTCPAddr("tcp4", from)
	if err := errors.Join(err, err2); err != nil {
		return err
	}
	return p.again(local)
}

// during counts what goes on while a command runs.
func (p *caller) during() error {
	old, err := p.dial("7")
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	cmd := exec.Command(flag.Arg(1), flag.Args()[2:]...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() {
		cmd.Wait() // how it ended does not matter: timeout(1) ends it
		cancel()
	}()
	rounds, opened := counter{what: "round trips of an old connection"}, counter{what: "new connections"}
	err = each(2, func(i int) error {
		if i == 0 {
			return rounds.count(ctx, func() error { return roundTrip(old) })
		}
		return opened.count(ctx, func() error {
			conn, err := p.dial("7")
			if err != nil {
				return err
			}
			return echoed(conn, 100, 0)
		})
	})
	fmt.Println(rounds)
	fmt.Println(opened)
	return err
}

// roundTrip sends a word and waits until it is back.
func roundTrip(conn net.Conn) error {
	word := []byte("still there?")
	if _, err := conn.Write(word); err != nil {
		return err
	}
	_, err := io.ReadFull(conn, word)
	return err
}

// A counter counts how often something goes well.
type counter struct {
	what    string
	n       int
	longest time.Duration
}

func (c counter) String() string { return fmt.Sprintf("%d %s, the longest %v", c.n, c.what, c.longest) }

// count does it again and again until ctx is done.
func (c *counter) count(ctx context.Context, do func() error) error {
	for ctx.Err() == nil {
		start := time.Now()
		if err := do(); err != nil {
			return fmt.Errorf("%v: %w", c, err)
		}
		c.n++
		c.longest = max(c.longest, time.Since(start))
	}
	return nil
}

// serve serves files, and lets the command trust its certificate.
func serve() error {
	addr, err := netip.ParseAddr(flag.Arg(1))
	if err != nil {
		return err
	}
	cert, err := newCertificate(addr, "peer.pem")
	if err != nil {
		return err
	}
	server := &http.Server{Handler: http.FileServer(http.Dir(".")), TLSConfig: &tls.Config{Certificates: []tls.Certificate{*cert}}}
	plain, err1 := net.Listen("tcp4", ":8000")
	secret, err2 := net.Listen("tcp4", ":8443")
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	go server.Serve(plain)
	go server.ServeTLS(secret, "", "")
	cmd := exec.Command(flag.Arg(2), flag.Args()[3:]...)
	cmd.Env = append(cmd.Environ(), "SSL_CERT_FILE=peer.pem")
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	return cmd.Run()
}
