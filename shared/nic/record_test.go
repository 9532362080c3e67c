package nic

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// recording returns what Record writes of packets read from a device.
func recording(t testing.TB, packets ...[]byte) []byte {
	t.Helper()
	name := filepath.Join(t.TempDir(), "recording")
	a, b := Pipe()
	dev, err := Record(a, name)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range packets {
		b.WritePacket(p)
		if _, err := dev.ReadPacket(make([]byte, MaxPacket)); err != nil {
			t.Fatal(err)
		}
	}
	dev.Close()
	file, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// record replays a text, answers each packet, and returns the recording's name.
func recordReplay(t *testing.T, text string) string {
	t.Helper()
	replay, err := OpenReplay(save(t, []byte(text)), addr("192.168.0.2"))
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "recording.pcapng")
	dev, err := Record(replay, name)
	if err != nil {
		t.Fatal(err)
	}
	defer dev.Close()
	for {
		if _, err := dev.ReadPacket(make([]byte, MaxPacket)); err != nil {
			return name
		}
		if err := dev.WritePacket(ip(reply)); err != nil {
			t.Fatal(err)
		}
	}
}

const replayed = "0 < " + request + "\n1.5 < raw 3b 450000\n3600.000001 < " + six + "\n"

func TestRecordIsReadBack(t *testing.T) {
	name := recordReplay(t, replayed)
	file, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	got, err := contents(file)
	says(t, err, "")
	same(t, got, "0s < "+request, "0s > "+reply,
		"1.5s < raw 3b 450000 [IPv4 header cut short: 3 of 20 bytes]", "1.5s > "+reply,
		"1h0m0.000001s < "+six, "1h0m0.000001s > "+reply)
}

func TestRecordOfNothing(t *testing.T) {
	got, err := contents(recording(t))
	same(t, got)
	says(t, err, "")
}

// Each packet is in the file before the next one comes.
func TestRecordIsWrittenAtOnce(t *testing.T) {
	a, _ := Pipe()
	name := filepath.Join(t.TempDir(), "recording")
	dev, err := Record(a, name)
	if err != nil {
		t.Fatal(err)
	}
	defer dev.Close()
	for n := range 3 {
		file, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := contents(file)
		if says(t, err, ""); len(got) != n {
			t.Errorf("%d packets are in the file after %d", len(got), n)
		}
		dev.WritePacket(ip(reply))
	}
}

func TestRecordErrors(t *testing.T) {
	a, _ := Pipe()
	_, err := Record(a, t.TempDir())
	if err == nil {
		t.Error("a folder was recorded to")
	}
	dev, err := Record(a, filepath.Join(t.TempDir(), "recording"))
	if err != nil {
		t.Fatal(err)
	}
	dev.(*recorded).to.file.Close()
	says(t, dev.WritePacket(ip(reply)), "recording to ")
}

// interrupted is a device on which a signal comes right after each packet.
type interrupted struct {
	Device
	signal func()
}

func (i *interrupted) ReadPacket(p []byte) (int, error) {
	n, err := i.Device.ReadPacket(p)
	i.signal()
	return n, err
}

// A program that is ended while it has a packet in hand sees a good end.
func TestRecordInterrupted(t *testing.T) {
	a, b := Pipe()
	inner := &interrupted{Device: a}
	dev, err := Record(inner, filepath.Join(t.TempDir(), "recording"))
	if err != nil {
		t.Fatal(err)
	}
	inner.signal = func() { dev.Close() }
	b.WritePacket(ip(request))
	for range 2 {
		_, err = get(dev)
		is(t, err, os.ErrClosed)
	}
	is(t, dev.WritePacket(ip(reply)), os.ErrClosed)
}

func TestRecordIsReadByOthers(t *testing.T) {
	name := recordReplay(t, replayed)
	day := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		command, want string
	}{
		{"tcpdump -n -tt -r FILE icmp", fmt.Sprintf("%d.000000 IP 192.168.0.1 > 192.168.0.2: ICMP echo request, id 7, seq 1, length 13", day.Unix())},
		{"tshark -n -r FILE -T fields -e frame.time_relative -e frame.packet_flags_direction -e ip.src", strings.Join([]string{
			"0.000000000\t0x00000001\t192.168.0.1", "0.000000000\t0x00000002\t192.168.0.2",
			"1.500000000\t0x00000001\t", "1.500000000\t0x00000002\t192.168.0.2",
			"3600.000001000\t0x00000001\t", "3600.000001000\t0x00000002\t192.168.0.2"}, "\n")},
	} {
		words := strings.Fields(strings.Replace(c.command, "FILE", name, 1))
		t.Run(words[0], func(t *testing.T) {
			if _, err := exec.LookPath(words[0]); err != nil {
				t.Skip("to see that others can read a recording: ", err)
			}
			out, err := exec.Command(words[0], words[1:]...).CombinedOutput()
			if err != nil || !strings.Contains(string(out), c.want) {
				t.Errorf("%s: %v\ngot\n%swant\n%s", c.command, err, out, c.want)
			}
		})
	}
}
