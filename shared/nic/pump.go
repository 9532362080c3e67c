package nic

import "io"

// A pump is a device over a stream that knows no read deadlines (water's utun
// on macOS): a goroutine reads packets into the inbox, until the stream fails.
type pump struct {
	*inbox
	rw io.ReadWriteCloser
}

func newPump(rw io.ReadWriteCloser) *pump {
	p := &pump{newInbox(), rw}
	go p.run()
	return p
}

func (p *pump) run() {
	buf := make([]byte, MaxPacket)
	for {
		n, err := p.rw.Read(buf)
		if err == nil || n > 0 {
			p.put(buf[:max(n, 0)]) // water's utun takes 4 bytes off whatever it has read, so n can be below 0
		}
		if err != nil {
			p.end(err)
			return
		}
	}
}

func (p *pump) WritePacket(b []byte) error {
	_, err := p.rw.Write(b)
	return err
}

func (p *pump) Close() error {
	if err := p.inbox.Close(); err != nil {
		return err
	}
	return p.rw.Close()
}
