// Step 6 is a complete TCP: it serves echo, discard, daytime and chargen, and
// answers ping.
package main

import (
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"net/netip"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"

	"tcpworkbook/shared/nic"
	"tcpworkbook/step06-close/tcp"
)

func main() {
	limits := tcp.DefaultLimits
	flag.IntVar(&limits.MTU, "mtu", limits.MTU, "the device's MTU in `bytes`")
	flags := nic.ParseTracingFlags()
	dev, err := flags.Open()
	if err != nil {
		fail(err)
	}
	closeOnSignal(dev)
	config := tcp.Config{Addrs: []netip.Addr{flags.Addr}, Limits: limits}
	if flags.Replay == "" { // a replay is the same each time
		rand.Read(config.Secret[:])
	}
	s, err := newServer(config)
	if err != nil {
		fail(err)
	}
	if err := s.loop(dev); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "step06:", err)
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

// A server is a stack with services.
type server struct {
	stack     *tcp.Stack
	listeners []*tcp.Listener
	sessions  map[*tcp.Conn]session
}

// backlog is how many connections to a service may wait to be served.
const backlog = 128

func newServer(config tcp.Config) (*server, error) {
	s := &server{stack: tcp.NewStack(config), sessions: map[*tcp.Conn]session{}}
	for _, port := range slices.Sorted(maps.Keys(services)) {
		l, err := s.stack.Listen(netip.AddrPortFrom(netip.IPv4Unspecified(), port), backlog)
		if err != nil {
			return nil, err
		}
		s.listeners = append(s.listeners, l)
	}
	return s, nil
}

// loop hands packets to the stack, and what it answers to dev, until the input
// is over or dev is closed. It waits no longer than until the stack's next
// deadline.
func (s *server) loop(dev nic.Device) error {
	buf := make([]byte, nic.MaxPacket)
	var out []byte // the same memory for each packet
	for {
		dev.SetReadDeadline(s.stack.Deadline()) // if that fails, reading will, too
		n, err := dev.ReadPacket(buf)
		now := dev.Now()
		switch {
		case err == nil:
			if err := s.stack.Input(now, buf[:n]); err != nil {
				fmt.Println("ignoring weird packet:", err)
			}
		case !errors.Is(err, os.ErrDeadlineExceeded):
			return over(err)
		}
		s.stack.Tick(now)
		s.serve(now)
		out = s.send(dev, now, out)
	}
}

// over returns nil for the two errors that are good ends.
func over(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, os.ErrClosed) {
		return nil
	}
	return fmt.Errorf("reading a packet: %w", err)
}

// serve lets the services act on what has happened.
func (s *server) serve(now time.Time) {
	for _, l := range s.listeners {
		for c := l.Accept(); c != nil; c = l.Accept() {
			s.sessions[c] = services[c.Local().Port()]()
		}
	}
	for _, c := range s.stack.Changed() {
		session := s.sessions[c]
		if session == nil {
			continue
		}
		session(now, c)
		s.stack.Touch(c)
		if c.State() == tcp.Closed {
			delete(s.sessions, c)
		}
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
			fmt.Fprintln(os.Stderr, "step06: sending a packet:", err) // the device is down, say: go on
		}
		out = packet
	}
}
