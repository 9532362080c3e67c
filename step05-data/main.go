// Step 5 carries text: it serves echo, discard and chargen, opens a connection
// with -dial, and answers ping.
package main

import (
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/netip"
	"os"
	"os/signal"
	"syscall"
	"time"

	"tcpworkbook/shared/nic"
	"tcpworkbook/step05-data/tcp"
)

func main() {
	var remote netip.AddrPort
	flag.TextVar(&remote, "dial", remote, "open a connection to this `address:port`")
	from := flag.Uint("from", 0, "with -dial: the `port` to open it from; 0: one that is hard to guess")
	var without tcp.Feature
	flag.Var(&without, "without", "do without these `features`, such as \"SACK, CUBIC\"")
	buffer := flag.Int("buffer", 0, "hold so many `bytes` of text in each direction, not the usual number")
	noDelay := flag.Bool("nodelay", false, "do without Nagle's algorithm")
	flags := nic.ParseTracingFlags()
	dev, err := flags.Open()
	if err != nil {
		fail(err)
	}
	closeOnSignal(dev)
	config := tcp.Config{Addrs: []netip.Addr{flags.Addr}}
	config.Limits = tcp.DefaultLimits
	config.Limits.Without = without
	if *buffer > 0 {
		config.Limits.SendBuffer, config.Limits.ReceiveBuffer = *buffer, *buffer
	}
	if flags.Replay == "" { // a replay is the same each time
		rand.Read(config.Secret[:])
	}
	s := newServer(config)
	s.noDelay = *noDelay
	if err := s.run(dev, netip.AddrPortFrom(flags.Addr, uint16(*from)), remote); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "step05:", err)
	os.Exit(1)
}

// closeOnSignal closes dev on Ctrl-C or SIGTERM, so that the loop ends.
func closeOnSignal(dev io.Closer) {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-stop
		dev.Close()
	}()
}

// A server is a stack that answers on some ports.
type server struct {
	stack     *tcp.Stack
	listeners []*tcp.Listener
	dialled   *tcp.Conn // what -dial has opened, until we know whether it has come about

	sessions map[*tcp.Conn]session
	noDelay  bool // no Nagle for those who connect
}

// ports are where we listen: echo, discard and chargen.
var ports = [...]uint16{7, 9, 19}

// backlog is how many connections to a port may wait to be accepted.
const backlog = 128

func newServer(config tcp.Config) *server {
	s := &server{stack: tcp.NewStack(config)}
	s.sessions = map[*tcp.Conn]session{}
	for _, port := range ports {
		l, err := s.stack.Listen(netip.AddrPortFrom(netip.IPv4Unspecified(), port), backlog)
		if err != nil {
			panic(err) // on a new stack all ports are free
		}
		s.listeners = append(s.listeners, l)
	}
	return s
}

// run opens a connection to remote, if there is one, and lets the server run
// until the input is over or dev is closed.
func (s *server) run(dev nic.Device, local, remote netip.AddrPort) (err error) {
	if remote.IsValid() {
		if s.dialled, err = s.stack.Dial(dev.Now(), local, remote); err != nil {
			return err
		}
	}
	return s.loop(dev)
}

// loop hands packets to the stack, and what it says to dev.
func (s *server) loop(dev nic.Device) error {
	buf := make([]byte, nic.MaxPacket)
	out := s.send(dev, dev.Now(), nil) // the same memory for each packet
	for {
		dev.SetReadDeadline(s.stack.Deadline()) // if that fails, reading will, too
		n, err := dev.ReadPacket(buf)
		now := dev.Now()
		switch {
		case err == nil:
			if err := s.stack.Input(now, buf[:n]); err != nil {
				fmt.Println("ignoring weird packet:", err)
			}
		case errors.Is(err, os.ErrDeadlineExceeded):
		case errors.Is(err, io.EOF), errors.Is(err, os.ErrClosed):
			return nil
		default:
			return fmt.Errorf("reading a packet: %w", err)
		}
		s.stack.Tick(now)
		s.accept()
		s.watchDialled()
		s.serve()
		out = s.send(dev, now, out)
	}
}

// accept takes all who have connected.
func (s *server) accept() {
	for _, l := range s.listeners {
		for c := l.Accept(); c != nil; c = l.Accept() {
			s.sessions[c] = services[c.Local().Port()]()
			c.SetNoDelay(s.noDelay)
		}
	}
}

// watchDialled says so if the connection that -dial asks for has not come about.
func (s *server) watchDialled() {
	c := s.dialled
	switch {
	case c == nil:
	case c.State() == tcp.Established:
		s.sessions[c] = discard
		s.dialled = nil
	case c.State() == tcp.Closed:
		fmt.Fprintf(os.Stderr, "step05: connecting to %v: %v\n", c.Remote(), c.Err())
		s.dialled = nil
	}
}

// send sends what the stack has to say.
func (s *server) send(dev nic.Device, now time.Time, out []byte) []byte {
	for {
		packet, ok := s.stack.Output(now, out[:0])
		if !ok {
			return packet
		}
		if err := dev.WritePacket(packet); err != nil && !errors.Is(err, os.ErrClosed) {
			fmt.Fprintln(os.Stderr, "step05: sending a packet:", err) // the device is down, say: go on
		}
		out = packet
	}
}
