package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net/netip"
	"os"

	"tcpworkbook/shared/nic"
	"tcpworkbook/shared/trace"
)

const traceUsage = `usage: go tool workbook trace [-addr ADDRESS] FILE

Prints a capture (.pcap, .pcapng, or text in the notation) with a line for each
packet: < for those to the program, > for those from it.

	go tool workbook trace testdata/captures/ping.pcap

  -addr ADDRESS   the program's own address (default 192.168.0.2)
`

// traceCommand prints a capture in the trace notation.
func traceCommand(args []string) int {
	flags := flag.NewFlagSet("trace", flag.ContinueOnError)
	flags.Usage = func() { fmt.Fprint(flags.Output(), traceUsage) }
	host := trace.Host
	flags.Func("addr", "", func(s string) (err error) {
		host, err = netip.ParseAddr(s)
		return err
	})
	switch err := flags.Parse(args); {
	case err == flag.ErrHelp:
		return 0
	case err != nil:
		return 2
	case flags.NArg() != 1:
		flags.Usage()
		return 2
	}
	if err := printCapture(os.Stdout, flags.Arg(0), host); err != nil {
		return fail(err)
	}
	return 0
}

func printCapture(w io.Writer, name string, host netip.Addr) error {
	c, err := nic.OpenCapture(name, host)
	if err != nil {
		return err
	}
	defer c.Close()
	printer := trace.NewPrinter(w)
	for {
		f, err := c.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if f.Line != nil {
			_, err = fmt.Fprintln(w, f.Line)
		} else {
			err = printer.Print(f.Time, f.Dir, f.Packet)
		}
		if err != nil {
			return err
		}
	}
}
