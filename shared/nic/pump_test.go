package nic

import (
	"errors"
	"io"
	"os"
	"testing"
	"testing/synctest"
	"time"

	"github.com/songgao/water"
)

// A script is a stream whose Read does one step after the other, and then
// waits to be closed.
type script struct {
	steps  chan step
	closed chan struct{}
}

type step struct {
	after time.Duration
	bytes string
	n     int // what is returned in place of the number of bytes, if below 0
	err   error
}

func scripted(steps ...step) *script {
	s := &script{make(chan step, len(steps)), make(chan struct{})}
	for _, x := range steps {
		s.steps <- x
	}
	return s
}

func (s *script) Read(p []byte) (int, error) {
	select {
	case x := <-s.steps:
		time.Sleep(x.after)
		return min(copy(p, x.bytes)+x.n, len(p)), x.err
	case <-s.closed:
		return -4, os.ErrClosed // as water's utun
	}
}

func (s *script) Write(p []byte) (int, error) { return len(p), nil }
func (s *script) Close() error                { close(s.closed); return nil }

// pumped runs a test on a pump. At its end no goroutine is left, or the bubble
// would not end.
func pumped(t *testing.T, test func(t *testing.T, dev Device), steps ...step) {
	synctest.Test(t, func(t *testing.T) {
		dev := FromStream(scripted(steps...))
		if _, ok := dev.(*pump); !ok {
			t.Fatalf("got a %T", dev)
		}
		test(t, dev)
		dev.Close()
		fails(t, dev, os.ErrClosed, 0)
	})
}

func TestPumpLosesNothing(t *testing.T) {
	pumped(t, func(t *testing.T, dev Device) {
		dev.SetReadDeadline(time.Now().Add(2 * s))
		fails(t, dev, os.ErrDeadlineExceeded, 2*s)
		time.Sleep(5 * s)
		gets(t, dev, "one", "two")
		fails(t, dev, os.ErrDeadlineExceeded, 0)
		nothing(t, dev)
	}, step{after: 3 * s, bytes: "one"}, step{after: s, bytes: "two"})
}

// What was read before the error, or with it, comes before it; then the error stays.
func TestPumpError(t *testing.T) {
	broken := errors.New("broken")
	pumped(t, func(t *testing.T, dev Device) {
		synctest.Wait()
		gets(t, dev, "one", "two")
		for range 3 {
			fails(t, dev, broken, 0)
		}
	}, step{bytes: "one"}, step{bytes: "two", err: broken})
}

func TestPumpErrorWakesReader(t *testing.T) {
	pumped(t, func(t *testing.T, dev Device) { fails(t, dev, io.EOF, s) }, step{after: s, err: io.EOF})
}

// water's utun takes 4 bytes off whatever was read.
func TestPumpNegativeLength(t *testing.T) {
	broken := errors.New("broken")
	pumped(t, func(t *testing.T, dev Device) {
		gets(t, dev, "", "one")
		fails(t, dev, broken, 0)
	}, step{n: -4}, step{bytes: "one"}, step{n: -4, err: broken})
}

func TestPumpCloseWhileNobodyReads(t *testing.T) {
	pumped(t, func(t *testing.T, dev Device) { synctest.Wait() }, step{bytes: "one"}, step{bytes: "two"})
}

// What says that it has deadlines and has not, a file say, is pumped.
func TestFromStreamOfFile(t *testing.T) {
	f, err := os.Open(save(t, []byte("one")))
	if err != nil {
		t.Fatal(err)
	}
	dev := FromStream(f)
	defer dev.Close()
	if _, ok := dev.(*pump); !ok {
		t.Errorf("got a %T", dev)
	}
	gets(t, dev, "one")
	_, err = get(dev)
	is(t, err, io.EOF)
}

func TestFromStreamOfInterface(t *testing.T) {
	a, b := Pipe()
	dev := FromStream(&water.Interface{ReadWriteCloser: Stream(a)})
	defer dev.Close()
	if _, ok := dev.(*packets); !ok {
		t.Errorf("got a %T over a stream with deadlines", dev)
	}
	b.WritePacket([]byte("one"))
	gets(t, dev, "one")
}
