// Step 1 opens a TUN device and reads one packet from it.
package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"

	"github.com/songgao/water"

	"tcpworkbook/shared/nic"
)

func main() {
	flags := nic.ParseFlags()
	dev, err := flags.OpenWith(openTUN)
	if err != nil {
		fail(err)
	}
	line, err := readOne(nic.Stream(dev))
	if err != nil {
		fail(err)
	}
	fmt.Println(line)
	if err := dev.Close(); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "step01:", err)
	os.Exit(1)
}

// newTUN makes the device. The tests put something else here.
var newTUN = water.New

// openTUN opens the TUN device called name, with newTUN and the settings of
// config. It prints, on stdout, that it is open, under the name that it got, and
// then what to type next. An error comes back with its cure, all in one line.
//
//exercise:1.1
func openTUN(name string) (*water.Interface, error) {
	tun, err := newTUN(config(name))
	if err != nil {
		return nil, fmt.Errorf("opening TUN device %s: %w: %s", name, err, cure(err))
	}
	fmt.Printf("%s is open. If it is new, give it an address and bring it up, from another terminal:\n", tun.Name())
	fmt.Print(next(tun.Name()))
	return tun, nil
}

// cure returns the line that helps against err: a missing permission, no
// /dev/net/tun at all, a device that another program has open. It says what to
// type, or what to end. For any other error that is go tool workbook doctor.
//
//exercise:1.1
func cure(err error) string {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return "you may not do that here. Go into the lab first: go tool workbook lab"
	case errors.Is(err, fs.ErrNotExist):
		return "there is no /dev/net/tun. Load the driver: sudo modprobe tun"
	case errors.Is(err, syscall.EBUSY):
		return "another program has it open. End that one first"
	}
	return "go tool workbook doctor looks for the cause"
}

// readOne reads one packet and returns the line that shows its length and how
// it begins.
//
//exercise:1.2 stub="return \"\", io.EOF"
func readOne(tun io.Reader) (string, error) {
	buf := make([]byte, nic.MaxPacket)
	n, err := tun.Read(buf)
	if err != nil {
		return "", fmt.Errorf("reading a packet: %w", err)
	}
	return fmt.Sprintf("read %d bytes: %s", n, hex(buf[:n])), nil
}

// hex returns the first 20 bytes of packet in hexadecimal.
func hex(packet []byte) string {
	const most = 20
	if len(packet) > most {
		return fmt.Sprintf("% x …", packet[:most])
	}
	return fmt.Sprintf("% x", packet)
}
