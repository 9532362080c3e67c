package socket

import (
	"errors"
	"iter"
	"os"
	"time"

	"tcpworkbook/shared/nic"
	"tcpworkbook/step06-close/tcp"
)

// So many packets are taken from the device at most, until what they have set
// off is sent: acknowledgments above all, one for all of them. They are few at
// first: a peer with a small window sends the next segments while we are still
// busy with the last. They are four times as many each time that there were more:
// if packets come faster than they can be answered, they are better taken than
// dropped, which is what the device does when its queue is full. So taking goes
// before sending, of which there is less at a time. When 10,000 connections all
// send at once, a quarter of them would have no answer for two seconds else.
const (
	shortTurn = 8
	longTurn  = 12 << 10
)

// fullBurst is how many packets are in one piece of memory, at most, and largeBurst
// how many bytes of large ones are enough, whether or not there are more: they are
// still in the processor's cache when they are dealt with.
const (
	fullBurst  = 512
	largeBurst = 8 * nic.MaxPacket
)

// A burst is some packets, one after the other in one piece of memory.
type burst struct {
	buf  []byte
	ends []int // where each packet ends
}

// newBurst has memory for as many packets of the common size as a burst may have, or
// enough large ones. The system gives it only when it is used.
func newBurst() burst {
	return burst{make([]byte, 0, largeBurst+1500*fullBurst), make([]int, 0, fullBurst)}
}

func (b *burst) clear() { b.buf, b.ends = b.buf[:0], b.ends[:0] }

// full reports whether there are so many packets, or enough large ones.
func (b *burst) full(most int) bool {
	return len(b.ends) >= most || len(b.buf) >= largeBurst-nic.MaxPacket+1500*len(b.ends)
}

func (b *burst) all() iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		start := 0
		for _, end := range b.ends {
			if !yield(b.buf[start:end:end]) {
				return
			}
			start = end
		}
	}
}

// receive waits for a packet, until dev's deadline, and takes all others that
// are there, up to most.
func (b *burst) receive(dev nic.Device, most int) error {
	b.clear()
	for !b.full(most) {
		n, err := dev.ReadPacket(b.buf[len(b.buf):cap(b.buf)])
		switch {
		case errors.Is(err, os.ErrDeadlineExceeded):
			return nil
		case err != nil:
			return err
		}
		b.buf = b.buf[:len(b.buf)+n]
		if b.ends = append(b.ends, len(b.buf)); len(b.ends) == 1 {
			dev.SetReadDeadline(past)
		}
	}
	return nil
}

// collect takes what the stack has to send, and reports whether that is all.
func (b *burst) collect(now time.Time, s *tcp.Stack) (all bool) {
	b.clear()
	for !b.full(fullBurst) {
		buf, ok := s.Output(now, b.buf)
		if !ok {
			return true
		}
		b.buf, b.ends = buf, append(b.ends, len(buf))
	}
	return false
}

// past is a deadline for not waiting at all.
var past = time.Unix(1, 0)
