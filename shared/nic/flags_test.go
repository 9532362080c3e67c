package nic

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/songgao/water"
)

// A program that is started with this variable parses its flags and prints them.
const flagsVar = "NIC_TEST_FLAGS"

func TestMain(m *testing.M) {
	if os.Getenv(flagsVar) != "" {
		flag.CommandLine = flag.NewFlagSet(os.Args[0], flag.ExitOnError) // without the flags of a test
		flag.CommandLine.Usage = func() { flag.Usage() }
		fmt.Printf("%+v\n", *ParseFlags())
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// flagsRun starts this program with arguments.
func flagsRun(t *testing.T, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, errs strings.Builder
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), flagsVar+"=1", "GORACE=atexit_sleep_ms=0")
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil && !errors.As(err, new(*exec.ExitError)) {
		t.Fatal(err)
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

const help = `flags:
  -addr address
    	the program's own IPv4 address (default 192.168.0.2)
  -dup percentage
    	deliver this percentage of the packets twice, each way (default 0)
  -loss percentage
    	drop this percentage of the packets, each way (default 0)
  -record file
    	write all packets to this pcapng file
  -reorder percentage
    	hold back this percentage of the packets for 5 ms, each way (default 0)
  -replay file
    	read packets from this file: .pcap, .pcapng, or text in the trace notation
  -seed number
    	this number decides which packets -loss, -dup and -reorder hit (default 1)
  -trace
    	print each packet on a line, < in, > out
  -tun name
    	name of the TUN device (macOS: utun4, say; else the next free one); $TUN_NAME, if it is set (default "tun0")
example:
  go run ./shared/nic -trace -replay testdata/captures/ping.pcap
`

func TestFlags(t *testing.T) {
	for _, c := range []struct{ args, want string }{
		{"", "{TUN:tun0 Addr:192.168.0.2 Replay: Record: Trace:false Loss:0 Dup:0 Reorder:0 Seed:1}"},
		{"-tun tun7 -addr 10.0.0.1 -replay a.pcap -record b.pcapng -trace -loss 2.5 -dup 1 -reorder 100 -seed 7",
			"{TUN:tun7 Addr:10.0.0.1 Replay:a.pcap Record:b.pcapng Trace:true Loss:2.5 Dup:1 Reorder:100 Seed:7}"},
		{"-loss 100 -loss 0", "{TUN:tun0 Addr:192.168.0.2 Replay: Record: Trace:false Loss:0 Dup:0 Reorder:0 Seed:1}"},
	} {
		if out, errs, code := flagsRun(t, strings.Fields(c.args)...); out != c.want+"\n" || errs != "" || code != 0 {
			t.Errorf("%s: got %q, %q, %d, want %q", c.args, out, errs, code, c.want)
		}
	}
}

func TestFlagsHelp(t *testing.T) {
	for _, flag := range []string{"-h", "-help"} {
		if out, errs, code := flagsRun(t, flag); out+errs != help || code != 0 {
			t.Errorf("%s: got code %d and\n%s%s", flag, code, out, errs)
		}
	}
}

func TestFlagsErrors(t *testing.T) {
	for args, want := range map[string]string{
		"-addr x":                   `invalid value "x" for flag -addr: want an IPv4 address such as 192.168.0.2`,
		"-addr fe80::1":             `invalid value "fe80::1" for flag -addr: want an IPv4 address such as 192.168.0.2`,
		"-addr ::ffff:192.168.0.2":  `invalid value "::ffff:192.168.0.2" for flag -addr: want an IPv4 address such as 192.168.0.2`,
		"-addr 192.168.0.2/24":      `invalid value "192.168.0.2/24" for flag -addr: want an IPv4 address such as 192.168.0.2`,
		"-loss 101":                 `invalid value "101" for flag -loss: want a number from 0 to 100`,
		"-loss -1":                  `invalid value "-1" for flag -loss: want a number from 0 to 100`,
		"-loss 5%":                  `invalid value "5%" for flag -loss: want a number from 0 to 100`,
		"-loss NaN":                 `invalid value "NaN" for flag -loss: want a number from 0 to 100`,
		"-dup 101":                  `invalid value "101" for flag -dup: want a number from 0 to 100`,
		"-reorder -1":               `invalid value "-1" for flag -reorder: want a number from 0 to 100`,
		"-trace testdata/ping.pcap": `unexpected argument "testdata/ping.pcap": all settings are flags`,
		"-repaly x":                 `flag provided but not defined: -repaly`,
		"-replay":                   `flag needs an argument: -replay`,
	} {
		out, errs, code := flagsRun(t, strings.Fields(args)...)
		if out != "" || errs != want+"\n"+help || code != 2 {
			t.Errorf("%s: got code %d, %q and\n%swant code 2 and\n%s", args, code, out, errs, want)
		}
	}
}

// A way to open a TUN device that has none.
func noTUN(name string) (*water.Interface, error) { return nil, errors.New("no " + name) }

func TestOpen(t *testing.T) {
	file := save(t, []byte("0 < "+request))
	recording := filepath.Join(t.TempDir(), "recording")
	f := &Flags{Addr: addr("192.168.0.2"), Replay: file, Record: recording, Trace: true, Loss: 50, Dup: 25, Reorder: 1, Seed: 7}
	dev, err := f.OpenWith(noTUN)
	if err != nil {
		t.Fatal(err)
	}
	defer dev.Close()
	record, ok := dev.(*traced).Device.(*recorded)
	if !ok {
		t.Fatal("no recording")
	}
	lossy, ok := record.Device.(*lossy)
	if !ok || lossy.in.faults != (Faults{Drop: 0.5, Duplicate: 0.25, Reorder: 0.01, Seed: 7}) {
		t.Fatalf("no loss: %+v", lossy)
	}
	if _, ok := lossy.Device.(*Replay); !ok {
		t.Fatal("no replay")
	}
	if _, err := os.Stat(recording); err != nil {
		t.Error(err)
	}
}

func TestOpenTakesTUN(t *testing.T) {
	a, b := Pipe()
	f := &Flags{TUN: "tun7"}
	dev, err := f.OpenWith(func(name string) (*water.Interface, error) {
		if name != "tun7" {
			t.Errorf("asked for %s", name)
		}
		return &water.Interface{ReadWriteCloser: Stream(a)}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := dev.(*packets); !ok {
		t.Errorf("got a %T", dev)
	}
	b.WritePacket([]byte("one"))
	gets(t, dev, "one")
}

func TestOpenErrors(t *testing.T) {
	file := save(t, []byte("0 < "+request))
	folder, cut := filepath.Dir(file), save(t, nil)
	for want, f := range map[string]*Flags{
		"no tun0":              {TUN: "tun0"},
		"none: ":               {Replay: folder + "/none"},
		"the file is empty":    {Replay: cut},
		"open " + folder + ":": {Replay: file, Record: folder},
		"-record " + folder + "/./capture would overwrite what -replay reads": {Replay: file, Record: folder + "/./capture"},
	} {
		dev, err := f.OpenWith(noTUN)
		if says(t, err, want); dev != nil {
			t.Errorf("%s: got a device, too", want)
		}
	}
	if left, err := os.ReadFile(file); err != nil || len(left) == 0 {
		t.Errorf("the file that is replayed is now %q, %v", left, err)
	}
}

// If a recording cannot be made, the device is closed.
func TestOpenClosesDevice(t *testing.T) {
	a, _ := Pipe()
	f := &Flags{Record: t.TempDir()}
	_, err := f.OpenWith(func(string) (*water.Interface, error) { return &water.Interface{ReadWriteCloser: Stream(a)}, nil })
	if err == nil {
		t.Error("a folder was recorded to")
	}
	is(t, a.Close(), os.ErrClosed)
}
