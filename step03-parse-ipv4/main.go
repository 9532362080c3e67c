// Step 3 reads IPv4 headers, says what is in them, and answers ping.
package main

import (
	"errors"
	"fmt"
	"io"
	"net/netip"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"tcpworkbook/shared/nic"
	"tcpworkbook/step03-parse-ipv4/icmp"
	"tcpworkbook/step03-parse-ipv4/ipv4"
)

func main() {
	flags := nic.ParseFlags()
	dev, err := flags.Open()
	if err != nil {
		fail(err)
	}
	closeOnSignal(dev)
	if err := loop(dev, host{flags.Addr}); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "step03:", err)
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

// loop hands each packet of dev to h, and sends what h answers, until the
// input is over or dev is closed.
func loop(dev nic.Device, h host) error {
	buf := make([]byte, nic.MaxPacket)
	var reply []byte // the same memory for each reply
	for {
		n, err := dev.ReadPacket(buf)
		if errors.Is(err, io.EOF) || errors.Is(err, os.ErrClosed) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading a packet: %w", err)
		}
		reply = h.handle(reply[:0], buf[:n])
		if len(reply) == 0 {
			continue
		}
		if err := dev.WritePacket(reply); err != nil {
			fmt.Fprintln(os.Stderr, "step03: sending a packet:", err) // the device is down, say: go on
		}
	}
}

// A host is who we are on the network.
type host struct {
	addr netip.Addr // our address
}

// handle says what packet is, and appends the packet that answers it, if any,
// to reply. Weird packets are ignored: they come from outside, and must not
// stop the loop.
func (h host) handle(reply, packet []byte) []byte {
	header, payload, err := ipv4.Parse(packet)
	if err != nil {
		fmt.Println("ignoring weird packet:", err)
		return reply
	}
	fmt.Println(describe(&header) + extras(&header, packet, payload))
	if !h.accepts(&header) {
		return reply
	}
	reply, err = answer(reply, &header, payload)
	if err != nil {
		fmt.Println("ignoring weird packet:", err)
	}
	return reply
}

// describe says who sends how many bytes of what to whom:
// "192.168.0.1 -> 192.168.0.2 84b of protocol 1 (icmp)".
//
//exercise:3.1
func describe(h *ipv4.Header) string {
	return fmt.Sprintf("%v -> %v %db of protocol %d (%v)", h.Src, h.Dst, h.Length, uint8(h.Protocol), h.Protocol)
}

// extras names what most packets do not have: " [options 8b]",
// " [fragment at 1480, more follow]", " [fragment at 2960]", " [padding 6b]",
// in this order.
//
//exercise:3.4 stub="return \"\""
func extras(h *ipv4.Header, packet, payload []byte) string {
	var b strings.Builder
	if n := len(h.Options); n > 0 {
		fmt.Fprintf(&b, " [options %db]", n)
	}
	if h.IsFragment() {
		fmt.Fprintf(&b, " [fragment at %d", h.FragmentOffset)
		if h.MoreFragments {
			b.WriteString(", more follow")
		}
		b.WriteString("]")
	}
	if n := len(packet) - ipv4.HeaderLen - len(h.Options) - len(payload); n > 0 {
		fmt.Fprintf(&b, " [padding %db]", n)
	}
	return b.String()
}

// accepts reports whether a packet is ours to act on: sent to our address,
// from an address that one host can have, and whole. A reply to anything else
// would go to many, to nobody, or to ourselves (RFC 1122 §3.2.1.3). The one
// such address that we cannot tell is our network's own broadcast, as we do
// not know how long its prefix is. Time to Live is for routers: a packet that
// is here has arrived, even with 0 (§3.2.1.7).
//
//exercise:3.6 stub="return false"
func (h host) accepts(p *ipv4.Header) bool {
	src := p.Src.As4()
	switch {
	case p.Dst != h.addr: // another host's, broadcast, multicast
		return false
	case src[0] == 0, src[0] == 127, src[0] >= 224: // "this network", loopback; multicast, reserved, broadcast
		return false
	case p.Src == h.addr: // we did not send it
		return false
	}
	return !p.IsFragment()
}

// answer appends the packet that answers this one, header and message, to b:
// an echo request gets its reply (RFC 1122 §3.2.2.6), everything else
// nothing. The error is that of a weird ICMP message.
//
//exercise:3.6 stub="return b, nil"
func answer(b []byte, p *ipv4.Header, payload []byte) ([]byte, error) {
	if p.Protocol != ipv4.ICMP {
		return b, nil
	}
	request, err := icmp.Parse(payload)
	if err != nil {
		return b, err
	}
	reply, ok := icmp.Reply(request)
	if !ok {
		return b, nil
	}
	// No longer than the request, the packet need not be cut: with Don't
	// Fragment set, its ID "has no meaning" (RFC 6864 §4.1).
	header := ipv4.Header{DontFragment: true, TTL: ipv4.DefaultTTL, Protocol: ipv4.ICMP, Src: p.Dst, Dst: p.Src}
	b = header.Append(b, len(payload))
	return reply.Append(b), nil
}
