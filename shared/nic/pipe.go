package nic

// Pipe returns two devices: what is written to one is read from the other.
// Like a TUN device it drops a packet when its queue of 500 is full. Its time
// is the wall clock, so it runs in testing/synctest's bubbles.
func Pipe() (a, b Device) {
	x, y := newInbox(), newInbox()
	return &pipe{x, y}, &pipe{y, x}
}

// A pipe is one end. Closing either end closes both.
type pipe struct {
	*inbox
	peer *inbox
}

func (p *pipe) WritePacket(b []byte) error { return p.peer.put(b) }

func (p *pipe) Close() error {
	err := p.inbox.Close()
	p.peer.Close()
	return err
}
