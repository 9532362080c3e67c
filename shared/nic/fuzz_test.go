package nic

import (
	"testing"
	"time"
)

// Whatever the file: reading it ends, without a panic, and time goes forward.
func FuzzCapture(f *testing.F) {
	rs := []record{{0, 0, ip(request)}, {time.Second, 0, ip(six)}}
	eth := record{frame: append([]byte(mac+"\x08\x00"), ip(reply)...)}
	for _, file := range [][]byte{
		nil, []byte("\n"), []byte("0 < " + request + "\n+60 end"),
		pcap(little, time.Microsecond, 101, rs...).bytes, pcap(big, time.Nanosecond, 1, eth, record{}).bytes,
		pcap(little, time.Microsecond, 113, eth).bytes, pcap(little, time.Microsecond, 276, eth).bytes,
		pcap(little, time.Microsecond, 0, eth).bytes, pcapng(little, []uint16{101, 1}, rs...).bytes,
		pcapng(big, []uint16{108}, rs...).bytes, recording(f, ip(request), ip(reply)),
	} {
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		c, err := capture(file, addr("192.168.0.2"))
		if err != nil {
			return
		}
		last := time.Duration(0)
		for packets := 0; ; packets++ {
			frame, err := c.Next()
			if err != nil {
				return
			}
			if frame.Time < last || packets > len(file) {
				t.Fatalf("packet %d at %v, after %v, in %d bytes", packets, frame.Time, last, len(file))
			}
			last = frame.Time
		}
	})
}
