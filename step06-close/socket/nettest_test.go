package socket

import (
	"fmt"
	"net"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/net/nettest"

	"tcpworkbook/shared/nic"
)

// What programs expect of a net.Conn.
func TestConn(t *testing.T) { testConn(t, nil) }

// The same over a link that loses 5 % of all packets, each way. Time is that of
// a bubble. T.Run is not for bubbles, but that of the T outside works in one:
// all that it waits for is made there.
func TestConnOverALossyLink(t *testing.T) {
	for seed := range uint64(3) {
		t.Run(fmt.Sprint(seed), func(outside *testing.T) {
			synctest.Test(outside, func(*testing.T) {
				testConn(outside, func(dev nic.Device) nic.Device { return lossy(dev, seed) })
			})
		})
	}
}

func testConn(t *testing.T, wrap func(nic.Device) nic.Device) {
	nettest.TestConn(t, func() (c1, c2 net.Conn, stop func(), err error) {
		alice, bob, stop := hosts(t, wrap)
		a, b := connected(t, alice, bob)
		return a, b, stop, nil
	})
}

// lossy loses 5 % of all packets, each way. The others take a while: with no
// way to go, two that answer each other would do so for ever, while a bubble's
// time stands still.
func lossy(dev nic.Device, seed uint64) nic.Device {
	return nic.Lossy(dev, nic.Faults{Drop: 0.05, Delay: time.Millisecond, Seed: seed})
}
