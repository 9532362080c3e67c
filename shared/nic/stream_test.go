package nic

import (
	"bufio"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// long writes a capture of n packets, in and out by turns, a millisecond apart.
func long(t testing.TB, n int, ng bool) string {
	t.Helper()
	rs := []record{{0, 0, ip(request)}, {0, 0, ip(reply)}}
	build := func(rs ...record) *built { return pcap(little, time.Microsecond, 101, rs...) }
	if ng {
		build = func(rs ...record) *built { return pcapng(little, []uint16{101}, rs...) }
	}
	head := len(build().bytes)
	name := filepath.Join(t.TempDir(), "long")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	w.Write(build().bytes)
	for i := range n {
		r := rs[i%2]
		r.at = time.Duration(i) * time.Millisecond
		w.Write(build(r).bytes[head:])
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return name
}

// A capture of any length takes the same memory: past its beginning, nothing
// is allocated.
func TestReplayStreams(t *testing.T) {
	const packets = 200_000
	for name, ng := range map[string]bool{"pcap": false, "pcapng": true} {
		t.Run(name, func(t *testing.T) {
			r, err := OpenReplay(long(t, packets, ng), addr("192.168.0.2"))
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			buf := make([]byte, MaxPacket)
			read := func() error { _, err := r.ReadPacket(buf); return err }
			read()
			if allocs := testing.AllocsPerRun(1000, func() { read() }); allocs != 0 {
				t.Errorf("%v allocations a packet, want 0", allocs)
			}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			n := 1002
			for ; read() == nil; n++ {
			}
			runtime.ReadMemStats(&after)
			if got := after.TotalAlloc - before.TotalAlloc; got > 1<<20 {
				t.Errorf("%d bytes were allocated over %d packets", got, n)
			}
			if err := read(); n != packets/2 || err != io.EOF {
				t.Errorf("got %d packets and %v, want %d", n, err, packets/2)
			}
		})
	}
}

// A long text is not kept in memory either.
func TestReplayStreamsText(t *testing.T) {
	r := replay(t, []byte(strings.Repeat("+0.001 < "+request+"\n", 20_000)))
	buf := make([]byte, MaxPacket)
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	var before uint64
	for n := 0; ; n++ {
		if n == 100 {
			before = heap()
		}
		if _, err := r.ReadPacket(buf); err != nil {
			break
		}
	}
	if after := heap(); after > before+1<<19 {
		t.Errorf("the heap grew from %d to %d bytes", before, after)
	}
}

func BenchmarkReplay(b *testing.B) {
	for name, ng := range map[string]bool{"pcap": false, "pcapng": true} {
		b.Run(name, func(b *testing.B) {
			const packets = 100_000
			file := long(b, packets, ng)
			buf := make([]byte, MaxPacket)
			b.ReportAllocs()
			b.ResetTimer()
			for n := 0; n < b.N; {
				r, err := OpenReplay(file, addr("192.168.0.9"))
				if err != nil {
					b.Fatal(err)
				}
				for ; n < b.N; n++ {
					if _, err := r.ReadPacket(buf); err != nil {
						break
					}
				}
				r.Close()
			}
		})
	}
}
