package nic

import (
	"net"

	"github.com/songgao/water"
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
