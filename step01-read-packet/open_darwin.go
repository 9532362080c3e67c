package main

import (
	"fmt"
	"strings"

	"github.com/songgao/water"
)

// config says what device we want. macOS calls its TUN devices utun0, utun1
// and so on; for any other name it gives us the next free one.
//
//exercise:1.1
func config(name string) water.Config {
	if !strings.HasPrefix(name, "utun") {
		name = ""
	}
	return water.Config{
		DeviceType:             water.TUN,
		PlatformSpecificParams: water.PlatformSpecificParams{Name: name},
	}
}

// next returns the command that gives both ends of the device their
// addresses: the kernel's, 192.168.0.1, and ours, 192.168.0.2.
func next(name string) string {
	return fmt.Sprintf("  sudo ifconfig %s 192.168.0.1 192.168.0.2 up\n", name)
}
