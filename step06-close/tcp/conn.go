package tcp

import (
	"errors"
	"net/netip"
	"time"
)

// The errors that a connection ends with, and that user calls return. To be
// compared with errors.Is.
var (
	ErrReset   = errors.New("tcp: connection reset by peer")
	ErrRefused = errors.New("tcp: connection refused")

	ErrTimeout = errors.New("tcp: connection timed out")
	ErrNotOpen = errors.New("tcp: connection is not open")

	ErrAborted     = errors.New("tcp: connection aborted")
	ErrClosing     = errors.New("tcp: connection closing")
	ErrUnreachable = errors.New("tcp: no way to the peer")
)

// A Conn is one end of a connection: the transmission control block of RFC
// 9293 §3.3.1, and the rules that move it. It does no input or output and
// reads no clock; doc.go tells how it is driven.
type Conn struct {
	ends    ends
	state   State
	passive bool // it came from LISTEN (MUST-11)

	closed bool // CLOSE was called: a FIN stands at snd.end
	deaf   bool // CloseRead was called: nobody will read any more

	err error // why the connection ended, if that was a failure

	soft error // the last news of trouble on the way; may well be over (MUST-56)

	snd sendSpace
	rcv recvSpace

	out ring // the text from snd.una to snd.end
	in  ring // the text up to rcv.nxt that the user has not read; ahead of it, the islands

	rtt     rtt
	timing  bool      // a round trip is being measured:
	timed   Seq       // from the segment that ended here,
	timedAt time.Time // sent at this time

	timers   [timerCount]time.Time
	patience time.Duration // USER TIMEOUT

	idle   time.Duration // the keep-alive interval; 0: off
	probes int32         // keep-alives that nobody has answered

	texts   int32 // segments of text in order since our last acknowledgment
	dupACKs int32 // acknowledgments due for text out of order, one for each segment
	quick   int32 // for so many segments of text in order, none is delayed

	ackNow bool // an acknowledgment is due

	force   bool // the next segment may ignore the peer's window, for one byte
	noDelay bool // no Nagle

	probe bool // a keep-alive is due

	reply   Segment   // a reset to be sent; none if it has no flags
	arrived Segment   // what Input works on: a field, as the checks' argument would be moved to the heap
	quota   challenge // of challenge ACKs

	limits  Limits
	inStack entry

	scale scale
	ts    timestamps
	sack  sacking
	cong  congestionWindow
	rec   recovery

	tail tailProbe
	rack rack
	hole blackHole
}

// sendSpace is the send sequence space (RFC 9293 §3.3.1, figure 3).
//
//	     1         2          3          4
//	----------|----------|----------|----------
//	       SND.UNA    SND.NXT    SND.UNA
//	                            +SND.WND
//
//	1 acknowledged   2 on the way   3 may be sent   4 may not yet
type sendSpace struct {
	una Seq // the oldest number that is not acknowledged
	nxt Seq // the next number never sent; never goes back
	ptr Seq // the next to send: nxt, or less when text is sent again; una ≤ ptr ≤ nxt
	end Seq // after the last byte written: where our FIN would stand
	iss Seq // of our SYN

	recover Seq // after a loss: where everything sent before it ends
	limit   int // until then, how many bytes may be on the way; 0: no limit

	wnd    int // the peer's window: una+wnd is where it ends
	maxWnd int // the largest that it ever was
	wl1    Seq // SEG.SEQ of the segment that set wnd
	wl2    Seq // SEG.ACK of it

	mss int // Eff.snd.MSS: bytes of text in a full segment (§3.7.1)
}

// recvSpace is the receive sequence space (RFC 9293 §3.3.1, figure 4).
//
//	     1          2          3
//	----------|----------|----------
//	       RCV.NXT    RCV.NXT
//	                 +RCV.WND
//
//	1 received   2 may come   3 may not yet
type recvSpace struct {
	nxt  Seq // the next number expected
	edge Seq // RCV.NXT+RCV.WND, as far as we have ever told: never goes back
	irs  Seq // of the peer's SYN

	fin     Seq  // the number of the peer's FIN,
	finSeen bool // if it has come, in order or not,
	ended   bool // and whether RCV.NXT has passed it

	islands blocks // text beyond RCV.NXT that is here already: in order, with gaps between
}

// Limits are what a connection may take and do.
type Limits struct {
	MTU           int // of the way out, in bytes: a segment and its headers fit
	SendBuffer    int // bytes of text that wait to be acknowledged
	ReceiveBuffer int // bytes of text that wait to be read, and the largest window; without window scale 65,535 at most

	MinRTO  time.Duration // how much later than a round trip an acknowledgment may come at least, until text is sent again; 0: RFC 6298's second in all
	Without Feature       // what to do without
}

// DefaultLimits are for a link with Ethernet's MTU, and a device that holds 500
// packets: more than it holds must not be invited.
var DefaultLimits = Limits{
	MTU:           1500,
	SendBuffer:    1 << 20,
	ReceiveBuffer: 1 << 19,
}

// The bounds of Limits, in bytes.
const (
	minMTU    = 68      // RFC 791 §3.2: every link can do that
	maxWindow = 1 << 30 // well below half of all numbers (RFC 7323 §2.3)

	maxUnscaled = 65535 // the largest that the header's field can say
)

// sane returns limits that a connection can work with.
func (l Limits) sane() Limits {
	return Limits{
		MTU:           min(max(l.MTU, minMTU), 65535),
		SendBuffer:    min(max(l.SendBuffer, 1), maxWindow),
		ReceiveBuffer: min(max(l.ReceiveBuffer, 1), maxWindow),
		MinRTO:        min(max(l.MinRTO, 0), maxRTO),
		Without:       l.Without,
	}
}

// ends are the two sockets of a connection (§3.3.1): what tells it from all
// others.
type ends struct {
	local, remote         [4]byte
	localPort, remotePort uint16
}

func socket(addr [4]byte, port uint16) netip.AddrPort {
	return netip.AddrPortFrom(netip.AddrFrom4(addr), port)
}

// Local returns our address and port.
func (c *Conn) Local() netip.AddrPort { return socket(c.ends.local, c.ends.localPort) }

// Remote returns the peer's address and port.
func (c *Conn) Remote() netip.AddrPort { return socket(c.ends.remote, c.ends.remotePort) }

// rcvWnd is RCV.WND: how many numbers from rcv.nxt on we have offered to take.
func (c *Conn) rcvWnd() int { return c.rcv.edge.Sub(c.rcv.nxt) }

// flight is how many numbers are on the way: sent and not acknowledged.
func (c *Conn) flight() int { return c.snd.nxt.Sub(c.snd.una) }

// synchronized reports whether both sides know each other's numbers.
func (c *Conn) synchronized() bool { return c.state >= Established }

// die ends the connection: it is CLOSED.
// What has been received can still be read.
func (c *Conn) die(err error) {
	c.state, c.err = Closed, err
	c.ackNow = false
	c.dupACKs = 0
	c.timers = [timerCount]time.Time{}
	c.out = ring{}
	c.rcv.islands = nil
	c.probe = false
}
