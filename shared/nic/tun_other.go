//go:build !linux && !darwin

package nic

import "github.com/songgao/water"

func config(string) water.Config { return water.Config{DeviceType: water.TUN} }
