package socket

import (
	"net"
	"testing"

	"golang.org/x/net/nettest"
)

// What programs expect of a net.Conn.
func TestConn(t *testing.T) {
	nettest.TestConn(t, func() (c1, c2 net.Conn, stop func(), err error) {
		alice, bob, stop := hosts(t, nil)
		a, b := connected(t, alice, bob)
		return a, b, stop, nil
	})
}
