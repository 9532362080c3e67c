package nic

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"syscall"
)

// explain returns err of opening a TUN device with its cure, in one line.
func explain(name string, err error) error {
	return fmt.Errorf("opening TUN device %s: %w (%s)", name, err, cure(runtime.GOOS, err))
}

func cure(goos string, err error) string {
	switch {
	case goos == "darwin": // water's errors there have lost their cause
		return "start it with sudo; go tool workbook doctor looks for other causes"
	case goos != "linux":
		return "there are TUN devices here on Linux and macOS; replays (-replay FILE) work everywhere"
	case errors.Is(err, fs.ErrNotExist):
		return "there is no /dev/net/tun: sudo modprobe tun; in a container: --device /dev/net/tun"
	case errors.Is(err, fs.ErrPermission):
		return "run it in the lab: go tool workbook lab; or with sudo"
	case errors.Is(err, syscall.EBUSY):
		return "another program has it open: end that one"
	}
	return "go tool workbook doctor looks for the cause"
}
