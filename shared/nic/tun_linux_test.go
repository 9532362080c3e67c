package nic

import (
	"errors"
	"net"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"testing"
	"time"

	"tcpworkbook/shared/lab"
	"tcpworkbook/shared/trace"
)

// insideVar says that this program runs inside a lab, started by itself.
const insideVar = "NIC_TEST_INSIDE"

// inside reports whether a test runs in a lab. Outside it opens one, and runs
// the same test again in there.
func inside(t *testing.T, o lab.Options) bool {
	t.Helper()
	if os.Getenv(insideVar) != "" {
		return true
	}
	switch err := lab.Available(); {
	case err != nil && os.Getenv("WORKBOOK_LIVE") == "require":
		t.Fatal(err)
	case err != nil:
		t.Skip(err)
	}
	l, err := lab.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	cmd := l.Command(t.Context(), os.Args[0], "-test.v", "-test.timeout=30s", "-test.run=^"+t.Name()+"$")
	cmd.Env = append(cmd.Environ(), insideVar+"=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("in the lab: %v\n%s", err, out)
	}
	return false
}

// openTUN opens tun0 as programs do.
func openTUN(t *testing.T) Device {
	t.Helper()
	dev, err := (&Flags{TUN: "tun0"}).Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { dev.Close() })
	if _, ok := dev.(*tun); !ok {
		t.Fatalf("got a %T, want one with deadlines of its own", dev)
	}
	return dev
}

func exists(name string) bool {
	_, err := net.InterfaceByName(name)
	return err == nil
}

// pingWhenUp waits until the kernel has noticed that somebody holds tun0:
// before, it drops what is sent.
const pingWhenUp = `until ip -o link show dev tun0 | grep -q "state UP"; do :; done; exec ping -c 2 -i 0.2 -W 5 192.168.0.2`

// ping sees the answers that are written.
func TestTUNPing(t *testing.T) {
	if !inside(t, lab.Options{}) {
		return
	}
	dev := openTUN(t)
	done := make(chan error)
	go func() {
		out, err := exec.Command("timeout", "20", "sh", "-c", pingWhenUp).CombinedOutput()
		t.Logf("%s", out)
		done <- errors.Join(err, dev.Close())
	}()
	requests := 0
	for {
		got, err := get(dev)
		if err != nil {
			is(t, err, os.ErrClosed)
			break
		}
		p := trace.Decode([]byte(got))
		if p.ICMP == nil || p.ICMP.Type != 8 {
			continue
		}
		requests++
		p.ICMP.Type, p.Src, p.Dst = 0, p.Dst, p.Src
		answer, err := p.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		if err := dev.WritePacket(answer); err != nil {
			t.Error(err)
		}
	}
	if err := <-done; err != nil || requests != 2 {
		t.Errorf("got %d requests; ping: %v", requests, err)
	}
}

func TestTUNDeadlineAndClose(t *testing.T) {
	if !inside(t, lab.Options{}) {
		return
	}
	dev := openTUN(t)
	for _, d := range []time.Duration{20 * time.Millisecond, 0, -time.Hour} {
		deadline := dev.Now().Add(d)
		dev.SetReadDeadline(deadline)
		_, err := get(dev)
		if is(t, err, os.ErrDeadlineExceeded); dev.Now().Before(deadline) {
			t.Error("it came too early")
		}
	}
	dev.SetReadDeadline(time.Time{})
	reading := make(chan error)
	go func() {
		reading <- nil
		_, err := get(dev)
		reading <- err
	}()
	<-reading
	if err := dev.Close(); err != nil {
		t.Error(err)
	}
	is(t, <-reading, os.ErrClosed)
	is(t, dev.WritePacket(ip(reply)), os.ErrClosed)
	is(t, dev.Close(), os.ErrClosed)
}

// What the lab has made stays, and can be opened again; meanwhile nobody else can.
func TestTUNStays(t *testing.T) {
	if !inside(t, lab.Options{}) {
		return
	}
	for range 2 {
		dev := openTUN(t)
		_, err := OpenTUN("tun0")
		is(t, err, syscall.EBUSY)
		says(t, err, "opening TUN device tun0: ioctl: device or resource busy (another program has it open: end that one)")
		dev.Close()
		if !exists("tun0") {
			t.Fatal("tun0 has gone")
		}
	}
}

func TestTUNGoes(t *testing.T) {
	if !inside(t, lab.Options{Bare: true}) {
		return
	}
	for range 2 {
		dev := openTUN(t)
		if !exists("tun0") {
			t.Error("there is no tun0")
		}
		dev.Close()
		if exists("tun0") {
			t.Fatal("tun0 is still there")
		}
	}
}

// Whoever moves the deadline ends the wait, and a packet that is there comes
// even if the deadline has passed.
func TestTUNDeadlineMoves(t *testing.T) {
	if !inside(t, lab.Options{}) {
		return
	}
	dev := openTUN(t)
	for range 1000 { // with luck, at each moment of the wait
		dev.SetReadDeadline(time.Time{})
		go dev.SetReadDeadline(time.Unix(1, 0))
		_, err := get(dev)
		is(t, err, os.ErrDeadlineExceeded)
	}
	if out, err := exec.Command("sh", "-c", "timeout 5 ping -c 1 -W 1 192.168.0.2 >&2; ip -o link show dev tun0 | grep 'state UP'").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if _, err := get(dev); err != nil {
		t.Errorf("a packet is there: %v", err)
	}
}

// TestTUNCloseWhileReading closes a device just when somebody begins to read, again
// and again: the reader must always hear of it. A pipe will do for a TUN device.
func TestTUNCloseWhileReading(t *testing.T) {
	for i := range 5_000 {
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		dev, err := fromFile(r)
		if err != nil {
			t.Fatal(err)
		}
		read := make(chan error, 1)
		go func() {
			_, err := dev.ReadPacket(make([]byte, 10))
			read <- err
		}()
		for range i % 200 {
			runtime.Gosched()
		}
		closed := make(chan error, 1)
		go func() { closed <- dev.Close() }()
		select {
		case err := <-read:
			if !errors.Is(err, os.ErrClosed) {
				t.Fatalf("round %d: got %v, want %v", i, err, os.ErrClosed)
			}
		case <-time.After(time.Minute):
			t.Fatalf("round %d: the reader does not hear of it", i)
		}
		if err := <-closed; err != nil {
			t.Fatal(err)
		}
		w.Close()
	}
}

func TestTimeOfTUNGoesOnEvenly(t *testing.T) {
	file, _, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	goesOnEvenly(t, FromStream(file).(*tun))
}
