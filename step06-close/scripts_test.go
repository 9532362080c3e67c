package main

import (
	"bytes"
	"net/netip"
	"os"
	"testing"

	"tcpworkbook/shared/nic"
	"tcpworkbook/shared/steptest"
)

// The scripts in testdata are no milestones: they try the whole program.
func TestScripts(t *testing.T) { steptest.RunOthers(t, "testdata") }

// Those in testdata/long take minutes; .ci/run runs them, with WORKBOOK_LONG=1.
func TestLongScripts(t *testing.T) {
	if os.Getenv("WORKBOOK_LONG") == "" {
		t.Skip("takes minutes; WORKBOOK_LONG=1 runs it")
	}
	steptest.RunOthers(t, "testdata/long")
}

// The same replay gives the same output each time, to the byte.
func TestReplayIsTheSameEachTime(t *testing.T) {
	for _, capture := range []string{"tcp-echo", "tcp-chargen", "tcp-half-close", "tcp-lost"} {
		file := "../testdata/captures/" + capture + ".pcapng"
		first := replayed(t, file)
		if n := bytes.Count(first, []byte("\n")); n < 10 {
			t.Errorf("%s: %d lines of output, want 10 or more:\n%s", capture, n, first)
		}
		for i := range 100 {
			if again := replayed(t, file); !bytes.Equal(again, first) {
				t.Fatalf("%s: replay %d gave\n%s\nthe first\n%s", capture, i+2, again, first)
			}
		}
	}
}

// replayed returns what the program prints of a replay.
func replayed(t *testing.T, file string) []byte {
	t.Helper()
	addr := netip.MustParseAddr("192.168.0.2")
	dev, err := nic.OpenReplay(file, addr)
	if err != nil {
		t.Fatal(err)
	}
	defer dev.Close()
	var out bytes.Buffer
	p := &program{mtu: 1500, services: allServices}
	stack, err := p.start(nic.Trace(dev, &out), addr, true)
	if err != nil {
		t.Fatal(err)
	}
	if err := stack.Run(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
