package nic

import (
	"errors"
	"io"
	"strings"

	"github.com/songgao/water"
)

// config asks for a utun device. macOS calls them utun0, utun1, …; any other
// name means the next free one.
func config(name string) water.Config {
	if !strings.HasPrefix(name, "utun") {
		name = ""
	}
	return water.Config{
		DeviceType:             water.TUN,
		PlatformSpecificParams: water.PlatformSpecificParams{Name: name},
	}
}

// fromFile is for systems on which poll(2) works for TUN devices.
func fromFile(io.ReadWriteCloser) (Device, error) { return nil, errors.ErrUnsupported }
