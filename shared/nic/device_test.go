package nic

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// plain hides that a stream has deadlines.
type plain struct{ io.ReadWriteCloser }

// devices are all ways to make one, on one end of a pipe. Each keeps what
// Device promises.
var devices = map[string]func(t *testing.T, end Device) Device{
	"pipe":  func(t *testing.T, end Device) Device { return end },
	"tun":   func(t *testing.T, end Device) Device { return FromStream(Stream(end)) },
	"pump":  func(t *testing.T, end Device) Device { return FromStream(plain{Stream(end)}) },
	"trace": func(t *testing.T, end Device) Device { return Trace(end, io.Discard) },
	"record": func(t *testing.T, end Device) Device {
		dev, err := Record(end, filepath.Join(t.TempDir(), "recording"))
		if err != nil {
			t.Fatal(err)
		}
		return dev
	},
	"lossy":         func(t *testing.T, end Device) Device { return Lossy(end, Faults{}) },
	"lossy, delays": func(t *testing.T, end Device) Device { return Lossy(end, Faults{Delay: time.Nanosecond}) },
	"all": func(t *testing.T, end Device) Device {
		dev, err := Record(Lossy(FromStream(plain{Stream(end)}), Faults{}), filepath.Join(t.TempDir(), "recording"))
		if err != nil {
			t.Fatal(err)
		}
		return Trace(dev, io.Discard)
	},
}

// each runs a test in a bubble on each device. What is written to far is read
// from near, and the other way.
func each(t *testing.T, test func(t *testing.T, near, far Device)) {
	for name, open := range devices {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				end, far := Pipe()
				near := open(t, end)
				defer near.Close()
				test(t, near, far)
			})
		})
	}
}

// get reads one packet.
func get(dev Device) (string, error) {
	buf := make([]byte, MaxPacket)
	n, err := dev.ReadPacket(buf)
	return string(buf[:n]), err
}

// gets checks the next packets.
func gets(t *testing.T, dev Device, want ...string) {
	t.Helper()
	for _, want := range want {
		if got, err := get(dev); got != want || err != nil {
			t.Errorf("got %q, %v, want %q", got, err, want)
		}
	}
}

// fails checks that a read fails, and after how long.
func fails(t *testing.T, dev Device, want error, after time.Duration) {
	t.Helper()
	began := time.Now()
	got, err := get(dev)
	if is(t, err, want); got != "" || time.Since(began).Round(time.Microsecond) != after {
		t.Errorf("got %q, %v after %v, want it after %v", got, err, time.Since(began), after)
	}
}

// nothing checks that no packet comes for an hour.
func nothing(t *testing.T, dev Device) {
	t.Helper()
	dev.SetReadDeadline(time.Now().Add(time.Hour))
	fails(t, dev, os.ErrDeadlineExceeded, time.Hour)
	dev.SetReadDeadline(time.Time{})
}

func TestDeviceOrder(t *testing.T) {
	each(t, func(t *testing.T, near, far Device) {
		buf := []byte("one")
		for _, dev := range []Device{near, far} {
			dev.WritePacket(buf)
			copy(buf, "two") // the device has kept nothing of it
			dev.WritePacket(buf)
			dev.WritePacket(nil)
			copy(buf, "one")
		}
		gets(t, near, "one", "two", "")
		nothing(t, near)
		gets(t, far, "one", "two", "")
		nothing(t, far)
	})
}

func TestDeviceCutsToBuffer(t *testing.T) {
	each(t, func(t *testing.T, near, far Device) {
		far.WritePacket([]byte("one"))
		far.WritePacket([]byte("two"))
		buf := make([]byte, 2)
		if n, err := near.ReadPacket(buf); n != 2 || err != nil || string(buf) != "on" {
			t.Errorf("got %q, %d, %v, want the packet's first 2 bytes", buf, n, err)
		}
		gets(t, near, "two")
	})
}

func TestDeviceDeadlines(t *testing.T) {
	each(t, func(t *testing.T, near, far Device) {
		near.SetReadDeadline(near.Now().Add(s))
		fails(t, near, os.ErrDeadlineExceeded, s)
		fails(t, near, os.ErrDeadlineExceeded, 0)

		far.WritePacket([]byte("one"))
		synctest.Wait()
		if strings.HasSuffix(t.Name(), "delays") {
			fails(t, near, os.ErrDeadlineExceeded, 0) // it is on its way from here on
			time.Sleep(time.Nanosecond)
		}
		gets(t, near, "one") // it is there: the deadline that has passed does not matter
		for range 20 {       // nothing is left to chance
			fails(t, near, os.ErrDeadlineExceeded, 0)
		}
		near.SetReadDeadline(time.Now().Add(s))
		fails(t, near, os.ErrDeadlineExceeded, s)

		near.SetReadDeadline(time.Time{})
		time.AfterFunc(time.Hour, func() { far.WritePacket([]byte("two")) })
		gets(t, near, "two")
	})
}

func TestDeviceDeadlineMoves(t *testing.T) {
	each(t, func(t *testing.T, near, far Device) {
		for name, c := range map[string]struct {
			from, to, want time.Duration // below 0: none
		}{
			"later":    {2 * s, 5 * s, 5 * s},
			"earlier":  {9 * s, 5 * s, 5 * s},
			"set":      {-1, 5 * s, 5 * s},
			"past":     {9 * s, 0, 1 * s},
			"the same": {5 * s, 5 * s, 5 * s},
		} {
			began := time.Now()
			set := func(d time.Duration) {
				near.SetReadDeadline(began.Add(d))
				if d < 0 {
					near.SetReadDeadline(time.Time{})
				}
			}
			set(c.from)
			time.AfterFunc(s, func() { set(c.to) })
			_, err := get(near)
			if is(t, err, os.ErrDeadlineExceeded); time.Since(began).Round(time.Microsecond) != c.want {
				t.Errorf("%s: came after %v, want %v", name, time.Since(began), c.want)
			}
		}
		near.SetReadDeadline(time.Now().Add(2 * s))
		time.AfterFunc(s, func() { near.SetReadDeadline(time.Time{}) })
		time.AfterFunc(3*s, func() { far.WritePacket([]byte("one")) })
		gets(t, near, "one")
	})
}

func TestDeviceCloseWakesReader(t *testing.T) {
	each(t, func(t *testing.T, near, far Device) {
		time.AfterFunc(s, func() { near.Close() })
		fails(t, near, os.ErrClosed, s)
	})
}

func TestDeviceClosed(t *testing.T) {
	each(t, func(t *testing.T, near, far Device) {
		far.WritePacket([]byte("one"))
		synctest.Wait()
		if err := near.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
		is(t, near.WritePacket([]byte("two")), os.ErrClosed)
		for range 20 {
			fails(t, near, os.ErrClosed, 0)
		}
		is(t, near.Close(), os.ErrClosed)
	})
}

// One goroutine reads, another writes, one moves the deadline, one closes.
func TestDeviceAtTheSameTime(t *testing.T) {
	each(t, func(t *testing.T, near, far Device) {
		const packets = 100
		in, out := ip("40000 > 7 S 0:0(0)"), ip("192.168.0.2:7 > 192.168.0.1:40000 S. 0:0(0) ack 1")
		go func() {
			for range packets {
				far.WritePacket(in)
				near.WritePacket(out)
				near.SetReadDeadline(time.Now().Add(time.Hour))
				time.Sleep(time.Millisecond)
			}
			near.Close()
		}()
		n := 0
		for {
			got, err := get(near)
			if err != nil {
				is(t, err, os.ErrClosed)
				break
			}
			if n++; got != string(in) {
				t.Errorf("got %q", got)
			}
		}
		if n != packets {
			t.Errorf("got %d packets, want %d", n, packets)
		}
	})
}

// A stream is an io.Reader and io.Writer of packets.
func TestStream(t *testing.T) {
	a, b := Pipe()
	rw := Stream(a)
	b.WritePacket([]byte("one"))
	buf := make([]byte, 100)
	if n, err := rw.Read(buf); n != 3 || err != nil {
		t.Errorf("read: got %d, %v, want 3", n, err)
	}
	if n, err := rw.Write([]byte("four")); n != 4 || err != nil {
		t.Errorf("write: got %d, %v, want 4", n, err)
	}
	gets(t, b, "four")
	rw.Close()
	n, err := rw.Write([]byte("four"))
	if is(t, err, os.ErrClosed); n != 0 {
		t.Errorf("write after close: got %d, want 0", n)
	}
}

// However the system's clock is set, the time of a device goes on evenly: the time of
// day moves by as much as the monotonic clock, to the nanosecond.
func TestTimeGoesOnEvenly(t *testing.T) {
	for name, open := range devices {
		t.Run(name, func(t *testing.T) {
			end, _ := Pipe()
			goesOnEvenly(t, open(t, end))
		})
	}
}

func goesOnEvenly(t *testing.T, dev Device) {
	t.Helper()
	defer dev.Close()
	began := dev.Now()
	for range 1000 {
		now := dev.Now()
		if day, even := now.Round(0).Sub(began.Round(0)), now.Sub(began); day != even {
			t.Fatalf("%v later it is %v later in the day", even, day)
		}
	}
}
