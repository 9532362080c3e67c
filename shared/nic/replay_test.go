package nic

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tcpworkbook/shared/trace"
)

const s = time.Second

func replay(t testing.TB, file []byte) *Replay {
	t.Helper()
	r, err := OpenReplay(save(t, file), addr("192.168.0.2"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

// A read is a step of a story: the deadline, and what ReadPacket then does.
type read struct {
	deadline time.Duration // since the start; none if below 0
	want     string        // a packet, or the error's words
	now      time.Duration // after it
}

func (r read) try(t *testing.T, dev Device, start time.Time) {
	t.Helper()
	deadline := time.Time{}
	if r.deadline >= 0 {
		deadline = start.Add(r.deadline)
	}
	dev.SetReadDeadline(deadline)
	buf := make([]byte, MaxPacket)
	n, err := dev.ReadPacket(buf)
	got := trace.Decode(buf[:n]).Text(trace.In)
	if err != nil {
		got = err.Error()
	}
	if now := dev.Now().Sub(start); got != r.want || now != r.now {
		t.Errorf("got %q at %v, want %q at %v", got, now, r.want, r.now)
	}
}

const timeout = "i/o timeout"

func TestReplay(t *testing.T) {
	const none = -1
	text := "0 < " + request + "\n1 < " + six + "\n"
	for _, c := range []struct {
		name, text string
		reads      []read
	}{
		{"no deadline", text, []read{{none, request, 0}, {none, six, s}, {none, "EOF", s}, {none, "EOF", s}}},
		{"deadline before", text, []read{{none, request, 0}, {s - 1, timeout, s - 1}, {s - 1, timeout, s - 1}, {none, six, s}}},
		{"deadline at a packet: that comes first", text, []read{{0, request, 0}, {s, six, s}, {s, "EOF", s}}},
		{"deadline after", text, []read{{s + 1, request, 0}, {s + 1, six, s}, {s + 1, "EOF", s}}},
		{"deadline in the past", text, []read{{s / 2, request, 0}, {s / 2, timeout, s / 2}, {s / 4, timeout, s / 2}, {none, six, s}, {0, timeout, s}, {none, "EOF", s}}},
		{"nothing at time zero", "2 < " + six, []read{{s, timeout, s}, {none, six, 2 * s}, {none, "EOF", 2 * s}}},
		{"end", text + "5 end", []read{{none, request, 0}, {none, six, s}, {4 * s, timeout, 4 * s}, {none, "EOF", 5 * s}, {9 * s, "EOF", 5 * s}}},
		{"relative end", text + "+60 end", []read{{none, request, 0}, {none, six, s}, {61*s - 1, timeout, 61*s - 1}, {none, "EOF", 61 * s}}},
		{"end after the last deadline", "10 end", []read{{10 * s, "EOF", 10 * s}}},
		{"what went out", text + "+1 > " + reply + "\n+1 < " + request, []read{{none, request, 0}, {none, six, s}, {none, request, 3 * s}, {none, "EOF", 3 * s}}},
		{"only what went out", "+1 > " + reply, []read{{none, "EOF", s}}},
		{"nothing", "# nothing", []read{{s, "EOF", 0}}},
		{"an empty packet", "0 < raw 0b", []read{{none, "raw 0b [empty]", 0}, {none, "EOF", 0}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := replay(t, []byte(c.text))
			start := r.Now()
			for _, want := range c.reads {
				want.want = strings.Replace(want.want, "FILE", r.capture.name, 1)
				want.try(t, r, start)
			}
		})
	}
}

// Over a capture, the clock begins with the capture, and -addr decides what went out.
func TestReplayOfCapture(t *testing.T) {
	for _, c := range []struct {
		host  string
		reads []read
	}{
		{"192.168.0.2", []read{{-1, request, 0}, {3 * s, timeout, 3 * s}, {-1, six, 4 * s}, {-1, "EOF", 5 * s}}},
		{"192.168.0.1", []read{{-1, reply, s}, {-1, six, 4 * s}, {-1, reply, 5 * s}, {-1, "EOF", 5 * s}}},
	} {
		b := pcap(little, time.Nanosecond, 101, record{0, 0, ip(request)}, record{s, 0, ip(reply)}, record{4 * s, 0, ip(six)}, record{5 * s, 0, ip(reply)})
		r, err := OpenReplay(save(t, b.bytes), addr(c.host))
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		if !r.Now().Equal(start) {
			t.Errorf("host %s: the clock starts at %v, want %v", c.host, r.Now(), start)
		}
		for _, want := range c.reads {
			want.try(t, r, start)
		}
	}
}

// An error of the capture comes in its turn, and stays.
func TestReplayOfCutCapture(t *testing.T) {
	b := pcap(little, time.Microsecond, 101, record{0, 0, ip(request)}, record{s, 0, ip(six)})
	r := replay(t, b.bytes[:len(b.bytes)-1])
	want := r.capture.name + ": the capture is cut short after packet 1; copy it again, or end the recording with Ctrl-C"
	for _, want := range []read{{-1, request, 0}, {-1, want, 0}, {s, want, 0}, {-1, want, 0}} {
		want.try(t, r, start)
	}
}

// Once a second the program has something to do: 3600 deadlines, and no time.
func TestReplayOfAnHour(t *testing.T) {
	r := replay(t, []byte("3600 < "+request))
	began, timeouts := r.Now(), 0
	for ; ; timeouts++ {
		r.SetReadDeadline(r.Now().Add(s))
		if _, err := r.ReadPacket(make([]byte, MaxPacket)); !errors.Is(err, os.ErrDeadlineExceeded) {
			break
		}
	}
	if now := r.Now().Sub(began); timeouts != 3599 || now != time.Hour {
		t.Errorf("got the packet after %d timeouts at %v, want 3599, %v", timeouts, now, time.Hour)
	}
}

func TestReplayClose(t *testing.T) {
	r := replay(t, []byte("0 < "+request))
	if err := r.WritePacket(ip(reply)); err != nil {
		t.Errorf("write: %v", err)
	}
	if err := r.Close(); err != nil {
		t.Errorf("close: %v", err)
	}
	_, err := r.ReadPacket(make([]byte, MaxPacket))
	is(t, err, os.ErrClosed)
	is(t, r.WritePacket(ip(reply)), os.ErrClosed)
	is(t, r.Close(), os.ErrClosed)
}

func TestReplayIntoShortBuffer(t *testing.T) {
	r := replay(t, []byte("0 < "+request))
	buf := make([]byte, 4)
	if n, err := r.ReadPacket(buf); n != 4 || err != nil || !slices.Equal(buf, ip(request)[:4]) {
		t.Errorf("got % x, %d, %v, want the packet's first 4 bytes", buf, n, err)
	}
}

func TestOpenReplayErrors(t *testing.T) {
	_, err := OpenReplay(t.TempDir()+"/none", trace.Host)
	is(t, err, os.ErrNotExist)
	_, err = OpenReplay(save(t, nil), trace.Host)
	says(t, err, "the file is empty")
}

// A wrong line is told before anything is fed.
func TestReplayWrongLine(t *testing.T) {
	name := filepath.Join(t.TempDir(), "wrong.trace")
	if err := os.WriteFile(name, []byte("0 < "+request+"\nx"), 0o666); err != nil {
		t.Fatal(err)
	}
	_, err := OpenReplay(name, trace.Host)
	says(t, err, name+":2: want a time in seconds such as 0.020000 or +0.5, at most 6 decimals, got \"x\"")
}

// A broken capture gives what is whole, then the error, again and again.
func TestReplayBroken(t *testing.T) {
	file := pcap(little, time.Microsecond, 101, record{0, 0, ip(request)}, record{s, 0, ip(six)}).bytes
	r := replay(t, file[:len(file)-1])
	gets(t, r, string(ip(request)))
	for range 2 {
		_, err := get(r)
		says(t, err, r.capture.name+": the capture is cut short after packet 1")
	}
}

// A capture that is broken behind what the program has read is told at the end.
func TestReplayCloseLooksOn(t *testing.T) {
	whole := pcap(little, time.Microsecond, 101, record{0, 0, ip(request)}, record{s, 0, ip(six)}, record{s, 0, ip(six)}).bytes
	for cut, want := range map[int]string{0: "", 1: ": the capture is cut short after packet 2"} {
		r, err := OpenReplay(save(t, whole[:len(whole)-cut]), addr("192.168.0.2"))
		if err != nil {
			t.Fatal(err)
		}
		gets(t, r, string(ip(request)))
		err = r.Close()
		if want != "" {
			want = r.capture.name + want
		}
		says(t, err, want)
	}
}
