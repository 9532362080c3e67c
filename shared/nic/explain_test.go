package nic

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

func TestCure(t *testing.T) {
	ioctl := func(err error) error { return os.NewSyscallError("ioctl", err) }
	for _, c := range []struct {
		goos string
		err  error
		want string
	}{
		{"linux", syscall.EACCES, "run it in the lab: go tool workbook lab; or with sudo"},
		{"linux", ioctl(syscall.EPERM), "run it in the lab: go tool workbook lab; or with sudo"},
		{"linux", syscall.ENOENT, "there is no /dev/net/tun: sudo modprobe tun; in a container: --device /dev/net/tun"},
		{"linux", ioctl(syscall.EBUSY), "another program has it open: end that one"},
		{"linux", ioctl(syscall.EINVAL), "go tool workbook doctor looks for the cause"},
		{"darwin", errors.New("error in syscall.Syscall: operation not permitted"), "start it with sudo; go tool workbook doctor looks for other causes"},
		{"windows", errors.New("no"), "there are TUN devices here on Linux and macOS; replays (-replay FILE) work everywhere"},
	} {
		if got := cure(c.goos, c.err); got != c.want {
			t.Errorf("%s, %v: got %q, want %q", c.goos, c.err, got, c.want)
		}
	}
}

func TestExplain(t *testing.T) {
	err := explain("tun9", syscall.EBUSY)
	is(t, err, syscall.EBUSY)
	if want := fmt.Sprintf("opening TUN device tun9: %v (%s)", syscall.EBUSY, cure(runtime.GOOS, syscall.EBUSY)); err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
	if strings.Contains(err.Error(), "\n") {
		t.Errorf("more than one line: %q", err)
	}
}
