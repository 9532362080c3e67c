package tcp

import (
	"fmt"
	"net/netip"
	"time"
)

// The ports that Dial chooses from (RFC 6335 §6).
const (
	firstPort = 49152
	portCount = 65536 - firstPort
)

// Dial asks for a connection to remote. If local has no address, it is our
// first one (MUST-44); if it has no port, one is chosen that is hard to guess
// (RFC 6056 §3.3.3). The connection is in SYN-SENT; whether it comes about
// shows in State and Err. The error is ErrAddress (MUST-46), ErrInUse or
// ErrNoPorts.
func (s *Stack) Dial(now time.Time, local, remote netip.AddrPort) (*Conn, error) {
	from := local.Addr()
	if !from.IsValid() || from.IsUnspecified() {
		from = s.Addrs[0]
	}
	to := remote.Addr()
	if !to.Is4() || !isHost(to) || s.ours(to) || remote.Port() == 0 || !s.ours(from) {
		return nil, fmt.Errorf("connecting from %v to %v: %w", local, remote, ErrAddress)
	}
	e := ends{local: from.As4(), remote: to.As4(), localPort: local.Port(), remotePort: remote.Port()}
	switch {
	case e.localPort == 0 && !s.choosePort(&e):
		return nil, fmt.Errorf("connecting to %v: %w", remote, ErrNoPorts)
	case s.conns[e] != nil:
		return nil, fmt.Errorf("connecting from %v to %v: %w", local, remote, ErrInUse)
	}
	c := &Conn{}
	c.ts.offset = s.tsOffset(e)
	c.open(SynSent, s.iss(now, e), s.Limits)
	c.ends = e
	s.add(c)
	return c, nil
}

// choosePort sets a local port that is free for this peer: the next one, from
// a place on that is different for each peer.
func (s *Stack) choosePort(e *ends) bool {
	offset := uint32(pseudorandom(s.Secret, 'p', *e, 0))
	for range portCount {
		s.dialled++
		e.localPort = uint16(firstPort + (offset+s.dialled)%portCount)
		if s.conns[*e] == nil {
			return true
		}
	}
	return false
}
