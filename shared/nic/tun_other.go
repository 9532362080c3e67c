//go:build !linux && !darwin

package nic

import (
	"errors"
	"io"

	"github.com/songgao/water"
)

func config(string) water.Config { return water.Config{DeviceType: water.TUN} }

// fromFile is for systems on which poll(2) works for TUN devices.
func fromFile(io.ReadWriteCloser) (Device, error) { return nil, errors.ErrUnsupported }
