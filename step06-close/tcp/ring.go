package tcp

import "sync"

// minRing is what a ring starts with, in bytes: most connections never need
// more. Sizes are powers of two.
const minRing = 4 << 10

// small has memory of that size: an empty ring has none, and so the next one that
// needs some gets what is still in the cache.
var small = sync.Pool{New: func() any { return new([minRing]byte) }}

// A ring is a queue of bytes in one piece of memory, which is used round and
// round and doubles when it is too small. Bytes may be put down ahead of time,
// behind a gap (writeAt); they count when the gap is filled (extend). When it is
// empty it begins at the front of its memory again: so text that is read as fast
// as it comes stays in the processor's cache, whatever the ring's size.
//
//	buf: … d e f . . x y . a b c
//	           ╰ gap       ╰ start: n = 6 bytes, and x y are put down ahead
//
// The zero value is empty and takes no memory. A ring must not be copied: its
// memory would go back to the pool twice.
type ring struct {
	buf   []byte
	start int    // where in buf the first byte stands
	n     int    // bytes in the queue
	ahead int    // bytes from start up to the end of all that was put down: n, or more
	whole []byte // what view puts together
}

// at returns where in buf the byte stands that is i after the first.
func (r *ring) at(i int) int { return (r.start + i) & (len(r.buf) - 1) }

// grow makes room for n bytes in all.
func (r *ring) grow(n int) {
	if n <= len(r.buf) {
		return
	}
	if r.buf == nil && n <= minRing {
		r.buf = small.Get().(*[minRing]byte)[:]
		return
	}
	size := max(minRing, len(r.buf))
	for size < n {
		size *= 2
	}
	buf := make([]byte, size)
	k := copy(buf, r.buf[r.start:])
	copy(buf[k:], r.buf[:r.start]) // all of it: there may be bytes ahead
	r.free()
	r.buf, r.start = buf, 0
}

// free gives small memory back.
func (r *ring) free() {
	if len(r.buf) == minRing {
		small.Put((*[minRing]byte)(r.buf))
		r.buf = nil
	}
}

// writeAt puts p down i bytes after the first one of the queue.
func (r *ring) writeAt(i int, p []byte) {
	if len(p) == 0 {
		return
	}
	r.grow(i + len(p))
	k := copy(r.buf[r.at(i):], p)
	copy(r.buf, p[k:])
	r.ahead = max(r.ahead, i+len(p))
}

// extend counts n more bytes, put down before, to the queue.
func (r *ring) extend(n int) { r.n += n }

// write puts p at the end of the queue.
func (r *ring) write(p []byte) {
	r.writeAt(r.n, p)
	r.extend(len(p))
}

// read takes bytes from the front of the queue and returns how many.
func (r *ring) read(p []byte) int {
	p = p[:min(len(p), r.n)]
	if len(p) == 0 {
		return 0
	}
	k := copy(p, r.buf[r.start:])
	copy(p[k:], r.buf)
	r.drop(len(p))
	return len(p)
}

// drop takes n bytes away from the front of the queue.
func (r *ring) drop(n int) {
	if n > 0 {
		r.start, r.n, r.ahead = r.at(n), r.n-n, r.ahead-n
	}
	if r.ahead == 0 {
		r.start = 0
		r.free()
	}
}

// view returns the n bytes from the i-th on, in one piece: mostly the ring's
// own memory, and a copy where the ring's end lies between. It is valid until
// the ring is used again.
func (r *ring) view(i, n int) []byte {
	if n == 0 {
		return nil
	}
	from := r.at(i)
	if from+n <= len(r.buf) {
		return r.buf[from : from+n]
	}
	r.whole = append(r.whole[:0], r.buf[from:]...)
	r.whole = append(r.whole, r.buf[:n-len(r.whole)]...)
	return r.whole
}
