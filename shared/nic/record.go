package nic

import (
	"fmt"
	"os"
	"sync"

	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
	"github.com/gopacket/gopacket/pcapgo"

	"tcpworkbook/shared/trace"
)

// Record returns dev, with each packet written to a new pcapng file, which
// tcpdump, tshark and Wireshark read. Each packet is in the file as soon as
// it has passed.
func Record(dev Device, name string) (Device, error) {
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
	return &recorded{Device: dev, file: f, w: w}, nil
}

type recorded struct {
	Device
	mu   sync.Mutex
	file *os.File
	w    *pcapgo.NgWriter
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
	ci := gopacket.CaptureInfo{Timestamp: r.Now(), CaptureLength: len(p), Length: len(p)}
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

// Close ends the file and closes the device.
func (r *recorded) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.file.Close()
	return r.Device.Close()
}
