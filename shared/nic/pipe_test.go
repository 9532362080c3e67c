package nic

import (
	"os"
	"strconv"
	"testing"
	"testing/synctest"
	"time"
)

func TestPipeDropsWhenFull(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, b := Pipe()
		for i := range 600 {
			if err := a.WritePacket([]byte(strconv.Itoa(i))); err != nil {
				t.Fatal(err)
			}
		}
		for i := range 500 {
			gets(t, b, strconv.Itoa(i))
		}
		nothing(t, b)
		a.WritePacket([]byte("again"))
		gets(t, b, "again")
		nothing(t, a)
	})
}

// One end closed is both ends closed, and wakes both.
func TestPipeClosesBothEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, b := Pipe()
		time.AfterFunc(s, func() { a.Close() })
		go fails(t, a, os.ErrClosed, s)
		fails(t, b, os.ErrClosed, s)
		is(t, a.WritePacket(nil), os.ErrClosed)
		is(t, b.WritePacket(nil), os.ErrClosed)
		is(t, b.Close(), os.ErrClosed)
	})
}
