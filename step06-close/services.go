package main

import (
	"flag"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"tcpworkbook/shared/nic"
	"tcpworkbook/step06-close/socket"
	"tcpworkbook/step06-close/tcp"
)

// A program is what the command line asks for, beside what nic.Flags has.
type program struct {
	mtu      int
	services string
	tls      bool
	cert     string
	get      string
	without  tcp.Feature

	keepAlive   time.Duration // 0: off
	userTimeout time.Duration // 0: the machine's default
}

const allServices = "echo,discard,daytime,qotd,chargen,http"

func defineFlags() *program {
	p := &program{mtu: tcp.DefaultLimits.MTU}
	if mtu, err := strconv.Atoi(os.Getenv("TUN_MTU")); err == nil {
		p.mtu = mtu
	}
	flag.IntVar(&p.mtu, "mtu", p.mtu, "the device's MTU in `bytes`; $TUN_MTU, if it is set")
	flag.StringVar(&p.services, "services", allServices, "what to serve, a `list`; bench stands for echo,discard,chargen")
	flag.BoolVar(&p.tls, "tls", false, "serve https too, on port 443, with a certificate made at start (curl -k)")
	flag.StringVar(&p.cert, "cert", "", "with -tls: write the certificate to this `file` (curl --cacert)")
	flag.DurationVar(&p.keepAlive, "keepalive", 0, "ask a peer that was silent for this `time` whether it is still there; 0: never")
	flag.DurationVar(&p.userTimeout, "usertimeout", 0, "give up when nothing was acknowledged for this `time`; 0: for five minutes")
	flag.StringVar(&p.get, "get", "", "fetch this `URL`, such as http://192.168.0.1:8000/, print what comes, and end")
	flag.Var(&p.without, "without", "do without these `features`, such as \"SACK, CUBIC\"")
	return p
}

// The bounds of what a connection holds, each way, in bytes.
const (
	minBuffer = 64 << 10
	maxBuffer = 4 << 20
)

// queue is how many packets a TUN device holds that nobody has read yet
// (txqueuelen). It drops those that come then, so a window should not invite
// more than most of that.
const queue = 500

// minRTO is what other systems have, too: of what is lost more than once, or at
// the end, a second each time is most of what a user waits for. No peer delays an
// acknowledgment for longer.
const minRTO = 200 * time.Millisecond

func (p *program) limits() tcp.Limits {
	window := queue * 7 / 10 * p.mtu / minBuffer * minBuffer
	return tcp.Limits{
		MTU: p.mtu, SendBuffer: maxBuffer, ReceiveBuffer: min(max(window, minBuffer), maxBuffer), MinRTO: minRTO, Without: p.without,
	}
}

// A service is what happens to a connection to a port.
type service struct {
	name  string
	port  uint16
	serve func(c *socket.Conn, dev nic.Device)
}

var services = []service{
	{"echo", 7, echo},
	{"discard", 9, discard},
	{"daytime", 13, daytime},
	{"qotd", 17, quote},
	{"chargen", 19, chargen},
}

// serve starts the services that were asked for.
func (p *program) serve(s *socket.Stack, dev nic.Device, addr netip.Addr, replay bool) error {
	for _, name := range strings.Split(strings.Replace(p.services, "bench", "echo,discard,chargen", 1), ",") {
		i := slices.IndexFunc(services, func(s service) bool { return s.name == name })
		switch {
		case name == "http" && replay: // its goroutines are not started by Stack.Go
		case name == "http":
			if err := p.serveWeb(s, addr); err != nil {
				return err
			}
		case i < 0:
			return fmt.Errorf("there is no service %q: there are %s", name, allServices)
		default:
			l, err := s.Listen(services[i].port)
			if err != nil {
				return err
			}
			s.Go(func() { p.accept(s, l, services[i].serve, dev) })
		}
	}
	return nil
}

// accept serves all who connect, until the stack ends.
func (p *program) accept(s *socket.Stack, l net.Listener, serve func(*socket.Conn, nic.Device), dev nic.Device) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		s.Go(func() {
			defer c.Close()
			c := c.(*socket.Conn)
			c.SetKeepAlivePeriod(p.keepAlive)
			c.SetUserTimeout(p.userTimeout)
			serve(c, dev)
		})
	}
}

// echo sends back what it reads (RFC 862), until the peer closes.
func echo(c *socket.Conn, _ nic.Device) { io.Copy(c, c) }

// discard throws away what it reads (RFC 863).
func discard(c *socket.Conn, _ nic.Device) { io.Copy(io.Discard, c) }

// daytime says what time it is, closes its side, and throws away what it reads,
// like discard, until the peer closes (RFC 867). The time is the device's, as in
// "Monday, January 2, 2006 15:04:05-MST\r\n", UTC.
//
//exercise:6.4 stub="c.Close()"
func daytime(c *socket.Conn, dev nic.Device) {
	c.Write(dev.Now().UTC().AppendFormat(nil, "Monday, January 2, 2006 15:04:05-MST\r\n"))
	c.CloseWrite()
	discard(c, dev)
}

// quote says something wise, and closes: what it is sent does not matter (RFC
// 865).
func quote(c *socket.Conn, _ nic.Device) {
	io.WriteString(c, "Be conservative in what you do, be liberal in what you accept from others.\r\n") // RFC 793 §2.10
}

// chargen sends lines of 72 of the 95 printable characters, each line beginning
// one character further on, until the peer has had enough (RFC 864). What it
// reads it throws away.
func chargen(c *socket.Conn, dev nic.Device) {
	c.CloseRead()
	for {
		if _, err := c.Write(pattern); err != nil {
			return
		}
	}
}

// pattern is what chargen sends, again and again.
var pattern = makePattern()

func makePattern() (p []byte) {
	const width, printable = 72, 95
	for first := range 10 * printable {
		for i := range width {
			p = append(p, ' '+byte((first+i)%printable))
		}
		p = append(p, "\r\n"...)
	}
	return p
}
