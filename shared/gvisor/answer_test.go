package gvisor

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net/netip"
	"os"
	"runtime"
	"time"

	"gvisor.dev/gvisor/pkg/buffer"
	"gvisor.dev/gvisor/pkg/tcpip"
	"gvisor.dev/gvisor/pkg/tcpip/link/channel"
	"gvisor.dev/gvisor/pkg/tcpip/network/ipv4"
	"gvisor.dev/gvisor/pkg/tcpip/stack"

	"tcpworkbook/shared/nic"
	"tcpworkbook/step06-close/tcp"
)

// An answer is a program like that of step 4, 5 or 6, whose TCP is gVisor's. It
// runs replays only: in virtual time, so that each one gives the same each time.
type answer struct {
	name     string // "step04"
	services map[uint16]service
	timeless bool // timers never fire, as in step 4, which has none

	flags       *nic.Flags
	dial        netip.AddrPort
	from        uint
	buffer, mtu int
	noDelay     bool
	without     tcp.Feature
	keepAlive   time.Duration
	userTimeout time.Duration

	dev   nic.Device
	clock *clock
	link  *channel.Endpoint
	stack *stack.Stack
	front *tcp.Stack // says which packets are weird: gVisor says nothing
}

// main is the program's. gVisor has as many goroutines that work at a time as
// there are processors.
func (a *answer) main() {
	runtime.GOMAXPROCS(1)
	a.defineFlags()
	if err := a.run(); err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", a.name, err)
		os.Exit(1)
	}
}

// defineFlags defines the flags of all the steps' programs.
func (a *answer) defineFlags() {
	flag.TextVar(&a.dial, "dial", a.dial, "open a connection to this `address:port`")
	flag.UintVar(&a.from, "from", 0, "with -dial: the `port` to open it from")
	flag.IntVar(&a.buffer, "buffer", 0, "hold so many `bytes` of text in each direction")
	flag.BoolVar(&a.noDelay, "nodelay", false, "do without Nagle's algorithm")
	flag.IntVar(&a.mtu, "mtu", 1500, "the device's MTU in `bytes`")
	flag.Var(&a.without, "without", "do without these `features`")
	flag.DurationVar(&a.keepAlive, "keepalive", 0, "ask a peer that was silent for this `time`")
	flag.DurationVar(&a.userTimeout, "usertimeout", 0, "give up when nothing was acknowledged for this `time`")
	a.flags = nic.ParseTracingFlags()
}

// options are what of the flags concerns all connections.
func (a *answer) options() []tcpip.SettableTransportProtocolOption {
	control := "cubic"
	if a.without&tcp.Cubic != 0 {
		control = "reno"
	}
	options := []tcpip.SettableTransportProtocolOption{
		noRACK,
		option(tcpip.TCPSACKEnabled(a.without&tcp.SACK == 0)),
		option(tcpip.CongestionControlOption(control)),
	}
	if a.name != "step06" { // whose program has the same time-outs as gVisor
		options = append(options, option(tcpip.TCPMinRTOOption(time.Second))) // RFC 6298 §2.4
	}
	if n := a.buffer; n > 0 {
		options = append(options,
			&tcpip.TCPReceiveBufferSizeRangeOption{Min: n, Default: n, Max: n},
			&tcpip.TCPSendBufferSizeRangeOption{Min: n, Default: n, Max: n})
	}
	return options
}

func (a *answer) run() (err error) {
	if a.dev, err = a.flags.Open(); err != nil {
		return err
	}
	a.clock = &clock{now: a.dev.Now}
	a.link = channel.New(4096, uint32(a.mtu), "")
	if a.stack, err = newStackOn(a.clock, a.link, a.flags.Addr, a.options()); err != nil {
		return err
	}
	a.front = tcp.NewStack(tcp.Config{Addrs: []netip.Addr{a.flags.Addr}})
	if err := a.serve(); err != nil {
		return err
	}
	if a.dial.IsValid() {
		if err := a.open(); err != nil {
			return err
		}
	}
	return a.loop()
}

// loop feeds gVisor packets and time, and sends what it has to say.
func (a *answer) loop() error {
	buf := make([]byte, nic.MaxPacket)
	for {
		for settle(); !a.timeless && a.clock.fire(); settle() {
			a.send()
		}
		a.send()
		if !a.timeless {
			a.dev.SetReadDeadline(a.clock.deadline())
		}
		n, err := a.dev.ReadPacket(buf)
		switch {
		case err == nil:
			a.feed(buf[:n])
		case errors.Is(err, os.ErrDeadlineExceeded):
		case errors.Is(err, io.EOF):
			return nil
		default:
			return fmt.Errorf("reading a packet: %w", err)
		}
	}
}

func (a *answer) feed(packet []byte) {
	if err := a.front.Input(time.Now(), packet); err != nil {
		fmt.Println("ignoring weird packet:", err)
	}
	p := stack.NewPacketBuffer(stack.PacketBufferOptions{Payload: buffer.MakeWithData(packet)})
	a.link.InjectInbound(ipv4.ProtocolNumber, p)
	p.DecRef()
}

func (a *answer) send() {
	for p := a.link.Read(); p != nil; p = a.link.Read() {
		view := p.ToView()
		p.DecRef()
		a.dev.WritePacket(view.AsSlice())
		view.Release()
	}
}
