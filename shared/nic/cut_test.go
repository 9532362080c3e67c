package nic

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// A file cut anywhere gives the packets before the cut. If it is not cut just
// between two blocks, it says so.
func TestCutAnywhere(t *testing.T) {
	rs := []record{{0, 0, ip(request)}, {time.Second, 0, ip(six)}, {time.Minute, 0, ip(reply)}}
	for _, c := range []struct {
		name string
		*built
		first int // the number of blocks before the first packet
	}{
		{"pcap", pcap(little, time.Microsecond, 101, rs...), 1},
		{"pcap, ns, big-endian", pcap(big, time.Nanosecond, 101, rs...), 1},
		{"pcapng", pcapng(little, []uint16{101}, rs...), 2},
		{"pcapng, big-endian, mixed", pcapng(big, []uint16{101, 1}, rs...), 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			all, err := contents(c.bytes)
			says(t, err, "")
			for cut := 1; cut <= len(c.bytes); cut++ {
				got, err := contents(c.bytes[:cut])
				whole, atEnd := slices.BinarySearch(c.ends, cut)
				if atEnd {
					whole++
				}
				packets := max(0, whole-c.first)
				same(t, got, all[:packets]...)
				want := fmt.Sprintf("test: the capture is cut short after packet %d; ", packets)
				if atEnd {
					want = ""
				}
				says(t, err, want)
				if t.Failed() {
					t.Fatalf("cut after %d of %d bytes", cut, len(c.bytes))
				}
			}
		})
	}
}

// A recording has options at its packets.
func TestRecordingCutAnywhere(t *testing.T) {
	file := recording(t, ip(request), ip(six), ip(reply))
	all, err := contents(file)
	says(t, err, "")
	ended := 0
	for cut := 1; cut <= len(file); cut++ {
		got, err := contents(file[:cut])
		same(t, got, all[:len(got)]...)
		if err == nil {
			ended++
			continue
		}
		says(t, err, fmt.Sprintf("cut short after packet %d; ", len(got)))
	}
	if want := 2 + 3; ended != want {
		t.Errorf("cut at %d places it ended well, want after each of the %d blocks", ended, want)
	}
}

// A text cut anywhere is a shorter text, or one with a wrong last line.
func TestTextCutAnywhere(t *testing.T) {
	text := "# é\n0 < " + request + "\n0.5 > " + reply + "\n+60 end\n"
	for cut := 1; cut <= len(text); cut++ {
		got, err := contents([]byte(text[:cut]))
		lines := strings.Count(text[:cut], "\n")
		if len(got) < lines-1 || err != nil && !strings.HasPrefix(err.Error(), fmt.Sprintf("test:%d: want ", lines+1)) {
			t.Errorf("cut after %d bytes: %d packets, then %v", cut, len(got), err)
		}
	}
}
