package gvisor

import (
	"context"
	"errors"
	"net/netip"
	"slices"
	"time"

	"gvisor.dev/gvisor/pkg/tcpip"
	"gvisor.dev/gvisor/pkg/tcpip/adapters/gonet"
	"gvisor.dev/gvisor/pkg/tcpip/header"
	"gvisor.dev/gvisor/pkg/tcpip/link/channel"
	"gvisor.dev/gvisor/pkg/tcpip/network/ipv4"
	"gvisor.dev/gvisor/pkg/tcpip/stack"
	gtcp "gvisor.dev/gvisor/pkg/tcpip/transport/tcp"
	"gvisor.dev/gvisor/pkg/waiter"
)

// newStack returns gVisor's stack, with one address and a link.
func newStack(link *channel.Endpoint, addr netip.Addr, options []tcpip.SettableTransportProtocolOption) (*stack.Stack, error) {
	return newStackOn(tcpip.NewStdClock(), link, addr, options)
}

func newStackOn(clock tcpip.Clock, link *channel.Endpoint, addr netip.Addr, options []tcpip.SettableTransportProtocolOption) (*stack.Stack, error) {
	s := stack.New(stack.Options{
		Clock:              clock,
		NetworkProtocols:   []stack.NetworkProtocolFactory{ipv4.NewProtocol},
		TransportProtocols: []stack.TransportProtocolFactory{gtcp.NewProtocol},
	})
	for _, o := range options {
		if err := s.SetTransportProtocolOption(gtcp.ProtocolNumber, o); err != nil {
			return nil, asError(err)
		}
	}
	if err := s.CreateNIC(1, link); err != nil {
		return nil, asError(err)
	}
	s.SetRouteTable([]tcpip.Route{{Destination: header.IPv4EmptySubnet, NIC: 1}})
	return s, asError(s.AddProtocolAddress(1, tcpip.ProtocolAddress{
		Protocol:          ipv4.ProtocolNumber,
		AddressWithPrefix: tcpip.AddrFrom4(addr.As4()).WithPrefix(),
	}, stack.AddressProperties{}))
}

func asError(err tcpip.Error) error {
	if err == nil {
		return nil
	}
	return errors.New(err.String())
}

// theirEnd is gVisor's end of a connection, or a listener.
type theirEnd struct {
	*gonet.TCPConn
	ctx context.Context
	ep  tcpip.Endpoint
	wq  *waiter.Queue
}

func newTheirEnd(ctx context.Context, ep tcpip.Endpoint, wq *waiter.Queue) *theirEnd {
	e := &theirEnd{gonet.NewTCPConn(wq, ep), ctx, ep, wq}
	if deadline, ok := ctx.Deadline(); ok {
		e.SetDeadline(deadline)
	}
	return e
}

func bind(ctx context.Context, s *stack.Stack, port uint16) (*theirEnd, error) {
	wq := new(waiter.Queue)
	ep, err := s.NewEndpoint(gtcp.ProtocolNumber, ipv4.ProtocolNumber, wq)
	if err != nil {
		return nil, asError(err)
	}
	ep.SocketOptions().SetReuseAddress(true) // the port may still be in use by an old connection
	return newTheirEnd(ctx, ep, wq), asError(ep.Bind(tcpip.FullAddress{NIC: 1, Port: port}))
}

func listen(ctx context.Context, s *stack.Stack, port uint16) (*theirEnd, error) {
	e, err := bind(ctx, s, port)
	if err != nil {
		return nil, err
	}
	return e, asError(e.ep.Listen(8))
}

// await waits, from event to event, until try reports true.
func (e *theirEnd) await(mask waiter.EventMask, try func() bool) error {
	entry, events := waiter.NewChannelEntry(mask)
	e.wq.EventRegister(&entry)
	defer e.wq.EventUnregister(&entry)
	for !try() {
		select {
		case <-events:
		case <-e.ctx.Done():
			return e.ctx.Err()
		}
	}
	return nil
}

func (e *theirEnd) accept() (*theirEnd, error) {
	var accepted *theirEnd
	var failed error
	waited := e.await(waiter.ReadableEvents, func() bool {
		ep, wq, err := e.ep.Accept(nil)
		if _, wait := err.(*tcpip.ErrWouldBlock); wait {
			return false
		}
		if failed = asError(err); failed == nil {
			accepted = newTheirEnd(e.ctx, ep, wq)
		}
		return true
	})
	return accepted, errors.Join(waited, failed)
}

// connect sends the SYN; opened waits for what comes of it.
func (e *theirEnd) connect(to netip.AddrPort) error {
	err := e.ep.Connect(tcpip.FullAddress{NIC: 1, Addr: tcpip.AddrFrom4(to.Addr().As4()), Port: to.Port()})
	if _, started := err.(*tcpip.ErrConnectStarted); started {
		return nil
	}
	return asError(err)
}

func (e *theirEnd) opened() error {
	waited := e.await(waiter.WritableEvents|waiter.EventErr|waiter.EventHUp, func() bool {
		return e.ep.Readiness(waiter.WritableEvents|waiter.EventErr|waiter.EventHUp) != 0
	})
	return errors.Join(waited, asError(e.ep.LastError()))
}

func (e *theirEnd) write(p []byte) (int, error) { return e.Write(p) }
func (e *theirEnd) read(p []byte) (int, error)  { return e.Read(p) }
func (e *theirEnd) closeWrite() error           { return asError(e.ep.Shutdown(tcpip.ShutdownWrite)) }
func (e *theirEnd) close() error                { return e.Close() }

func (e *theirEnd) abort() error {
	e.ep.SocketOptions().SetLinger(tcpip.LingerOption{Enabled: true})
	return e.Close()
}

func (e *theirEnd) noDelay(off bool) error {
	e.ep.SocketOptions().SetDelayOption(!off)
	return nil
}

// state returns the state by the RFC's name.
func (e *theirEnd) state() string {
	switch s := gtcp.EndpointState(e.ep.State()); s {
	case gtcp.StateSynRecv:
		return "SYN-RECEIVED"
	case gtcp.StateFinWait1:
		return "FIN-WAIT-1"
	case gtcp.StateFinWait2:
		return "FIN-WAIT-2"
	case gtcp.StateError:
		return "CLOSED"
	default:
		return s.String()
	}
}

// awaitState looks again and again: gVisor tells nobody of most changes of
// state.
func (e *theirEnd) awaitState(any ...string) error {
	look := time.NewTicker(time.Millisecond)
	defer look.Stop()
	for !slices.Contains(any, e.state()) {
		select {
		case <-look.C:
		case <-e.ctx.Done():
			return e.ctx.Err()
		}
	}
	return nil
}

func (e *theirEnd) buffered(n int) error {
	return e.await(waiter.ReadableEvents, func() bool {
		got, _ := e.ep.GetSockOptInt(tcpip.ReceiveQueueSizeOption)
		return got >= n
	})
}
