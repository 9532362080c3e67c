package tcp

import (
	"crypto/sha256"
	"encoding/binary"
	"net/netip"
	"time"
)

// isnTick is how long the clock of initial sequence numbers takes for one
// (RFC 9293 §3.4.1).
const isnTick = 4 * time.Microsecond

// isn returns the initial sequence number of a connection that is opened at
// now: a clock, so that a new connection's numbers lie beyond those of the one
// before between the same ends, plus a secret number that is another one for
// each pair of ends, so that nobody else can guess it (RFC 6528 §3, SHLD-1).
// The secret is the stack's, random, and never told.
func isn(secret [32]byte, now time.Time, local, remote netip.AddrPort) Seq {
	var b [32 + 2*6]byte
	copy(b[:], secret[:])
	putEnd(b[32:], local)
	putEnd(b[38:], remote)
	sum := sha256.Sum256(b[:])
	return Seq(binary.BigEndian.Uint32(sum[:])) + Seq(now.UnixNano()/int64(isnTick))
}

// putEnd writes one end of a connection to b, in 6 bytes.
func putEnd(b []byte, end netip.AddrPort) {
	addr := end.Addr().As4()
	copy(b, addr[:])
	binary.BigEndian.PutUint16(b[4:], end.Port())
}
