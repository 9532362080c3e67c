package tcp

import (
	"fmt"
	"slices"
	"strings"
)

// A Feature is a part of TCP that came after RFC 793, and without which a
// connection works too.
type Feature uint

// The features. Limits.Without turns them off.
const (
	WindowScale  Feature = 1 << iota // RFC 7323 §2
	Timestamps                       // RFC 7323 §3 to §5
	SACK                             // RFC 2018, RFC 6675, RFC 2883
	FastRecovery                     // RFC 5681 §3.2: without it, only time-outs find losses
	NewReno                          // RFC 6582: without it, recovery ends with the first new acknowledgment
	Cubic                            // RFC 9438: without it, Reno (RFC 5681)
)

// featureList has their names, in the same order.
var featureList = []string{
	"window scale", "timestamps", "SACK", "fast recovery", "NewReno", "CUBIC",
}

// has reports whether the connection does without none of the features.
func (c *Conn) has(f Feature) bool { return c.limits.Without&f == 0 }

// agreed returns the features that both sides use.
func (c *Conn) agreed() (f Feature) {
	for _, each := range []struct {
		on      bool
		feature Feature
	}{{c.scale.on, WindowScale}, {c.ts.on, Timestamps}, {c.sack.on, SACK}} {
		if each.on {
			f |= each.feature
		}
	}
	return f
}

// String lists the features: "window scale, SACK".
func (f Feature) String() string {
	var names []string
	for i, name := range featureList {
		if f&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// Set adds the features that are listed as String lists them: with it a Feature
// is a flag.Value.
func (f *Feature) Set(list string) error {
	for name := range strings.SplitSeq(list, ",") {
		name = strings.TrimSpace(name)
		i := slices.IndexFunc(featureList, func(n string) bool { return strings.EqualFold(n, name) })
		if i < 0 {
			return fmt.Errorf("want some of %s", strings.Join(featureList, ", "))
		}
		*f |= 1 << i
	}
	return nil
}
