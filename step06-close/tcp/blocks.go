package tcp

import (
	"slices"
	"sort"
)

// A Block is a run of text that has arrived out of order: from Left up to,
// and not including, Right (RFC 2018 §3).
type Block struct{ Left, Right Seq }

// blocks are pieces of the sequence: in order, with gaps between. The receiver
// keeps them of text that has come ahead of time, the sender of text that the
// peer says it has.
type blocks []Block

// after returns which block is the first that ends after seq. There may be
// thousands, and a packet must not cost more for that.
func (bs blocks) after(seq Seq) int {
	return sort.Search(len(bs), func(i int) bool { return seq.Before(bs[i].Right) })
}

// add takes in b. What it overlaps or borders on (touching) becomes one block
// with it, from the leftmost Left to the rightmost Right; so the blocks stay in
// order, with gaps between.
//
//exercise:5.3
func (bs *blocks) add(b Block) {
	first, last := bs.touching(b)
	if first < last {
		if (*bs)[first].Left.Before(b.Left) {
			b.Left = (*bs)[first].Left
		}
		b.Right = maxSeq(b.Right, (*bs)[last-1].Right)
	}
	*bs = slices.Replace(*bs, first, last, b)
}

// touching returns which blocks overlap b or border on it: those from first up
// to, and not including, last.
func (bs blocks) touching(b Block) (first, last int) {
	first = bs.after(b.Left.Add(-1))
	last = first
	for last < len(bs) && !b.Right.Before(bs[last].Left) {
		last++
	}
	return first, last
}

// fits reports whether there is room for b: it would become one block with
// another, or there are not too many yet.
func (bs blocks) fits(b Block) bool {
	first, last := bs.touching(b)
	return first < last || len(bs) < maxIslands
}

// forget drops what lies before seq.
func (bs *blocks) forget(seq Seq) {
	*bs = slices.Delete(*bs, 0, bs.after(seq))
	if len(*bs) > 0 {
		(*bs)[0].Left = maxSeq((*bs)[0].Left, seq)
	}
}

// remove takes out what b covers.
func (bs *blocks) remove(b Block) {
	for i := bs.after(b.Left); i < len(*bs) && (*bs)[i].Left.Before(b.Right); i++ {
		old := (*bs)[i]
		before, after := Block{old.Left, b.Left}, Block{b.Right, old.Right}
		switch left, right := before.Left.Before(before.Right), after.Left.Before(after.Right); {
		case left && right:
			*bs = slices.Replace(*bs, i, i+1, before, after)
			return
		case left:
			(*bs)[i] = before
		case right:
			(*bs)[i] = after
		default:
			*bs = slices.Delete(*bs, i, i+1)
			i--
		}
	}
}

// bytes returns how long all blocks are together.
func (bs blocks) bytes() int {
	n := 0
	for _, b := range bs {
		n += b.Right.Sub(b.Left)
	}
	return n
}

// cut drops what lies from seq on.
func (bs *blocks) cut(seq Seq) {
	n := len(*bs)
	for n > 0 && !(*bs)[n-1].Left.Before(seq) {
		n--
	}
	*bs = (*bs)[:n]
	if n > 0 && seq.Before((*bs)[n-1].Right) {
		(*bs)[n-1].Right = seq
	}
}

// holding returns the block in which seq lies, if there is one.
func (bs blocks) holding(seq Seq) (Block, bool) {
	if i := bs.after(seq); i < len(bs) && !seq.Before(bs[i].Left) {
		return bs[i], true
	}
	return Block{}, false
}
