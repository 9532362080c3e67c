package tcp

import "time"

// maxIslands bounds how many pieces of text out of order are kept, and how many
// SACK blocks. If every other segment of a flight is lost, as when slow start has
// overshot, that is enough for a window of 5 MiB. A peer that scatters more of
// them sends, or gets, some twice.
const maxIslands = 2048

// receive takes text that lies inside the window. Text in order is
// acknowledged soon, as every second segment or after a while (delayed ACK,
// §3.8.6.3, SHLD-18, SHLD-19); at once if it was out of order or fills a gap:
// the peer counts on that to find out what was lost (RFC 5681 §4.2).
func (c *Conn) receive(now time.Time, seg *Segment) {
	ahead := seg.Seq.Sub(c.rcv.nxt)
	switch {
	case ahead > 0:
		c.keep(seg, ahead)
		c.dupACKs++
	case len(c.rcv.islands) > 0:
		c.accept(seg)
		c.ackNow = true
	default:
		c.accept(seg)
		c.delayACK(now)
	}
}

// accept takes text that begins at RCV.NXT, and the islands that it reaches.
func (c *Conn) accept(seg *Segment) {
	c.in.writeAt(c.in.n, seg.Payload)
	c.rcv.islands.add(Block{seg.Seq, seg.Seq.Add(len(seg.Payload))})
	end := c.rcv.islands[0].Right
	c.rcv.islands.forget(end)
	c.in.extend(end.Sub(c.rcv.nxt))
	c.rcv.nxt = end
}

// keep puts text aside that begins ahead of RCV.NXT (SHLD-31): at the place in
// the ring where it will belong. The window bounds how far that can be.
func (c *Conn) keep(seg *Segment, ahead int) {
	island := Block{seg.Seq, seg.Seq.Add(len(seg.Payload))}
	if !c.rcv.islands.fits(island) {
		return
	}
	c.noteTwice(island)
	c.in.writeAt(c.in.n+ahead, seg.Payload)
	c.rcv.islands.add(island)
	island, _ = c.rcv.islands.holding(seg.Seq)
	c.sack.came(seg.Seq, island)
}
