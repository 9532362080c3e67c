package main

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"os"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"tcpworkbook/shared/nic"
	"tcpworkbook/shared/steptest"
	"tcpworkbook/shared/trace"
	"tcpworkbook/step06-close/socket"
	"tcpworkbook/step06-close/tcp"
)

// commands are what scripts have in addition. The stories of the first two are of
// two hosts at the ends of a pipe, both with the step's own TCP.
//
//	waits    who reads, writes, accepts or dials waits, and what ends that
//	finale   web pages, secret ones, too
//	calls    the program, and a user who calls what -calls lists
var commands = map[string]func(){"waits": steptest.Bubble(waits), "finale": steptest.Bubble(finale), "calls": calls}

func TestMain(m *testing.M) { steptest.Main(m, main, commands) }

func TestStep(t *testing.T) { steptest.Run(t) }

func TestChapter(t *testing.T) { steptest.Chapter(t) }

// host starts a host at one end of a pipe.
func host(dev nic.Device, addr string) *socket.Stack {
	s := socket.New(dev, socket.Config{Config: tcp.Config{Addrs: []netip.Addr{netip.MustParseAddr(addr)}}})
	go s.Run()
	return s
}

func pair() (alice, bob *socket.Stack) {
	a, b := nic.Pipe()
	return host(a, "192.168.0.1"), host(b, "192.168.0.2")
}

// connected returns both ends of a new connection from Alice to Bob.
func connected(alice *socket.Stack, l net.Listener) (a, b *socket.Conn) {
	conn, err := alice.DialContext(context.Background(), "192.168.0.2:80")
	check(err)
	other, err := l.Accept()
	check(err)
	return conn.(*socket.Conn), other.(*socket.Conn)
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

// soon is when a deadline comes that somebody waits for.
func soon() time.Time { return time.Now().Add(20 * time.Millisecond) }

// after says how long a wait took.
func after(began time.Time) string { return fmt.Sprint("after ", time.Since(began)) }

// later returns what f returns, once it does; f begins to wait first.
func later(f func() error) <-chan error {
	ended := make(chan error, 1)
	go func() { ended <- f() }()
	synctest.Wait()
	return ended
}

func waits() {
	alice, bob := pair()
	l, err := bob.Listen(80)
	check(err)
	for _, story := range []func(a, b *socket.Conn){writeWaits, readWaits, deadlinesMove, writeInTime, peerResets, ownCloseWrite, ownClose} {
		a, b := connected(alice, l)
		story(a, b)
		a.Close()
		b.Close()
	}
	accepting := later(func() error { _, err := l.Accept(); return err })
	check(l.Close())
	fmt.Println("accept, while the listener is closed:", word(<-accepting))
	dials(alice)
}

const much = 5 << 20 // bytes: more than both buffers hold

func writeWaits(a, b *socket.Conn) {
	text := strings.Repeat("All of it, and in order. ", much/25)
	writing := later(func() error {
		n, err := io.WriteString(a, text)
		if n != len(text) {
			err = errors.Join(err, fmt.Errorf("only %d bytes of %d", n, len(text)))
		}
		return errors.Join(err, a.CloseWrite())
	})
	got, err := io.ReadAll(b)
	fmt.Println("write more than there is room for:", word(<-writing))
	fmt.Println("read it:", word(err), "and as it was written:", string(got) == text)
}

func readWaits(a, b *socket.Conn) {
	word1 := make([]byte, 10)
	reading := later(func() error { _, err := b.Read(word1); return err })
	io.WriteString(a, "0123456789")
	fmt.Println("read, until there is something:", word(<-reading), string(word1))
}

func deadlinesMove(a, b *socket.Conn) {
	buf := make([]byte, 10)
	read := func() error { _, err := b.Read(buf); return err }
	check(b.SetReadDeadline(time.Now().Add(-time.Second)))
	fmt.Println("read, deadline passed:", word(read()))
	began := time.Now()
	check(b.SetReadDeadline(soon()))
	fmt.Println("read, deadline to come:", word(read()), after(began))
	check(b.SetReadDeadline(soon()))
	reading := later(read)
	began = time.Now()
	check(b.SetReadDeadline(time.Now().Add(time.Second)))
	fmt.Println("read, deadline moved to a second from now while it waits:", word(<-reading), after(began))
	check(b.SetReadDeadline(time.Now().Add(time.Hour)))
	reading = later(read)
	began = time.Now()
	check(b.SetReadDeadline(time.Unix(1, 0)))
	fmt.Println("read, deadline moved to now while it waits:", word(<-reading), after(began))
	check(b.SetReadDeadline(soon()))
	check(b.SetReadDeadline(time.Time{}))
	reading = later(func() error { return errors.Join(read(), read()) })
	time.Sleep(time.Second)
	io.WriteString(a, "0123456789abcdefghij")
	fmt.Println("read, deadline taken away:", word(<-reading))
}

func writeInTime(a, _ *socket.Conn) {
	began := time.Now()
	check(a.SetWriteDeadline(soon()))
	n, err := a.Write(make([]byte, much))
	fmt.Println("write, until there is no room, with a deadline:", word(err), after(began)+",", share(n), "was taken")
	check(a.SetLinger(0))
}

// share says how much of all it is.
func share(n int) string {
	switch n {
	case 0:
		return "nothing"
	case much:
		return "all"
	}
	return "some"
}

func peerResets(a, b *socket.Conn) {
	buf := make([]byte, 10)
	reading := later(func() error { _, err := b.Read(buf); return err })
	check(a.SetLinger(0))
	check(a.Close())
	fmt.Println("read, while the peer resets:", word(<-reading))
	_, err := b.Write(buf)
	fmt.Println("write after it:", word(err))
}

func ownCloseWrite(a, b *socket.Conn) {
	var n int
	writing := later(func() (err error) { n, err = b.Write(make([]byte, much)); return err })
	check(b.CloseWrite())
	fmt.Println("write, while we close for writing:", word(<-writing)+",", share(n), "was taken")
	fmt.Println("close for writing again:", word(b.CloseWrite()))
	check(b.SetLinger(0))
}

func ownClose(a, b *socket.Conn) {
	buf := make([]byte, much)
	reading := later(func() error { _, err := b.Read(buf); return err })
	writing := later(func() error { _, err := b.Write(buf); return err })
	check(b.Close())
	fmt.Println("read and write, while we close:", word(<-reading), word(<-writing))
	fmt.Println("close for writing after that:", word(b.CloseWrite()))
}

func dials(alice *socket.Stack) {
	_, err := alice.DialContext(context.Background(), "192.168.0.2:81")
	fmt.Println("dial, and nobody listens:", word(err))
	began := time.Now()
	ctx, cancel := context.WithDeadline(context.Background(), soon())
	defer cancel()
	_, err = alice.DialContext(ctx, "192.168.0.3:80")
	fmt.Println("dial, and nobody is there, with a deadline:", word(err), after(began))
	ctx, cancel = context.WithCancel(context.Background())
	cancel()
	_, err = alice.DialContext(ctx, "192.168.0.3:80")
	fmt.Println("dial, given up before:", word(err))
	dialling := later(func() error { _, err := alice.DialContext(context.Background(), "192.168.0.3:80"); return err })
	stop, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	check(alice.Shutdown(stop))
	fmt.Println("dial, while the host shuts down:", word(<-dialling))
	answeredLate()
	deviceGone()
}

// unheard returns a dial that nobody answers, the port that it comes from, and its
// first number; and the other end of the pipe, where the story itself is the peer.
func unheard(ctx context.Context) (peer nic.Device, s *socket.Stack, dialling <-chan error, syn trace.TCP) {
	a, peer := nic.Pipe()
	s = host(a, "192.168.0.2")
	dialling = later(func() error { _, err := s.DialContext(ctx, "192.168.0.1:80"); return err })
	buf := make([]byte, nic.MaxPacket)
	n, err := peer.ReadPacket(buf)
	check(err)
	return peer, s, dialling, *trace.Decode(buf[:n]).TCP
}

// answeredLate is a SYN-ACK for somebody who does not wait any more.
func answeredLate() {
	ctx, cancel := context.WithCancel(context.Background())
	peer, _, dialling, syn := unheard(ctx)
	cancel()
	fmt.Println("dial, and give up:", word(<-dialling))
	late, err := trace.ParsePacket(trace.In, fmt.Sprintf("80 > %d  S. 0:0(0) ack %d win 64240", syn.SrcPort, syn.Seq+1))
	check(err)
	b, err := late.Bytes()
	check(err)
	check(peer.WritePacket(b))
	buf := make([]byte, nic.MaxPacket)
	n, err := peer.ReadPacket(buf)
	check(err)
	fmt.Println("the answer comes after that, and is reset:", trace.Decode(buf[:n]).TCP.Flags&trace.RST != 0)
}

// deviceGone is a dial on a device that is closed meanwhile.
func deviceGone() {
	peer, _, dialling, _ := unheard(context.Background())
	check(peer.Close()) // of a pipe, that closes both ends
	fmt.Println("dial, and the device is gone:", word(<-dialling))
}

// word names an error as a program would ask for it.
func word(err error) string {
	for _, e := range []error{net.ErrClosed, os.ErrDeadlineExceeded, syscall.ECONNRESET, syscall.ECONNREFUSED, syscall.EPIPE, context.DeadlineExceeded, context.Canceled, io.EOF} {
		if errors.Is(err, e) {
			return fmt.Sprintf("%q", e)
		}
	}
	if err == nil {
		return "well"
	}
	return err.Error()
}

func finale() {
	a, b := nic.Pipe()
	p := &program{mtu: 1500, services: "http", tls: true, cert: "cert.pem"}
	bob, err := p.start(b, netip.MustParseAddr("192.168.0.2"), false)
	check(err)
	go bob.Run()
	alice := host(a, "192.168.0.1")
	for _, url := range []string{"http://192.168.0.2/bytes/300000", "http://192.168.0.2/bytes/x", "http://192.168.0.2:8000/"} {
		sum := sha256.New()
		err := get(context.Background(), alice, url, sum)
		fmt.Printf("get %s\n%x, and an error: %v\n", url, sum.Sum(nil), err != nil)
	}
	cutShort()
	keepsNone()
	secretly(alice)
}

// cutShort gets a page from a server that ends in the middle of it.
func cutShort() {
	alice, bob := pair()
	l, err := bob.Listen(8080)
	check(err)
	go func() {
		c, err := l.Accept()
		check(err)
		c.Read(make([]byte, 1000))
		io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this")
		c.Close()
	}()
	var page strings.Builder
	err = get(context.Background(), alice, "http://192.168.0.2:8080/", &page)
	fmt.Printf("cut short: %q, and an error: %v\n", page.String(), err != nil)
}

// keepsNone gets a page from a server that would answer once more on the same
// connection.
func keepsNone() {
	alice, bob := pair()
	l, err := bob.Listen(8080)
	check(err)
	served := later(func() error {
		c, err := l.Accept()
		check(err)
		c.Read(make([]byte, 1000))
		io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfull")
		check(c.SetReadDeadline(time.Now().Add(5 * time.Second)))
		_, err = io.ReadAll(c)
		return err
	})
	var page strings.Builder
	err = get(context.Background(), alice, "http://192.168.0.2:8080/", &page)
	fmt.Printf("all of it: %q, and an error: %v\n", page.String(), err != nil)
	fmt.Println("then the connection is closed:", word(<-served))
}

// secretly gets a page over TLS, and trusts only the certificate in the file.
func secretly(alice *socket.Stack) {
	pem, err := os.ReadFile("cert.pem")
	check(err)
	roots := x509.NewCertPool()
	fmt.Println("the certificate is one:", roots.AppendCertsFromPEM(pem))
	client := http.Client{Transport: &http.Transport{
		TLSClientConfig:   &tls.Config{RootCAs: roots},
		ForceAttemptHTTP2: true,
		DialContext:       func(ctx context.Context, _, addr string) (net.Conn, error) { return alice.DialContext(ctx, addr) },
	}}
	defer client.CloseIdleConnections()
	answer, err := client.Post("https://192.168.0.2/sha256", "", strings.NewReader("over TLS, over TCP, all of it ours"))
	check(err)
	defer answer.Body.Close()
	sum, err := io.ReadAll(answer.Body)
	fmt.Printf("post https://192.168.0.2/sha256\n%s%s, %s, %v\n", sum, answer.Proto, tls.VersionName(answer.TLS.Version), err)
}

// userCalls are what the user of calls can do with a connection.
var userCalls = map[string]func(c *socket.Conn) error{
	"write":      func(c *socket.Conn) error { _, err := io.WriteString(c, "hello"); return err },
	"closewrite": (*socket.Conn).CloseWrite,
	"close":      (*socket.Conn).Close,
	"timeout5s":  func(c *socket.Conn) error { return c.SetUserTimeout(5 * time.Second) },
	"timeout20s": func(c *socket.Conn) error { return c.SetUserTimeout(20 * time.Second) },
}

// calls is the program with one more port, 21. Who comes first there has a user who
// does not read; each further one who connects is a sign for that user to make the
// next call of the list -calls.
func calls() {
	list := flag.String("calls", "", "")
	flags := nic.ParseTracingFlags()
	dev, err := flags.Open()
	check(err)
	p := &program{mtu: 1500, services: "echo"}
	s, err := p.start(dev, flags.Addr, true)
	check(err)
	l, err := s.Listen(21)
	check(err)
	s.Go(func() {
		first, err := l.Accept()
		check(err)
		for _, name := range strings.Split(*list, ",") {
			_, err := l.Accept()
			check(err)
			check(userCalls[name](first.(*socket.Conn)))
		}
	})
	check(s.Run())
}
