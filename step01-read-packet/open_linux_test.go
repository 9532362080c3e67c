package main

import (
	"testing"

	"github.com/songgao/water"
)

// A device that was there before us stays when we go; our own goes with us.
func TestConfig(t *testing.T) {
	for name, there := range map[string]bool{"lo": true, "nosuchtun": false} {
		c := config(name)
		if c.DeviceType != water.TUN || c.Name != name || c.Persist != there {
			t.Errorf("config(%q) = %+v, want a TUN device of that name, persistent: %v", name, c, there)
		}
	}
}
