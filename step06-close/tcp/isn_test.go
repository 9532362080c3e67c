package tcp

import (
	"net/netip"
	"testing"
	"time"
)

// ids: MUST-8, MUST-9, SHLD-1, ISN-1, ISN-2
func TestISN(t *testing.T) {
	now := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	e := between("192.168.0.2:7", "192.168.0.1:40000")
	secret := [32]byte{1}
	first := isn(secret, now, e)
	if again := isn(secret, now, e); again != first {
		t.Errorf("the same connection at the same time has %d, then %d", first, again)
	}
	// The clock runs at 250,000 a second, through the top of the numbers too.
	for _, d := range []time.Duration{4 * time.Microsecond, time.Second, time.Hour, 4 * time.Hour} {
		if got, want := isn(secret, now.Add(d), e).Sub(first), int(int32(d/(4*time.Microsecond))); got != want {
			t.Errorf("after %v: %d further, want %d", d, got, want)
		}
	}
	// Whatever else differs makes another number.
	seen := map[Seq]string{first: "the first"}
	for name, other := range map[string]Seq{
		"another secret":      isn([32]byte{2}, now, e),
		"another last byte":   isn([32]byte{0: 1, 31: 1}, now, e),
		"the other way":       isn(secret, now, between("192.168.0.1:40000", "192.168.0.2:7")),
		"another port":        isn(secret, now, between("192.168.0.2:7", "192.168.0.1:40001")),
		"another port's byte": isn(secret, now, between("192.168.0.2:7", "192.168.0.1:39744")),
		"another address":     isn(secret, now, between("192.168.0.2:7", "192.168.0.3:40000")),
		"our other port":      isn(secret, now, between("192.168.0.2:8", "192.168.0.1:40000")),
		"our other address":   isn(secret, now, between("192.168.0.9:7", "192.168.0.1:40000")),
	} {
		if before, ok := seen[other]; ok {
			t.Errorf("%s has the number of %s", name, before)
		}
		seen[other] = name
	}
	if n := testing.AllocsPerRun(100, func() { first = isn(secret, now, e) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// between returns the ends of a connection.
func between(local, remote string) ends {
	l, r := netip.MustParseAddrPort(local), netip.MustParseAddrPort(remote)
	return ends{local: l.Addr().As4(), remote: r.Addr().As4(), localPort: l.Port(), remotePort: r.Port()}
}
