package lab

import (
	"bytes"
	"context"
	"time"
)

// Attached waits until a program has opened tun0 and the kernel has noticed:
// only then do packets pass. It notices a little later than it says LOWER_UP.
func (l *Lab) Attached(ctx context.Context) error {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		out, err := l.Command(ctx, "ip", "-o", "link", "show", "dev", "tun0").Output()
		if err == nil && bytes.Contains(out, []byte(" state UP ")) {
			return nil
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}
