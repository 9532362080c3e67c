package main

import (
	"bytes"
	"fmt"
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
	t.Setenv("STEPTEST_LIMIT", "20m") // it only ends what hangs
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

func init() { commands["flood"] = flood }

// flood prints a trace: a thousand SYNs in a tenth of a second, each from another
// address, and then a connection that is used.
func flood() {
	for i := range 1000 {
		fmt.Printf("%.4f < 10.9.%d.%d:1024 > 192.168.0.2:7  S %d:%d(0) win 64240 <mss 1460>\n", float64(i)/10000, i/250, 1+i%250, i, i)
	}
	fmt.Print(`0.2 < 40000 > 7  S 0:0(0) win 64240 <mss 1460>
0.3 < 40000 > 7  . 1:1(0) ack 1 win 64240
0.3 < 40000 > 7  P. 1:6(5) ack 1 win 64240 "hello"
0.4 < 40000 > 7  F. 6:6(0) ack 6 win 64240
0.5 < 40000 > 7  . 7:7(0) ack 7 win 64240
1.5 end
`)
}
