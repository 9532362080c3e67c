package tcp

import (
	"cmp"
	"net/netip"
	"slices"
	"time"

	"tcpworkbook/step03-parse-ipv4/ipv4"
)

// Config says what a stack is like. Only Addrs must be given.
type Config struct {
	Addrs    []netip.Addr // our IPv4 addresses
	Secret   [32]byte     // what makes our numbers hard to guess: random, and never told
	Limits   Limits       // of each connection; zero: DefaultLimits
	TTL      uint8        // of each packet sent, in hops (MUST-49); 0: ipv4.DefaultTTL
	MaxConns int          // with so many connections listeners take no more; 0: DefaultMaxConns
}

// DefaultMaxConns is so many connections that only an attack makes more.
const DefaultMaxConns = 1 << 18

// A Stack is a host's TCP, and its ICMP as far as TCP and ping need it. doc.go
// tells how it is driven. It is not safe for concurrent use.
type Stack struct {
	Config
	conns     map[ends]*Conn
	listeners map[netip.AddrPort]*Listener
	timers    timerHeap
	replies   packets   // what is answered by no connection
	busy      []*Conn   // connections that may have something to say
	said      int       // how many of busy have said it
	added     uint64    // how many connections there have been
	dialled   uint32    // how many ports Dial has chosen
	cookies   time.Time // since the last SYN cookie; they are believed for a while
}

// An entry is what the stack knows of a connection.
type entry struct {
	number   uint64    // it was the number-th to come
	busy     bool      // it is in Stack.busy
	listener *Listener // whose half-open connection it is, or nil
	deadline time.Time // where it stands in Stack.timers,
	index    int       // at index-1; 0: it is not there
}

// NewStack returns a stack without connections.
func NewStack(config Config) *Stack {
	s := &Stack{Config: config, conns: map[ends]*Conn{}, listeners: map[netip.AddrPort]*Listener{}}
	if s.Limits == (Limits{}) {
		s.Limits = DefaultLimits
	}
	s.Limits = s.Limits.sane()
	if s.TTL == 0 {
		s.TTL = ipv4.DefaultTTL
	}
	if s.MaxConns == 0 {
		s.MaxConns = DefaultMaxConns
	}
	return s
}

// Input takes a packet that has arrived; its memory may be used again after.
// The error, an *ipv4.ParseError, says why a packet is weird; it is ignored
// then, and there is nothing to be done.
func (s *Stack) Input(now time.Time, packet []byte) error {
	h, payload, err := ipv4.Parse(packet)
	if err != nil || !s.accepts(&h) {
		return err
	}
	switch h.Protocol {
	case ipv4.ICMP:
		return s.arrivesICMP(now, &h, payload)
	case ipv4.TCP:
		return s.arrivesTCP(now, &h, payload)
	}
	return nil
}

// accepts reports whether a packet is whole, and for us alone, and from one
// host (RFC 1122 §3.2.1.3, MUST-57, MUST-63).
func (s *Stack) accepts(h *ipv4.Header) bool {
	return s.ours(h.Dst) && !s.ours(h.Src) && isHost(h.Src) && !h.IsFragment()
}

// isHost reports whether one host can have the address.
func isHost(addr netip.Addr) bool {
	first := addr.As4()[0]
	return first != 0 && first != 127 && first < 224 // "this network", loopback; multicast, reserved, broadcast
}

// arrivesTCP gives a segment to its connection, or to who listens.
func (s *Stack) arrivesTCP(now time.Time, h *ipv4.Header, payload []byte) error {
	seg, err := Parse(payload, h.Src, h.Dst)
	if err != nil {
		return err
	}
	e := ends{local: h.Dst.As4(), remote: h.Src.As4(), localPort: seg.DstPort, remotePort: seg.SrcPort}
	c, l := s.conns[e], s.listener(h.Dst, seg.DstPort)
	switch {
	case c != nil && c.mustWait(&seg):
	case c != nil && l != nil && !l.full() && l.halfOpen < maxHalfOpen && c.mayBeReplaced(&seg):
		c.die(nil)
		s.Touch(c)
		l.begin(now, e, seg, maxSeq(s.iss(now, e), c.snd.nxt.Add(1<<16)))
	case c != nil:
		c.Input(now, seg)
		s.Touch(c)
	case l != nil:
		l.arrives(now, e, seg)
	default:
		s.reply(e, resetFor(&seg))
	}
	return nil
}

// mayBeReplaced reports whether seg asks for a new connection between the
// ends of one in TIME-WAIT: it is a SYN without ACK or RST, and its number is
// beyond RCV.NXT, and so beyond all that the old one has received (§3.6.1,
// MAY-2). If there is no room for a new one, the old one stays (MUST-13):
// arrivesTCP sees to that.
//
//exercise:6.5 stub="return false"
func (c *Conn) mayBeReplaced(seg *Segment) bool {
	return c.state == TimeWait && seg.Flags&(SYN|ACK|RST) == SYN && c.rcv.nxt.Before(seg.Seq)
}

// iss chooses the first number of a connection that is opened now.
func (s *Stack) iss(now time.Time, e ends) Seq {
	return isn(s.Secret, now, e)
}

// tsOffset chooses what a connection's timestamps begin with (RFC 7323 §5.4).
func (s *Stack) tsOffset(e ends) uint32 { return uint32(pseudorandom(s.Secret, 't', e, 0)) }

// add takes a new connection in.
func (s *Stack) add(c *Conn) {
	s.conns[c.ends] = c
	s.added++
	c.inStack.number = s.added
	s.Touch(c)
}

// remove forgets a connection. What it still has to say goes out.
func (s *Stack) remove(c *Conn) {
	delete(s.conns, c.ends)
	s.timers.remove(c)
	c.leaveListener()
}

// Touch tells the stack that a connection may have something to say. It is to
// be called after user calls.
func (s *Stack) Touch(c *Conn) {
	switch {
	case c.state == Closed, c.state == Listen:
		if s.conns[c.ends] == c {
			s.remove(c)
		}
	case c.synchronized() && c.inStack.listener != nil:
		c.inStack.listener.completed(c)
	}
	if !c.inStack.busy {
		c.inStack.busy = true
		s.busy = append(s.busy, c)
	}
}

// Changed returns the connections that something has happened to since Output
// had nothing more to say. It is valid until the next call of Output.
func (s *Stack) Changed() []*Conn { return s.busy[s.said:] }

// SortChanged puts them into the order in which the connections have come, which
// is then the order in which Output asks them.
func (s *Stack) SortChanged() {
	slices.SortFunc(s.Changed(), func(a, b *Conn) int { return cmp.Compare(a.inStack.number, b.inStack.number) })
}

// Output appends the next packet to be sent to b. It is to be called after all
// other calls, until it reports false.
func (s *Stack) Output(now time.Time, b []byte) ([]byte, bool) {
	if p, ok := s.replies.next(); ok {
		return append(b, p...), true
	}
	for s.said < len(s.busy) {
		c := s.busy[s.said]
		if seg, ok := c.Output(now); ok {
			return s.packet(b, c.ends, &seg), true
		}
		s.said++
		c.inStack.busy = false
		if s.conns[c.ends] == c {
			s.timers.set(c, c.Deadline())
		}
	}
	clear(s.busy)
	s.busy, s.said = s.busy[:0], 0
	return b, false
}

// packet appends a segment, as an IP packet, to b. With Don't Fragment set, the
// ID has no meaning (RFC 6864 §4.1), and whoever cannot pass the packet on says
// so (RFC 1191).
func (s *Stack) packet(b []byte, e ends, seg *Segment) []byte {
	seg.SrcPort, seg.DstPort = e.localPort, e.remotePort
	h := ipv4.Header{DontFragment: true, TTL: s.TTL, Protocol: ipv4.TCP,
		Src: netip.AddrFrom4(e.local), Dst: netip.AddrFrom4(e.remote)}
	start := len(b)
	b = append(b, make([]byte, ipv4.HeaderLen)...) // the header wants to know how long the rest is
	b = seg.Append(b, h.Src, h.Dst)
	h.Append(b[:start], len(b)-start-ipv4.HeaderLen)
	return b
}

// reply has a segment sent that belongs to no connection.
func (s *Stack) reply(e ends, seg Segment) {
	if seg.Flags != 0 {
		s.replies.add(func(b []byte) []byte { return s.packet(b, e, &seg) })
	}
}

// Deadline returns when Tick must be called next; the zero time means never.
func (s *Stack) Deadline() time.Time { return s.timers.first() }

// Tick lets all connections act on the time that has passed.
func (s *Stack) Tick(now time.Time) {
	for {
		c, ok := s.timers.due(now)
		if !ok {
			return
		}
		c.Tick(now)
		s.Touch(c)
	}
}
