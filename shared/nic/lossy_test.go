package nic

import (
	"bytes"
	"fmt"
	"io"
	"math/bits"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// arrivals returns the packets that come until the input ends, each with its time.
func arrivals(t *testing.T, dev Device, start time.Time) (got []string) {
	t.Helper()
	for {
		p, err := get(dev)
		if err != nil {
			is(t, err, io.EOF)
			return got
		}
		got = append(got, fmt.Sprintf("%v %s", dev.Now().Sub(start), p))
	}
}

// letters is a text of packets, each a letter, at seconds.
func letters(times map[byte]float64) []byte {
	var lines []string
	for letter, at := range times {
		lines = append(lines, fmt.Sprintf("%f < raw 1b %x", at, letter))
	}
	slices.Sort(lines)
	return []byte(strings.Join(lines, "\n"))
}

func TestLossyOverReplay(t *testing.T) {
	abc := letters(map[byte]float64{'a': 0, 'b': 0.003, 'c': 1})
	for _, c := range []struct {
		name   string
		faults Faults
		file   []byte
		want   []string
	}{
		{"none", Faults{}, abc, []string{"0s a", "3ms b", "1s c"}},
		{"drop", Faults{Drop: 1}, abc, nil},
		{"duplicate", Faults{Duplicate: 1}, abc, []string{"0s a", "0s a", "3ms b", "3ms b", "1s c", "1s c"}},
		{"delay", Faults{Delay: 500 * time.Millisecond}, abc, []string{"500ms a", "503ms b", "1s c"}},
		{"delay, with time left", Faults{Delay: 500 * time.Millisecond}, append(abc, "\n3 end"...), []string{"500ms a", "503ms b", "1.5s c"}},
		{"reorder all", Faults{Reorder: 1}, abc, []string{"5ms a", "8ms b", "1s c"}},
		{"delay beyond the end", Faults{Delay: time.Hour}, abc, []string{"1s a", "1s b", "1s c"}},
		{"drop and duplicate", Faults{Drop: 1, Duplicate: 1}, abc, nil},
		{"duplicate and delay", Faults{Duplicate: 1, Delay: s}, abc, []string{"1s a", "1s a", "1s b", "1s b", "1s c", "1s c"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dev := Lossy(replay(t, c.file), c.faults)
			same(t, arrivals(t, dev, dev.Now()), c.want...)
		})
	}
}

// With no faults a program cannot tell it from what is behind.
func TestLossyIsTransparent(t *testing.T) {
	text := letters(map[byte]float64{'a': 0, 'b': 1, 'c': 2})
	for _, dev := range []Device{replay(t, text), Lossy(replay(t, text), Faults{})} {
		for start, i := dev.Now(), 0; i < 6; i++ {
			want := []read{{0, "raw 1b 61 [IP version 6]", 0}, {0, timeout, 0}, {s - 1, timeout, s - 1},
				{s, "raw 1b 62 [IP version 6]", s}, {0, timeout, s}, {3 * s, "raw 1b 63 [IP version 6]", 2 * s}}[i]
			want.want = strings.NewReplacer("[IP version 6]", "[IPv6 header cut short: 1 of 40 bytes]").Replace(want.want)
			want.try(t, dev, start)
		}
	}
}

// The same faults in both directions of a pipe.
func TestLossyOverPipe(t *testing.T) {
	for _, c := range []struct {
		name   string
		faults Faults
		want   []string // of packets a at 0 and b at 3ms
	}{
		{"none", Faults{}, []string{"0s a", "3ms b"}},
		{"drop", Faults{Drop: 1}, nil},
		{"duplicate", Faults{Duplicate: 1}, []string{"0s a", "0s a", "3ms b", "3ms b"}},
		{"delay", Faults{Delay: time.Millisecond}, []string{"1ms a", "4ms b"}},
		{"reorder", Faults{Reorder: 0.5, Seed: 1}, []string{"3ms b", "5ms a"}},
	} {
		for _, out := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, out %t", c.name, out), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					a, far := Pipe()
					near := Lossy(a, c.faults)
					from, to := far, near
					if out {
						from, to = near, far
						go get(near) // somebody has to read for delayed packets to go out
					}
					start := time.Now()
					from.WritePacket([]byte("a"))
					time.AfterFunc(3*time.Millisecond, func() { from.WritePacket([]byte("b")) })
					to.SetReadDeadline(start.Add(s))
					var got []string
					for {
						p, err := get(to)
						if err != nil {
							is(t, err, os.ErrDeadlineExceeded)
							break
						}
						got = append(got, fmt.Sprintf("%v %s", time.Since(start), p))
					}
					same(t, got, c.want...)
					near.Close()
				})
			})
		}
	}
}

func TestLossyCorrupt(t *testing.T) {
	a, b := Pipe()
	dev := Lossy(b, Faults{Corrupt: 1})
	first, seen := []byte{0x45, 0, 0, 0}, map[string]bool{}
	for range 400 {
		a.WritePacket(first)
		got, _ := get(dev)
		flipped := 0
		for i := range first {
			flipped += bits.OnesCount8(got[i] ^ first[i])
		}
		if flipped != 1 || got[0]>>4 != 4 {
			t.Fatalf("got % x, want 1 bit flipped, and IP version 4", got)
		}
		seen[got] = true
	}
	if len(seen) != 28 {
		t.Errorf("%d of 28 bits were flipped in their turn", len(seen))
	}
	a.WritePacket(nil)
	gets(t, dev, "")
	if !bytes.Equal(first, []byte{0x45, 0, 0, 0}) {
		t.Errorf("the writer's own packet is now % x", first)
	}
}

// numbered is the packet number n. With a bit flipped it is no other's.
func numbered(n int) []byte { return fmt.Appendf(nil, "%04d%[1]d", n) }

// outcome sends 2000 packets each way and returns what came.
func outcome(t *testing.T, f Faults, write bool) (in, out []string) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		a, far := Pipe()
		near := Lossy(a, f)
		read := func(dev Device) (got []string) {
			dev.SetReadDeadline(dev.Now().Add(10 * time.Millisecond))
			for {
				p, err := get(dev)
				if err != nil {
					return got
				}
				got = append(got, p)
			}
		}
		for i := range 200 {
			for j := range 10 {
				p := numbered(10*i + j)
				far.WritePacket(p)
				if write {
					near.WritePacket(p)
				}
			}
			in = append(in, read(near)...)
			out = append(out, read(far)...)
		}
	})
	return in, out
}

func TestLossyStatistics(t *testing.T) {
	const all = 2000
	for _, c := range []struct {
		name     string
		faults   Faults
		low, top int // packets that arrive
	}{
		{"drop", Faults{Drop: 0.3, Seed: 1}, 1340, 1460},
		{"duplicate", Faults{Duplicate: 0.3, Seed: 2}, 2540, 2660},
		{"reorder", Faults{Reorder: 0.3, Seed: 3}, all, all},
		{"corrupt", Faults{Corrupt: 0.3, Seed: 4}, all, all},
	} {
		t.Run(c.name, func(t *testing.T) {
			in, out := outcome(t, c.faults, true)
			for _, got := range [][]string{in, out} {
				if len(got) < c.low || len(got) > c.top {
					t.Errorf("%d packets of %d arrived, want %d to %d", len(got), all, c.low, c.top)
				}
				arrived := map[string]bool{}
				for _, p := range got {
					arrived[p] = true
				}
				whole := 0
				for i := range all {
					if arrived[string(numbered(i))] {
						whole++
					}
				}
				wantWhole := all
				if c.faults.Drop+c.faults.Corrupt > 0 {
					wantWhole = all * 7 / 10
				}
				if whole < wantWhole-60 || whole > wantWhole+60 {
					t.Errorf("%d packets of %d arrived whole, want about %d", whole, all, wantWhole)
				}
				if sorted := slices.IsSorted(got); sorted == (c.faults.Reorder+c.faults.Corrupt > 0) {
					t.Errorf("in order: %t", sorted)
				}
			}
			if slices.Equal(in, out) {
				t.Error("both directions have the same faults")
			}
		})
	}
}

// A seed decides, whatever goes the other way.
func TestLossySeed(t *testing.T) {
	f := Faults{Drop: 0.2, Duplicate: 0.2, Reorder: 0.2, Corrupt: 0.2, Seed: 42}
	in, out := outcome(t, f, true)
	again, outAgain := outcome(t, f, true)
	alone, _ := outcome(t, f, false)
	if !slices.Equal(in, again) || !slices.Equal(out, outAgain) {
		t.Error("the same seed gave other faults")
	}
	if !slices.Equal(in, alone) {
		t.Error("what is written changes the faults of what is read")
	}
	f.Seed++
	if other, _ := outcome(t, f, true); slices.Equal(in, other) {
		t.Error("another seed gave the same faults")
	}
}

// A reader that waits for packets sees to those on their way out, too.
func TestLossyWriterWakesReader(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, far := Pipe()
		near := Lossy(a, Faults{Delay: s})
		start := time.Now()
		near.SetReadDeadline(start.Add(10 * s))
		time.AfterFunc(2*s, func() { near.WritePacket([]byte("out")) })
		go fails(t, near, os.ErrDeadlineExceeded, 10*s)
		gets(t, far, "out")
		if at := time.Since(start); at != 3*s {
			t.Errorf("the packet came after %v, want 3s", at)
		}
		time.Sleep(10 * s)
		near.Close()
	})
}

func TestLossyDeadlineBeforePacket(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, far := Pipe()
		near := Lossy(a, Faults{Delay: 3 * s})
		far.WritePacket([]byte("in"))
		near.SetReadDeadline(time.Now().Add(s))
		fails(t, near, os.ErrDeadlineExceeded, s)
		fails(t, near, os.ErrDeadlineExceeded, 0)
		near.SetReadDeadline(time.Now().Add(3 * s))
		start := time.Now()
		if gets(t, near, "in"); time.Since(start) != 2*s {
			t.Errorf("the packet came after %v, want 2s", time.Since(start))
		}

		far.WritePacket([]byte("too late"))
		near.SetReadDeadline(time.Now().Add(s))
		fails(t, near, os.ErrDeadlineExceeded, s)
		time.Sleep(5 * s)
		gets(t, near, "too late") // it is there, the deadline does not matter
		fails(t, near, os.ErrDeadlineExceeded, 0)
		near.SetReadDeadline(time.Time{})

		far.WritePacket([]byte("on its way"))
		near.SetReadDeadline(time.Now().Add(s))
		fails(t, near, os.ErrDeadlineExceeded, s)
		near.Close()
		fails(t, near, os.ErrClosed, 0)
		is(t, near.WritePacket(nil), os.ErrClosed)
	})
}

// A deadline that moves leaves what is on its way alone.
func TestLossyDeadlineMoves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, far := Pipe()
		near := Lossy(a, Faults{Delay: s})
		far.WritePacket([]byte("in"))
		start := time.Now()
		time.AfterFunc(s/2, func() { near.SetReadDeadline(start.Add(9 * s)) })
		if gets(t, near, "in"); time.Since(start) != s {
			t.Errorf("the packet came after %v, want 1s", time.Since(start))
		}
		fails(t, near, os.ErrDeadlineExceeded, 8*s)
	})
}

// Of a packet and a deadline at the same time the packet comes first, as in the replay itself.
func TestLossyDeadlineAtPacket(t *testing.T) {
	dev := Lossy(replay(t, []byte("0 < "+request+"\n9 end")), Faults{Delay: s})
	for start, i := dev.Now(), 0; i < 3; i++ {
		[]read{{s, request, s}, {s, timeout, s}, {2 * s, timeout, 2 * s}}[i].try(t, dev, start)
	}
}

// An error is told after what was on its way, and stays.
func TestLossyErrorStays(t *testing.T) {
	file := pcap(little, time.Microsecond, 101, record{0, 0, []byte("a")}, record{s, 0, []byte("b")}).bytes
	dev := Lossy(replay(t, file[:len(file)-1]), Faults{Delay: s})
	gets(t, dev, "a")
	for range 2 {
		_, err := get(dev)
		says(t, err, "cut short after packet 1")
	}
}
