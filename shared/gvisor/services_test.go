package gvisor

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"gvisor.dev/gvisor/pkg/tcpip"
	"gvisor.dev/gvisor/pkg/tcpip/adapters/gonet"
	"gvisor.dev/gvisor/pkg/tcpip/network/ipv4"
	gtcp "gvisor.dev/gvisor/pkg/tcpip/transport/tcp"
	"gvisor.dev/gvisor/pkg/waiter"
)

// A service is what happens to a connection to a port.
type service func(a *answer, c *gonet.TCPConn)

// What the programs of the steps offer. Those of step 4 and 5 never close.
var (
	services4 = map[uint16]service{7: hold, 9: hold, 19: hold}
	services5 = map[uint16]service{7: echo, 9: discard, 19: chargen}
	services6 = map[uint16]service{7: closing(echo), 9: closing(discard), 13: closing(daytime), 17: closing(quote), 19: closing(chargen)}
)

// serve listens, and serves all who connect.
func (a *answer) serve() error {
	for port, service := range a.services {
		l, err := bind(context.Background(), a.stack, port)
		if err != nil {
			return err
		}
		if err := l.ep.Listen(128); err != nil {
			return asError(err)
		}
		go func() {
			for {
				c, err := l.accept()
				if err != nil {
					return
				}
				a.set(c.ep)
				go service(a, c.TCPConn)
			}
		}()
	}
	return nil
}

// set sets what the flags want of a connection.
func (a *answer) set(ep tcpip.Endpoint) {
	idle, interval, limit := tcpip.KeepaliveIdleOption(a.keepAlive), tcpip.KeepaliveIntervalOption(min(a.keepAlive, 75*time.Second)), tcpip.TCPUserTimeoutOption(a.userTimeout)
	ep.SocketOptions().SetDelayOption(a.name == "step05" && !a.noDelay) // Nagle, which Go's connections do without
	if a.keepAlive > 0 {
		ep.SocketOptions().SetKeepAlive(true)
		ep.SetSockOpt(&idle)
		ep.SetSockOpt(&interval)
	}
	if a.userTimeout > 0 {
		ep.SetSockOpt(&limit)
	}
}

func closing(s service) service {
	return func(a *answer, c *gonet.TCPConn) {
		defer c.Close()
		s(a, c)
	}
}

func hold(*answer, *gonet.TCPConn) {}

func echo(_ *answer, c *gonet.TCPConn) { io.Copy(c, c) }

func discard(_ *answer, c *gonet.TCPConn) { io.Copy(io.Discard, c) }

func daytime(a *answer, c *gonet.TCPConn) {
	c.Write(a.dev.Now().UTC().AppendFormat(nil, "Monday, January 2, 2006 15:04:05-MST\r\n"))
	c.CloseWrite()
	discard(a, c)
}

func quote(_ *answer, c *gonet.TCPConn) {
	io.WriteString(c, "Be conservative in what you do, be liberal in what you accept from others.\r\n")
}

func chargen(a *answer, c *gonet.TCPConn) {
	go discard(a, c)
	const width, printable = 72, 95
	var pattern []byte
	for first := range 10 * printable {
		for i := range width {
			pattern = append(pattern, ' '+byte((first+i)%printable))
		}
		pattern = append(pattern, "\r\n"...)
	}
	for {
		if _, err := c.Write(pattern); err != nil {
			return
		}
	}
}

// open opens a connection, and says so if that fails.
func (a *answer) open() error {
	wq := new(waiter.Queue)
	ep, err := a.stack.NewEndpoint(gtcp.ProtocolNumber, ipv4.ProtocolNumber, wq)
	if err != nil {
		return asError(err)
	}
	if err := ep.Bind(tcpip.FullAddress{NIC: 1, Addr: tcpip.AddrFrom4(a.flags.Addr.As4()), Port: uint16(a.from)}); err != nil {
		return asError(err)
	}
	events := waiter.WritableEvents | waiter.EventErr | waiter.EventHUp
	entry, ready := waiter.NewChannelEntry(events)
	wq.EventRegister(&entry)
	to := tcpip.FullAddress{NIC: 1, Addr: tcpip.AddrFrom4(a.dial.Addr().As4()), Port: a.dial.Port()}
	if _, started := ep.Connect(to).(*tcpip.ErrConnectStarted); !started {
		return fmt.Errorf("connecting to %v: %v", a.dial, asError(ep.LastError()))
	}
	go func() {
		<-ready
		switch err := ep.LastError().(type) {
		case nil:
			discard(a, gonet.NewTCPConn(wq, ep))
		case *tcpip.ErrConnectionRefused:
			fmt.Fprintf(os.Stderr, "%s: connecting to %v: tcp: connection refused\n", a.name, a.dial)
		default:
			fmt.Fprintf(os.Stderr, "%s: connecting to %v: %v\n", a.name, a.dial, err)
		}
	}()
	return nil
}
