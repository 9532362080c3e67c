package tcp

import (
	"slices"
	"time"
)

// maxIslands bounds how many pieces of text out of order are kept. A peer that
// scatters more of them sends some twice.
const maxIslands = 256

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
	end := seg.Seq.Add(len(seg.Payload))
	for len(c.rcv.islands) > 0 && !end.Before(c.rcv.islands[0].Left) {
		end = maxSeq(end, c.rcv.islands[0].Right)
		c.rcv.islands = slices.Delete(c.rcv.islands, 0, 1)
	}
	c.in.extend(end.Sub(c.rcv.nxt))
	c.rcv.nxt = end
}

// keep puts text aside that begins ahead of RCV.NXT (SHLD-31): at the place in
// the ring where it will belong. The window bounds how far that can be.
func (c *Conn) keep(seg *Segment, ahead int) {
	island := Block{seg.Seq, seg.Seq.Add(len(seg.Payload))}
	first, last := c.touching(island)
	if first == last && len(c.rcv.islands) == maxIslands {
		return
	}
	c.in.writeAt(c.in.n+ahead, seg.Payload)
	if first < last { // they grow together
		if c.rcv.islands[first].Left.Before(island.Left) {
			island.Left = c.rcv.islands[first].Left
		}
		island.Right = maxSeq(island.Right, c.rcv.islands[last-1].Right)
	}
	c.rcv.islands = slices.Replace(c.rcv.islands, first, last, island)
}

// forgetFrom drops islands from seq on, and the end of one that reaches over it.
func (c *Conn) forgetFrom(seq Seq) {
	islands := c.rcv.islands
	for len(islands) > 0 && !islands[len(islands)-1].Left.Before(seq) {
		islands = islands[:len(islands)-1]
	}
	if last := len(islands) - 1; last >= 0 && seq.Before(islands[last].Right) {
		islands[last].Right = seq
	}
	c.rcv.islands = islands
}

// touching returns which islands overlap b or border on it: those from first
// up to, and not including, last.
func (c *Conn) touching(b Block) (first, last int) {
	for first < len(c.rcv.islands) && c.rcv.islands[first].Right.Before(b.Left) {
		first++
	}
	last = first
	for last < len(c.rcv.islands) && !b.Right.Before(c.rcv.islands[last].Left) {
		last++
	}
	return first, last
}
