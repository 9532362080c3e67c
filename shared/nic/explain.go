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
	cure := "go tool workbook doctor looks for the cause"
	switch {
	case runtime.GOOS != "linux" && runtime.GOOS != "darwin":
		cure = "there are TUN devices here on Linux and macOS; replays (-replay FILE) work everywhere"
	case errors.Is(err, fs.ErrNotExist):
		cure = "there is no /dev/net/tun: sudo modprobe tun; in a container: --device /dev/net/tun"
	case errors.Is(err, fs.ErrPermission):
		cure = "run it in the lab: go tool workbook lab; or with sudo"
	case errors.Is(err, syscall.EBUSY):
		cure = "another program has it open: end that one"
	}
	return fmt.Errorf("opening TUN device %s: %w (%s)", name, err, cure)
}
