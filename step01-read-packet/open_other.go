//go:build !linux && !darwin

package main

import "github.com/songgao/water"

// On this system there is no TUN device for us: work with -replay, or in a
// Linux machine (WSL2, a virtual machine).

func config(string) water.Config { return water.Config{DeviceType: water.TUN} }

func next(string) string { return "" }
