package nic

import (
	"io"
	"sync"
	"time"

	"tcpworkbook/shared/trace"
)

// Trace returns dev, with each packet printed to w as it passes, in the trace
// notation. Times count from now.
func Trace(dev Device, w io.Writer) Device {
	return &traced{Device: dev, start: dev.Now(), printer: trace.NewPrinter(w)}
}

type traced struct {
	Device
	start time.Time

	mu      sync.Mutex // of printer
	printer *trace.Printer
}

func (t *traced) ReadPacket(p []byte) (int, error) {
	n, err := t.Device.ReadPacket(p)
	if err == nil {
		err = t.print(trace.In, p[:n])
	}
	return n, err
}

func (t *traced) WritePacket(p []byte) error {
	if err := t.print(trace.Out, p); err != nil {
		return err
	}
	return t.Device.WritePacket(p)
}

func (t *traced) print(dir trace.Direction, p []byte) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.printer.Print(t.Now().Sub(t.start), dir, p)
}
