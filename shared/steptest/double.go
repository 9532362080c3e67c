package steptest

import (
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"
	"syscall"

	"github.com/songgao/water"
)

// doubleVar makes a program under test open a double instead of a TUN device:
// "ok", or the name of the error that it is to get.
const doubleVar = "STEPTEST_TUN"

// errors are what water.New gives for each.
var doubleErrors = map[string]error{
	"EACCES": syscall.EACCES, // /dev/net/tun is not ours to open
	"ENOENT": syscall.ENOENT,
	"EPERM":  os.NewSyscallError("ioctl", syscall.EPERM), // no right to make devices
	"EBUSY":  os.NewSyscallError("ioctl", syscall.EBUSY),
	"EIO":    syscall.EIO, // of which nobody knows what helps
}

// TUN returns open, or, where the script says so, a double that prints what it
// is asked for. On the double's device there is nothing to read.
func TUN(open func(water.Config) (*water.Interface, error)) func(water.Config) (*water.Interface, error) {
	mode := os.Getenv(doubleVar)
	if mode == "" {
		return open
	}
	return func(config water.Config) (*water.Interface, error) {
		kind := "TUN"
		if config.DeviceType == water.TAP {
			kind = "TAP"
		}
		// Not every system has these fields.
		name, persist := reflect.ValueOf(config).FieldByName("Name"), reflect.ValueOf(config).FieldByName("Persist")
		fmt.Printf("water was asked for a %s device called %q%s\n", kind, stringOf(name), fate(persist))
		if mode != "ok" {
			return nil, doubleErrors[mode]
		}
		return named(strings.ReplaceAll(stringOf(name), "%d", "0")), nil // as Linux does
	}
}

// fate says what is to become of the device.
func fate(persist reflect.Value) string {
	switch {
	case !persist.IsValid():
		return ""
	case persist.Bool():
		return ", to stay"
	}
	return ", to go with the program"
}

func stringOf(v reflect.Value) string {
	if v.IsValid() {
		return v.String()
	}
	return ""
}

// named returns an interface that says it is called name: the field cannot be
// set from outside.
func named(name string) *water.Interface {
	tun := &water.Interface{ReadWriteCloser: noDevice{}}
	field := reflect.ValueOf(tun).Elem().FieldByName("name")
	reflect.NewAt(field.Type(), field.Addr().UnsafePointer()).Elem().SetString(name)
	return tun
}

type noDevice struct{}

func (noDevice) Read([]byte) (int, error) {
	return 0, errors.New("this device is a double and has no packets")
}

func (noDevice) Write(p []byte) (int, error) { return len(p), nil }
func (noDevice) Close() error                { return nil }
