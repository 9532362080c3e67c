package nic

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestTrace(t *testing.T) {
	var out strings.Builder
	dev := Trace(replay(t, []byte("5 < "+request+"\n7 < raw 1b 45\n")), &out)
	for {
		if _, err := get(dev); err != nil {
			break
		}
		if err := dev.WritePacket(ip(reply)); err != nil {
			t.Fatal(err)
		}
	}
	same(t, strings.Split(out.String(), "\n"), "5.000000 < "+request, "5.000000 > "+reply,
		"7.000000 < raw 1b 45 [IPv4 header cut short: 1 of 20 bytes]", "7.000000 > "+reply, "")
}

// Times count from when tracing began.
func TestTraceCountsFromItsStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, b := Pipe()
		time.Sleep(time.Hour)
		var out strings.Builder
		dev := Trace(a, &out)
		time.Sleep(2 * s)
		b.WritePacket(ip(request))
		if _, err := get(dev); err != nil || out.String() != "2.000000 < "+request+"\n" {
			t.Errorf("got %q, %v", out.String(), err)
		}
	})
}

type fullDisk struct{}

var errFull = errors.New("full")

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestTraceError(t *testing.T) {
	a, b := Pipe()
	dev := Trace(a, fullDisk{})
	is(t, dev.WritePacket(ip(reply)), errFull)
	b.WritePacket(ip(request))
	_, err := get(dev)
	is(t, err, errFull)
}
