package tcp

import "time"

// maxIslands bounds how many pieces of text out of order are kept, and how many
// SACK blocks. If every other segment of a flight is lost, as when slow start has
// overshot, that is enough for a window of 5 MiB. A peer that scatters more of
// them sends, or gets, some twice.
const maxIslands = 2048

// receive takes a segment's text. It has been trimmed to the window, so it
// begins at RCV.NXT, or ahead of it. What is ahead is takeAhead's; what is in
// order is accepted, and then acknowledged (ackText). What the PSH flag says does
// not matter (§3.9.1.2).
//
//exercise:5.1
func (c *Conn) receive(now time.Time, seg *Segment) {
	if c.rcv.nxt.Before(seg.Seq) {
		c.takeAhead(seg)
		return
	}
	c.accept(seg.Payload)
	c.ackText(now)
}

// accept takes text that begins at RCV.NXT: it goes to the end of what the user
// can read, c.in, and RCV.NXT moves behind it (§3.10.7.4, seventh). The window's
// right edge stays where it is: so the window closes as text comes in.
//
//exercise:5.1
func (c *Conn) accept(text []byte) {
	c.in.write(text)
	c.rcv.nxt = c.rcv.nxt.Add(len(text))
}

// ackText has text in order acknowledged: soon, or at once if it fills a gap, as
// the peer counts on that to find out what was lost (RFC 5681 §4.2); and for a
// while after that.
func (c *Conn) ackText(now time.Time) {
	if len(c.rcv.islands) > 0 {
		c.join()
		c.ackNow = true
		return
	}
	if !c.quickACK() {
		c.delayACK(now)
	}
}

// takeAhead takes text that begins ahead of RCV.NXT. Each segment of it is
// acknowledged at once, by an acknowledgment of its own (RFC 5681 §4.2).
func (c *Conn) takeAhead(seg *Segment) {
	island := Block{seg.Seq, seg.Seq.Add(len(seg.Payload))}
	c.noteTwice(island)
	if c.keep(seg.Payload, island) {
		island, _ = c.rcv.islands.holding(seg.Seq)
		c.sack.came(seg.Seq, island)
	}
	c.dupACKs++
	c.quick = quickACKs
}

// keep puts text aside that begins ahead of RCV.NXT (SHLD-31), and reports
// whether it did: not if it does not fit, as there are too many islands already
// (no RFC says how many those are, so no script asks).
// It goes into c.in at the place where it will belong, so many bytes behind the
// end of the text in order as island.Left is ahead of RCV.NXT; and into the list
// of islands. The window bounds how far ahead it can be.
//
//exercise:5.3 stub="return false"
func (c *Conn) keep(text []byte, island Block) bool {
	if !c.rcv.islands.fits(island) {
		return false
	}
	c.in.writeAt(c.in.n+island.Left.Sub(c.rcv.nxt), text)
	c.rcv.islands.add(island)
	return true
}

// join goes on from text in order to the island that it has reached, if it has:
// the island's bytes are in c.in already, and count from now on; RCV.NXT moves
// to its end, and the island leaves the list. The text may have run over islands, or
// into the middle of one: what of them lies before RCV.NXT is forgotten first.
//
//exercise:5.3
func (c *Conn) join() {
	c.rcv.islands.forget(c.rcv.nxt)
	if len(c.rcv.islands) == 0 || c.rcv.islands[0].Left != c.rcv.nxt {
		return
	}
	end := c.rcv.islands[0].Right
	c.in.extend(end.Sub(c.rcv.nxt))
	c.rcv.nxt = end
	c.rcv.islands.forget(end)
}
