package main

import "testing"

// macOS has no other names than utun0, utun1 and so on.
func TestConfig(t *testing.T) {
	for name, want := range map[string]string{"utun7": "utun7", "tun0": ""} {
		if c := config(name); c.Name != want {
			t.Errorf("config(%q) asks for %q, want %q", name, c.Name, want)
		}
	}
}
