package tcp

// A Feature is a part of TCP that came after RFC 793, and without which a
// connection works too.
type Feature uint

// The features. Limits.Without turns them off.
const (
	WindowScale   Feature = 1 << iota // RFC 7323 §2
	Timestamps                        // RFC 7323 §3 to §5
	SACK                              // RFC 2018, RFC 6675, RFC 2883
	FastRecovery                      // RFC 5681 §3.2: without it, only time-outs find losses
	NewReno                           // RFC 6582: without it, recovery ends with the first new acknowledgment
	Cubic                             // RFC 9438: without it, Reno (RFC 5681)
	TailLossProbe                     // RFC 8985 §7
)

// has reports whether the connection does without none of the features.
func (c *Conn) has(f Feature) bool { return c.limits.Without&f == 0 }
