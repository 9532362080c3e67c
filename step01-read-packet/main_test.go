package main

import (
	"bytes"
	"errors"
	"strings"
	"syscall"
	"testing"
	"testing/iotest"

	"github.com/songgao/water"
)

func TestReadOne(t *testing.T) {
	twenty := strings.TrimSpace(strings.Repeat("61 ", 20))
	for _, c := range []struct {
		n    int
		want string
	}{
		{1, "read 1 bytes: 61"},
		{20, "read 20 bytes: " + twenty},
		{21, "read 21 bytes: " + twenty + " …"},
		{65535, "read 65535 bytes: " + twenty + " …"},
	} {
		got, err := readOne(strings.NewReader(strings.Repeat("a", c.n)))
		if err != nil || got != c.want {
			t.Errorf("of %d bytes: %q, %v, want %q", c.n, got, err, c.want)
		}
	}
}

// One Read is one packet: readOne does not wait for more.
func TestReadOneReadsOnce(t *testing.T) {
	if got, err := readOne(iotest.OneByteReader(bytes.NewReader([]byte{0x45, 0x46}))); err != nil || got != "read 1 bytes: 45" {
		t.Errorf("got %q, %v, want the first Read alone", got, err)
	}
}

// Errors say what went wrong and keep their cause.
func TestErrors(t *testing.T) {
	broken := errors.New("broken")
	if got, err := readOne(iotest.ErrReader(broken)); got != "" || !errors.Is(err, broken) {
		t.Errorf("readOne: %q, %v, want the error of Read", got, err)
	}
	defer func(was func(water.Config) (*water.Interface, error)) { newTUN = was }(newTUN)
	for _, cause := range []error{broken, syscall.EPERM, syscall.EBUSY} {
		newTUN = func(water.Config) (*water.Interface, error) { return nil, cause }
		tun, err := openTUN("tun7")
		if tun != nil || !errors.Is(err, cause) || !strings.Contains(err.Error(), "tun7") {
			t.Errorf("openTUN: %v, %v, want the error of water and the name", tun, err)
		}
	}
	if got := cure(broken); !strings.Contains(got, "doctor") {
		t.Errorf("cure for %v: %q, want the doctor", broken, got)
	}
}
