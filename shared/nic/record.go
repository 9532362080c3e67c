package nic

import (
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
	"github.com/gopacket/gopacket/pcapgo"

	"tcpworkbook/shared/trace"
)

// A Recording is a pcapng file that is being written: tcpdump, tshark and
// Wireshark read it. Each packet is in the file as soon as it has passed.
type Recording struct {
	file *os.File
	w    *pcapgo.NgWriter
}

// CreateRecording makes a new file.
func CreateRecording(name string) (*Recording, error) {
	f, err := os.Create(name)
	if err != nil {
		return nil, err
	}
	w, err := pcapgo.NewNgWriterInterface(f, pcapgo.NgInterface{
		Name: "tun", LinkType: layers.LinkTypeRaw, SnapLength: 0, TimestampResolution: 9,
	}, pcapgo.DefaultNgWriterOptions)
	if err == nil {
		err = w.Flush() // a recording without packets is one, too
	}
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("recording to %s: %w", name, err)
	}
	return &Recording{f, w}, nil
}

// Write adds a packet.
func (r *Recording) Write(at time.Time, dir trace.Direction, p []byte) error {
	ci := gopacket.CaptureInfo{Timestamp: at, CaptureLength: len(p), Length: len(p)}
	opts := pcapgo.NgPacketOptions{Flags: &pcapgo.NgEpbFlags{Direction: pcapgo.NgEpbFlagDirectionInbound}}
	if dir == trace.Out {
		opts.Flags.Direction = pcapgo.NgEpbFlagDirectionOutbound
	}
	err := r.w.WritePacketWithOptions(ci, p, opts)
	if err == nil {
		err = r.w.Flush()
	}
	if err != nil {
		return fmt.Errorf("recording to %s: %w", r.file.Name(), err)
	}
	return nil
}

// Close ends the file.
func (r *Recording) Close() error { return r.file.Close() }

// Record returns dev, with each packet written to a new pcapng file.
func Record(dev Device, name string) (Device, error) {
	r, err := CreateRecording(name)
	if err != nil {
		return nil, err
	}
	return &recorded{Device: dev, to: r}, nil
}

type recorded struct {
	Device
	mu sync.Mutex
	to *Recording
}

func (r *recorded) ReadPacket(p []byte) (int, error) {
	n, err := r.Device.ReadPacket(p)
	if err == nil {
		err = r.write(trace.In, p[:n])
	}
	return n, err
}

func (r *recorded) WritePacket(p []byte) error {
	if err := r.write(trace.Out, p); err != nil {
		return err
	}
	return r.Device.WritePacket(p)
}

func (r *recorded) write(dir trace.Direction, p []byte) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.to.Write(r.Now(), dir, p)
}

// Close ends the file and closes the device.
func (r *recorded) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.to.Close()
	return r.Device.Close()
}
