package nic

import (
	"errors"
	"io"
	"math"
	"net"
	"os"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/songgao/water"
	"golang.org/x/sys/unix"
)

// config asks for a TUN device without the 4 bytes of packet information.
// water switches persistence off unless it is told otherwise, so a device
// that somebody has made for us would vanish with us.
func config(name string) water.Config {
	_, err := net.InterfaceByName(name)
	return water.Config{
		DeviceType:             water.TUN,
		PlatformSpecificParams: water.PlatformSpecificParams{Name: name, Persist: err == nil},
	}
}

// A tun is a TUN device. It waits for packets in poll(2), not in the runtime's
// poller: each packet would cost a switch of goroutines there, and os.File does
// not even try to read when a deadline has passed.
type tun struct {
	file *os.File        // referred to as long as the device is open: its finalizer would close it
	conn syscall.RawConn // of file
	bell *os.File        // an eventfd: written to, it ends poll(2)
	ear  int32           // its descriptor; open as long as somebody reads

	heard [8]byte // what is read from the bell: how often it was rung

	clock
	deadline atomic.Int64 // in nanoseconds since began; noDeadline: none
	waiting  atomic.Bool  // a reader is in poll(2), or about to be
	closed   atomic.Bool

	read func(fd uintptr) bool // the method, without an allocation for each packet
	p    []byte                // what ReadPacket was called with,
	n    int                   // and will return
	err  error
}

const noDeadline = math.MaxInt64

// fromFile returns a Device over a file that poll(2) knows.
func fromFile(f io.ReadWriteCloser) (Device, error) {
	file, ok := f.(*os.File)
	if !ok || file.SetReadDeadline(time.Time{}) != nil {
		return nil, errors.ErrUnsupported
	}
	conn, err := file.SyscallConn()
	if err != nil {
		return nil, err
	}
	fd, err := unix.Eventfd(0, unix.EFD_CLOEXEC|unix.EFD_NONBLOCK)
	if err != nil {
		return nil, os.NewSyscallError("eventfd", err)
	}
	t := &tun{file: file, conn: conn, bell: os.NewFile(uintptr(fd), "eventfd"), ear: int32(fd), clock: newClock()}
	t.deadline.Store(noDeadline)
	t.read = t.readOrWait
	return t, nil
}

func (t *tun) ReadPacket(p []byte) (int, error) {
	t.p, t.n, t.err = p, 0, nil
	if err := t.conn.Read(t.read); err != nil && t.err == nil {
		t.err = err
	}
	t.p = nil
	if t.closed.Load() {
		return 0, os.ErrClosed
	}
	return t.n, t.err
}

// readOrWait does what ReadPacket promises. While it runs, fd stays open.
func (t *tun) readOrWait(fd uintptr) (done bool) {
	for !t.closed.Load() {
		n, err := unix.Read(int(fd), t.p)
		switch err {
		case nil:
			t.n = n
			return true
		case unix.EAGAIN:
			if !t.wait(int32(fd)) {
				t.err = os.ErrDeadlineExceeded
				return true
			}
		case unix.EINTR:
		default:
			t.err = os.NewSyscallError("read", err)
			return true
		}
	}
	return true
}

// wait returns when there may be a packet, or false when the deadline has come.
func (t *tun) wait(fd int32) bool {
	t.waiting.Store(true) // first: who moves the deadline, or closes, from now on rings the bell
	defer t.waiting.Store(false)
	if t.closed.Load() {
		return true
	}
	left := time.Duration(t.deadline.Load()) - time.Since(t.began)
	if left <= 0 {
		return false
	}
	files := [...]unix.PollFd{{Fd: fd, Events: unix.POLLIN}, {Fd: t.ear, Events: unix.POLLIN}}
	timeout := unix.NsecToTimespec(int64(left))
	unix.Ppoll(files[:], &timeout, nil)
	if files[1].Revents != 0 {
		unix.Read(int(t.ear), t.heard[:])
	}
	return true
}

// ring ends the wait of a reader.
func (t *tun) ring() {
	if t.waiting.Load() {
		t.bell.Write([]byte{1, 0, 0, 0, 0, 0, 0, 0})
	}
}

func (t *tun) SetReadDeadline(at time.Time) error {
	deadline := int64(noDeadline)
	if !at.IsZero() {
		deadline = int64(at.Sub(t.began))
	}
	t.deadline.Store(deadline)
	t.ring()
	return nil
}

func (t *tun) WritePacket(p []byte) error {
	_, err := t.file.Write(p)
	return err
}

func (t *tun) Close() error {
	if t.closed.Swap(true) {
		return os.ErrClosed
	}
	t.ring()
	err := t.file.Close() // waits for a reader to leave poll(2)
	t.bell.Close()
	return err
}
