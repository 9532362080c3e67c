package tcp

import "slices"

// Selective acknowledgment, the receiver's part (RFC 2018): beside what it has
// in order, it says what it has beyond a gap, so that only the gap need be sent
// again. The sender's part is in recovery.go.

// A sacking is what the receiver says. The zero value is nothing.
type sacking struct {
	on    bool
	last  [4]Seq // where text came out of order, the last first
	count int    // how many of them there are
	twice Block  // text that came twice (D-SACK, RFC 2883); none if empty
}

// agreeOnSACK takes what the peer's SYN says: it permits us to send blocks, and
// if we permit it too, both do.
//
//exercise:5.10 stub="return"
func (c *Conn) agreeOnSACK(syn *Segment) { c.sack.on = c.has(SACK) && syn.Options.SACKPermitted }

// came notes that text at seq came out of order, and is in an island now.
func (s *sacking) came(seq Seq, island Block) {
	before := s.last
	n := 1
	for _, other := range before[:s.count] {
		if n < len(s.last) && !other.In(island.Left, island.Right.Sub(island.Left)) {
			s.last[n] = other
			n++
		}
	}
	s.last[0], s.count = seq, n
}

// noteTwice notes that text has come that is here already.
func (c *Conn) noteTwice(b Block) {
	old, ok := c.rcv.islands.holding(b.Left)
	switch {
	case c.rcv.nxt.Sub(b.Left) > 0: // so it is not half of all numbers away either
		b.Right = b.Left.Add(min(b.Right.Sub(b.Left), c.rcv.nxt.Sub(b.Left)))
	case !ok || old.Right.Before(b.Right):
		return
	}
	c.sack.twice = b
	c.quick = quickACKs
}

// twice reports whether a segment says that text of ours has come twice: its
// first block has been acknowledged, or lies in the second (RFC 2883 §4).
func (seg *Segment) twice() bool {
	o := &seg.Options
	b, around := o.SACK[0], o.SACK[1]
	return o.Blocks > 0 && b.Left.Before(seg.Ack) || o.Blocks > 1 && b.Left.In(around.Left, around.Right.Sub(around.Left))
}

// report adds the blocks to an acknowledgment, if both sides permit it: one that
// came twice, which is told once (RFC 2883 §4), then the one with the text that
// came last, then the others, newest first (§4), as many as there is room for
// (mostBlocks). In sack.last stands where text came, the last first; by now one of
// them may lie in no island. After all of these come the islands that are not told
// yet, from the left.
//
//exercise:5.10 stub="return"
func (c *Conn) report(o *Options) {
	if !c.sack.on {
		return
	}
	most, twice := c.mostBlocks(), 0
	if c.sack.twice != (Block{}) && most > 0 {
		o.SACK[0], o.Blocks, twice = c.sack.twice, 1, 1
		c.sack.twice = Block{}
	}
	told := func(b Block) bool { return o.Blocks >= most || slices.Contains(o.SACK[twice:o.Blocks], b) }
	for _, seq := range c.sack.last[:c.sack.count] {
		if b, ok := c.rcv.islands.holding(seq); ok && !told(b) {
			o.SACK[o.Blocks] = b
			o.Blocks++
		}
	}
	for _, b := range c.rcv.islands { // those that last has no room for
		if o.Blocks >= most {
			break
		}
		if !told(b) {
			o.SACK[o.Blocks] = b
			o.Blocks++
		}
	}
}

// mostBlocks is how many blocks there is room for: in 40 bytes of options, and
// beside a byte of text.
func (c *Conn) mostBlocks() int {
	if c.ts.on {
		return min(3, (c.snd.mss-5)/8)
	}
	return min(4, (c.snd.mss-5)/8)
}

// reportLen is how many bytes of options report may add.
func (c *Conn) reportLen() int {
	n := len(c.rcv.islands)
	if c.sack.twice != (Block{}) {
		n++
	}
	n = min(n, c.mostBlocks())
	if !c.sack.on || n <= 0 {
		return 0
	}
	return 4 + 8*n
}
