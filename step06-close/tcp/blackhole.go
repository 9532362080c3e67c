package tcp

// Path MTU black holes (RFC 4821 §7.7, in its simplest form). A router that
// drops what is too large should say so (icmp.go). If it does not, or somebody
// drops what it says, small segments arrive and full ones never do, however
// often they are sent: a connection that opens well, and hangs. So if a full
// segment is lost again and again, it is sent smaller. RFC 4821 and RFC 8899
// would also try, later, whether larger ones have a way again; we do not.

const (
	holeTimeouts  = 2 // in a row, until a size is too large that has never arrived;
	holeSuspicion = 8 // and one that has: more likely, much is lost of every size
)

// holeMTUs are what we try then, one after the other, in bytes: what nearly all
// tunnels leave of Ethernet, RFC 4821's search_low (§7.2), and the least.
var holeMTUs = [...]int{1400, 1024, minPathMTU}

// A blackHole is what is known of how large segments may be. The zero value is
// nothing.
type blackHole struct {
	tried    bool // a full segment is on its way,
	passed   bool // and has arrived
	timeouts uint8
	end      Seq // where it ends
}

// tryFull notes that a segment goes out with n bytes of text, up to end.
func (c *Conn) tryFull(n int, end Seq) {
	if !c.hole.tried && n > 0 && n == c.full() {
		c.hole.tried, c.hole.end = true, end
	}
}

// pass notes what has been acknowledged.
func (h *blackHole) pass(una Seq) {
	h.timeouts = 0
	h.passed = h.passed || h.tried && !una.Before(h.end)
}

// suspectHole is told of a time-out, and may make segments smaller.
func (c *Conn) suspectHole() {
	h, most := &c.hole, uint8(holeTimeouts)
	h.timeouts = min(h.timeouts+1, holeSuspicion)
	if h.passed {
		most = holeSuspicion
	}
	n := min(c.snd.end.Sub(c.snd.una), c.snd.mss)
	for _, mtu := range holeMTUs {
		if c.has(BlackHoles) && h.timeouts >= most && n > mtu-headers-c.ts.size() {
			c.shrink(mtu)
			return
		}
	}
}
