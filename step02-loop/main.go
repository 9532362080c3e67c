// Step 2 reads packets until it is told to stop, and counts them.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"syscall"

	"tcpworkbook/shared/nic"
)

func main() {
	flags := nic.ParseFlags()
	dev, err := flags.Open()
	if err != nil {
		fail(err)
	}
	closeOnSignal(dev)
	var t tally
	err = loop(dev, func(packet []byte) { fmt.Println(t.add(packet)) })
	fmt.Print(t.longestLine())
	fmt.Println(t.kindsLine())
	if err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "step02:", err)
	os.Exit(1)
}

// closeOnSignal closes dev when Ctrl-C is pressed, or SIGTERM comes: then the
// read that waits for a packet returns os.ErrClosed.
//
//exercise:2.1
func closeOnSignal(dev io.Closer) {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-stop
		dev.Close()
	}()
}

// loop hands each packet of dev to handle, until the input is over (io.EOF) or
// dev is closed (os.ErrClosed): these are good ends. Any other error ends the
// loop too, and is returned. handle must not keep the packet.
//
//exercise:2.1
func loop(dev nic.Device, handle func(packet []byte)) error {
	buf := make([]byte, nic.MaxPacket)
	for {
		n, err := dev.ReadPacket(buf)
		if errors.Is(err, io.EOF) || errors.Is(err, os.ErrClosed) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading a packet: %w", err)
		}
		handle(buf[:n])
	}
}

// A tally is what the program knows of the packets so far.
type tally struct {
	packets       int    // how many there were
	longest       []byte // the longest of them, the first if there are several
	longestNumber int    // the number of that one, counted from 1
	bytes         int    // in all packets together

	kinds map[string]int // packets of each kind
}

// add counts packet, and its kind with addKind, and returns its line: number,
// length and how it begins. It remembers the longest packet. The buffer that
// packet lies in is used again for the next one.
//
//exercise:2.1
func (t *tally) add(packet []byte) string {
	t.packets++
	t.bytes += len(packet)
	if t.packets == 1 || len(packet) > len(t.longest) {
		t.longest, t.longestNumber = slices.Clone(packet), t.packets
	}
	t.addKind(kind(packet))
	return fmt.Sprintf("#%d %d bytes: %s", t.packets, len(packet), hex(packet))
}

// longestLine returns the line about the longest packet, if there was any.
func (t *tally) longestLine() string {
	if t.packets == 0 {
		return ""
	}
	return fmt.Sprintf("longest: #%d %d bytes: %s\n", t.longestNumber, len(t.longest), hex(t.longest))
}

// addKind counts one packet of this kind.
func (t *tally) addKind(kind string) {
	if t.kinds == nil {
		t.kinds = make(map[string]int)
	}
	t.kinds[kind]++
}

// kind tells "IPv4" from "IPv6" by the version, which is the first four bits
// of both (RFC 791 §3.1, RFC 8200 §3). Any other version, and a read that
// brought no byte at all, is "other".
//
//exercise:2.2 stub="return \"\""
func kind(packet []byte) string {
	switch {
	case len(packet) == 0:
		return "other"
	case packet[0]>>4 == 4:
		return "IPv4"
	case packet[0]>>4 == 6:
		return "IPv6"
	}
	return "other"
}

// kindsLine returns the last line, without the newline at its end: packets,
// bytes, and packets of each kind.
//
//exercise:2.2 stub="return \"\""
func (t *tally) kindsLine() string {
	return fmt.Sprintf("%d packets, %d bytes: %d IPv4, %d IPv6, %d other",
		t.packets, t.bytes, t.kinds["IPv4"], t.kinds["IPv6"], t.kinds["other"])
}

// hex returns the first 20 bytes of packet in hexadecimal.
func hex(packet []byte) string {
	const most = 20
	if len(packet) > most {
		return fmt.Sprintf("% x …", packet[:most])
	}
	return fmt.Sprintf("% x", packet)
}
