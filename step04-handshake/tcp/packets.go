package tcp

// maxReplies bounds what waits to be sent as answers, in bytes. Who asks
// faster than we can answer gets fewer answers.
const maxReplies = 1 << 18

// packets is a queue of packets, which keeps its memory.
type packets struct {
	buf  []byte
	ends []int // where in buf each packet ends
	sent int   // how many have been taken
}

// add puts a packet at the end of the queue: build appends it to its argument.
func (p *packets) add(build func([]byte) []byte) {
	if len(p.buf) > maxReplies {
		return
	}
	p.buf = build(p.buf)
	p.ends = append(p.ends, len(p.buf))
}

// next takes a packet. It is valid until the next add.
func (p *packets) next() ([]byte, bool) {
	if p.sent == len(p.ends) {
		p.buf, p.ends, p.sent = p.buf[:0], p.ends[:0], 0
		return nil, false
	}
	start := 0
	if p.sent > 0 {
		start = p.ends[p.sent-1]
	}
	p.sent++
	return p.buf[start:p.ends[p.sent-1]], true
}
