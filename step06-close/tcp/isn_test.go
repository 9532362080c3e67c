package tcp

import (
	"net/netip"
	"testing"
	"time"
)

func TestISN(t *testing.T) {
	now := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	a, b := netip.MustParseAddrPort("192.168.0.2:7"), netip.MustParseAddrPort("192.168.0.1:40000")
	secret := [32]byte{1}
	first := isn(secret, now, a, b)
	if again := isn(secret, now, a, b); again != first {
		t.Errorf("the same connection at the same time has %d, then %d", first, again)
	}
	// The clock runs at 250,000 a second, through the top of the numbers too.
	for _, d := range []time.Duration{4 * time.Microsecond, time.Second, time.Hour, 4 * time.Hour} {
		if got, want := isn(secret, now.Add(d), a, b).Sub(first), int(int32(d/(4*time.Microsecond))); got != want {
			t.Errorf("after %v: %d further, want %d", d, got, want)
		}
	}
	// Whatever else differs makes another number.
	seen := map[Seq]string{first: "the first"}
	for name, other := range map[string]Seq{
		"another secret":      isn([32]byte{2}, now, a, b),
		"another last byte":   isn([32]byte{0: 1, 31: 1}, now, a, b),
		"the other way":       isn(secret, now, b, a),
		"another port":        isn(secret, now, a, netip.MustParseAddrPort("192.168.0.1:40001")),
		"another port's byte": isn(secret, now, a, netip.MustParseAddrPort("192.168.0.1:39744")),
		"another address":     isn(secret, now, a, netip.MustParseAddrPort("192.168.0.3:40000")),
		"our other port":      isn(secret, now, netip.MustParseAddrPort("192.168.0.2:8"), b),
		"our other address":   isn(secret, now, netip.MustParseAddrPort("192.168.0.9:7"), b),
	} {
		if before, ok := seen[other]; ok {
			t.Errorf("%s has the number of %s", name, before)
		}
		seen[other] = name
	}
	if n := testing.AllocsPerRun(100, func() { first = isn(secret, now, a, b) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
