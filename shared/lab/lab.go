package lab

import (
	"os"
	"path/filepath"
	"runtime"
)

// Options say how a new lab differs from the usual one.
type Options struct {
	Bare bool // no tun0: the program makes it
	IPv6 bool // leave IPv6 on; otherwise tun0 carries no router solicitations
}

// UnavailableError tells a learner why there is no lab on this machine.
type UnavailableError struct {
	Reason string // what stands in the way
	Cure   string // what to do about it, perhaps empty
}

func (e *UnavailableError) Error() string {
	if e.Cure == "" {
		return "no lab here: " + e.Reason
	}
	return "no lab here: " + e.Reason + "; " + e.Cure
}

// Instead returns the lines to type where there is no lab.
func Instead() string { return instead(runtime.GOOS) }

func instead(goos string) string {
	switch goos {
	case "linux":
		return `Without a lab, make tun0 on the host:
	sudo ip tuntap add dev tun0 mode tun user $USER
	sudo ip addr add 192.168.0.1/24 dev tun0
	sudo ip link set dev tun0 up
`
	case "darwin":
		return `macOS has no labs. Start the program with sudo, see which utunN it opened, then:
	sudo ifconfig utunN 192.168.0.1 192.168.0.2 up
`
	}
	return "Live work needs Linux or macOS (on Windows: WSL 2). Replays work everywhere.\n"
}

// ModuleRoot returns the nearest folder with a go.mod, upwards from the current one,
// or the current one.
func ModuleRoot() string {
	here, _ := os.Getwd()
	for dir := here; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			return here
		}
	}
}
