package main

import (
	"fmt"
	"net"

	"github.com/songgao/water"
)

// config says what device we want: a TUN device, which carries IP packets,
// with this name. If somebody has made it for us, as the lab does, it is to
// stay when we go: water takes it away unless we say Persist.
//
//exercise:1.1
func config(name string) water.Config {
	return water.Config{
		DeviceType:             water.TUN,
		PlatformSpecificParams: water.PlatformSpecificParams{Name: name, Persist: exists(name)},
	}
}

// exists reports whether there is a device called name.
func exists(name string) bool {
	_, err := net.InterfaceByName(name)
	return err == nil
}

// next returns the commands that give the kernel's end of the device its
// address, 192.168.0.1, and bring it up, each on a line of its own, indented.
// (.2 is ours: the kernel must not have it, or it answers in our place.)
func next(name string) string {
	return fmt.Sprintf(`  sudo ip addr add 192.168.0.1/24 dev %[1]s
  sudo ip link set dev %[1]s up
`, name)
}
