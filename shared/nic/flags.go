package nic

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"net/netip"
	"os"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/songgao/water"
)

// Flags are the command-line flags that the programs of all steps share.
type Flags struct {
	TUN     string     // name of the TUN device
	Addr    netip.Addr // the program's own address
	Replay  string     // a capture to read packets from, instead of the TUN device
	Record  string     // a pcapng file to write packets to
	Trace   bool       // print each packet
	Loss    float64    // percent of packets to drop, each way,
	Dup     float64    // to deliver twice,
	Reorder float64    // and to hold back until others have overtaken them
	Seed    uint64     // decides which: the first, second, … packet of each direction meets the same
}

// ParseFlags reads the command line. If it is wrong, or asks for help, it
// says what there is and ends the program. Flags of the program's own may be
// defined before.
func ParseFlags() *Flags { return parseFlags(false) }

// ParseTracingFlags is ParseFlags for a program that prints each packet unless
// told not to: -trace=false.
func ParseTracingFlags() *Flags { return parseFlags(true) }

func parseFlags(tracing bool) *Flags {
	f := &Flags{Addr: netip.AddrFrom4([4]byte{192, 168, 0, 2})}
	flag.StringVar(&f.TUN, "tun", cmp.Or(os.Getenv("TUN_NAME"), "tun0"), "`name` of the TUN device (macOS: utun4, say; else the next free one); $TUN_NAME, if it is set")
	flag.Func("addr", "the program's own IPv4 `address` (default 192.168.0.2)", f.setAddr)
	flag.StringVar(&f.Replay, "replay", "", "read packets from this `file`: .pcap, .pcapng, or text in the trace notation")
	flag.StringVar(&f.Record, "record", "", "write all packets to this pcapng `file`")
	flag.BoolVar(&f.Trace, "trace", tracing, "print each packet on a line, < in, > out")
	flag.Func("loss", "drop this `percentage` of the packets, each way (default 0)", percent(&f.Loss))
	flag.Func("dup", "deliver this `percentage` of the packets twice, each way (default 0)", percent(&f.Dup))
	flag.Func("reorder", "hold back this `percentage` of the packets for 5 ms, each way (default 0)", percent(&f.Reorder))
	flag.Uint64Var(&f.Seed, "seed", 1, "this `number` decides which packets -loss, -dup and -reorder hit")
	flag.Usage = usage
	flag.Parse()
	if flag.NArg() > 0 {
		fmt.Fprintf(flag.CommandLine.Output(), "unexpected argument %q: all settings are flags\n", flag.Arg(0))
		usage()
		os.Exit(2)
	}
	return f
}

func (f *Flags) setAddr(s string) error {
	addr, err := netip.ParseAddr(s)
	if err != nil || !addr.Is4() {
		return errors.New("want an IPv4 address such as 192.168.0.2")
	}
	f.Addr = addr
	return nil
}

// percent returns what sets p.
func percent(p *float64) func(string) error {
	return func(s string) error {
		n, err := strconv.ParseFloat(s, 64)
		if err != nil || !(0 <= n && n <= 100) {
			return errors.New("want a number from 0 to 100")
		}
		*p = n
		return nil
	}
}

func usage() {
	out := flag.CommandLine.Output()
	fmt.Fprintf(out, "flags:\n")
	flag.PrintDefaults()
	fmt.Fprintf(out, "example:\n  go run ./%s -trace -replay testdata/captures/ping.pcap\n", program())
}

// program is the folder of the program that runs, from the module's root.
func program() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "step03-parse-ipv4"
	}
	return strings.TrimSuffix(strings.TrimPrefix(info.Path, "tcpworkbook/"), ".test")
}

// Open opens the device that the flags ask for.
func (f *Flags) Open() (Device, error) { return f.OpenWith(OpenTUN) }

// OpenWith is Open, with another way to open a TUN device than OpenTUN.
func (f *Flags) OpenWith(open func(name string) (*water.Interface, error)) (Device, error) {
	if sameFile(f.Replay, f.Record) {
		return nil, fmt.Errorf("-record %s would overwrite what -replay reads", f.Record)
	}
	dev, err := f.device(open)
	if err != nil {
		return nil, err
	}
	if f.Loss > 0 || f.Dup > 0 || f.Reorder > 0 {
		dev = Lossy(dev, Faults{Drop: f.Loss / 100, Duplicate: f.Dup / 100, Reorder: f.Reorder / 100, Seed: f.Seed})
	}
	if f.Record != "" {
		recorded, err := Record(dev, f.Record)
		if err != nil {
			dev.Close()
			return nil, err
		}
		dev = recorded
	}
	if f.Trace {
		dev = Trace(dev, os.Stdout)
	}
	return dev, nil
}

func (f *Flags) device(open func(name string) (*water.Interface, error)) (Device, error) {
	if f.Replay != "" {
		return OpenReplay(f.Replay, f.Addr)
	}
	tun, err := open(f.TUN)
	if err != nil {
		return nil, err
	}
	return FromStream(tun), nil
}

func sameFile(a, b string) bool {
	x, err1 := os.Stat(a)
	y, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(x, y)
}
