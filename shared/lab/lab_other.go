//go:build !linux

package lab

import (
	"context"
	"os"
	"os/exec"
	"runtime"
)

// A Lab is a place in which commands can run; there are none on this system.
type Lab struct{}

// Available says that labs need Linux.
func Available() error {
	return &UnavailableError{Reason: "labs need Linux, this is " + runtime.GOOS}
}

// Open says that labs need Linux.
func Open(context.Context, Options) (*Lab, error) { return nil, Available() }

// Join says that labs need Linux.
func Join(Options) (*Lab, error) { return nil, Available() }

// Command returns a command that runs outside, as nothing else is possible.
func (*Lab) Command(ctx context.Context, name string, args ...string) *exec.Cmd {
	return exec.CommandContext(ctx, name, args...)
}

// Attached says that labs need Linux.
func (*Lab) Attached(context.Context) error { return Available() }

// Close does nothing.
func (*Lab) Close() error { return nil }

// Run returns 1: nothing runs in a lab here.
func Run(*exec.Cmd, <-chan os.Signal) int { return 1 }
