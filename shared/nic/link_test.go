package nic

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"tcpworkbook/shared/trace"
)

const (
	mac  = "\x02\x00\x00\x00\x00\x01\x02\x00\x00\x00\x00\x02"
	sll  = "\x00\x00\x00\x01\x00\x06\x02\x00\x00\x00\x00\x01\x00\x00"
	sll2 = "\x00\x00\x00\x00\x00\x01\x00\x01\x00\x06\x02\x00\x00\x00\x00\x01\x00\x00"
)

func TestLinkTypes(t *testing.T) {
	for _, c := range []struct {
		name    string
		link    uint32
		v4, v6  string // headers
		other   string // that of something that is not IP
		minimum int    // the header's length
	}{
		{"raw", 101, "", "", "", 0},
		{"raw, BSD", 12, "", "", "", 0},
		{"raw, OpenBSD", 14, "", "", "", 0},
		{"IPv4", 228, "", "", "", 0},
		{"IPv6", 229, "", "", "", 0},
		{"Ethernet", 1, mac + "\x08\x00", mac + "\x86\xdd", mac + "\x08\x06", 14},
		{"Ethernet with LLC", 1, mac + "\x08\x00", mac + "\x86\xdd", mac + "\x00\x26", 14},
		{"Linux SLL", 113, sll + "\x08\x00", sll + "\x86\xdd", sll + "\x08\x06", 16},
		{"Linux SLL2", 276, "\x08\x00" + sll2, "\x86\xdd" + sll2, "\x08\x06" + sll2, 20},
		{"null, little-endian", 0, "\x02\x00\x00\x00", "\x1e\x00\x00\x00", "\x10\x00\x00\x00", 4},
		{"null, big-endian", 0, "\x00\x00\x00\x02", "\x00\x00\x00\x1e", "\x00\x00\x00\x10", 4},
		{"loop", 108, "\x00\x00\x00\x02", "\x00\x00\x00\x18", "\x00\x00\x00\x10", 4},
	} {
		t.Run(c.name, func(t *testing.T) {
			padded := slices.Concat([]byte(c.v4), ip(request), make([]byte, 7))
			rs := []record{{0, 0, slices.Concat([]byte(c.v4), ip(request))}, {0, 0, slices.Concat([]byte(c.v6), ip(six))}, {0, 0, padded}}
			if c.other != "" {
				rs = append(rs, record{0, 0, slices.Concat([]byte(c.other), ip(request))}, record{0, 0, padded[:c.minimum-1]}, record{}, record{0, 0, padded[:c.minimum]})
			}
			got, err := contents(pcap(little, time.Microsecond, c.link, rs...).bytes)
			want := []string{"0s < " + request, "0s < " + six, "0s < " + request[:len(request)-2] + "5b pad 7"}
			if c.other != "" {
				want = append(want, "0s < raw 0b [empty]")
			}
			same(t, got, want...)
			says(t, err, "")
		})
	}
}

// Padding stays: it is bytes beyond Total Length, and the program's to cut off.
func TestPaddingIsKept(t *testing.T) {
	want := append(ip(request), 1, 2, 3)
	c, err := capture(pcap(little, time.Microsecond, 1, record{frame: append([]byte(mac+"\x08\x00"), want...)}).bytes, trace.Host)
	if err != nil {
		t.Fatal(err)
	}
	if f, err := c.Next(); err != nil || !bytes.Equal(f.Packet, want) {
		t.Errorf("got % x, %v, want % x", f.Packet, err, want)
	}
}

func TestMixedLinkTypes(t *testing.T) {
	got, err := contents(pcapng(big, []uint16{101, 1, 0},
		record{0, 1, slices.Concat([]byte(mac+"\x08\x00"), ip(request))},
		record{0, 0, ip(six)},
		record{0, 1, []byte(mac + "\x08\x06 arp")},
		record{0, 2, slices.Concat([]byte("\x02\x00\x00\x00"), ip(reply))}).bytes)
	same(t, got, "0s < "+request, "0s < "+six, "0s > "+reply)
	says(t, err, "")
}
