package tcp

import (
	"crypto/sha256"
	"encoding/binary"
	"time"
)

// isnTick is how long the clock of initial sequence numbers takes for one
// (RFC 9293 §3.4.1, MUST-8).
const isnTick = 4 * time.Microsecond

// isn returns the initial sequence number of a connection that is opened at
// now: a clock, so that a new connection's numbers lie beyond those of the one
// before between the same ends, plus a secret number that is another one for
// each pair of ends, so that nobody else can guess it (RFC 6528 §3, SHLD-1).
// The secret is the stack's, random, and never told.
//
//exercise:4.5 stub="return 0"
func isn(secret [32]byte, now time.Time, e ends) Seq {
	return pseudorandom(secret, 'i', e, 0) + Seq(now.UnixNano()/int64(isnTick))
}

// pseudorandom returns a number that looks random to all who do not know the
// secret: another one for each purpose, each pair of ends, each n (MUST-9).
func pseudorandom(secret [32]byte, purpose byte, e ends, n uint64) Seq {
	var b [32 + 1 + 4 + 4 + 2 + 2 + 8]byte
	copy(b[:], secret[:])
	b[32] = purpose
	copy(b[33:], e.local[:])
	copy(b[37:], e.remote[:])
	binary.BigEndian.PutUint16(b[41:], e.localPort)
	binary.BigEndian.PutUint16(b[43:], e.remotePort)
	binary.BigEndian.PutUint64(b[45:], n)
	sum := sha256.Sum256(b[:])
	return Seq(binary.BigEndian.Uint32(sum[:]))
}
