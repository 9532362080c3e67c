// Step 6 is a complete TCP, with the sockets that Go programs know on top: it
// serves echo, discard, daytime, chargen and a web page, and answers ping.
package main

import (
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"net/netip"
	"os"
	"os/signal"
	"syscall"
	"time"

	"tcpworkbook/shared/nic"
	"tcpworkbook/step06-close/socket"
	"tcpworkbook/step06-close/tcp"
)

func main() {
	p := defineFlags()
	flags := nic.ParseTracingFlags()
	if p.get != "" && !isSet("trace") {
		flags.Trace = false // what is fetched stands alone
	}
	dev, err := flags.Open()
	if err != nil {
		fail(err)
	}
	stack, err := p.start(dev, flags.Addr, flags.Replay != "")
	if err != nil {
		fail(err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	if err := p.run(ctx, stack); err != nil {
		fail(err)
	}
}

// isSet reports whether a flag is on the command line.
func isSet(name string) (set bool) {
	flag.Visit(func(f *flag.Flag) { set = set || f.Name == name })
	return set
}

// patience is how long peers have to acknowledge what was written, when the
// program is to end.
const patience = 3 * time.Second

// run lets the host run until its input is over, or ctx is done, or all is done
// that it was to do.
func (p *program) run(ctx context.Context, s *socket.Stack) error {
	ended := make(chan error, 1)
	go func() { ended <- s.Run() }()
	var err error
	if p.get != "" {
		err = get(ctx, s, p.get, os.Stdout)
	} else {
		select {
		case err := <-ended:
			return err
		case <-ctx.Done():
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	return errors.Join(err, s.Shutdown(ctx), <-ended)
}

// start makes a host with services on dev. It does nothing before it runs.
func (p *program) start(dev nic.Device, addr netip.Addr, replay bool) (*socket.Stack, error) {
	config := socket.Config{
		Config:   tcp.Config{Addrs: []netip.Addr{addr}, Limits: p.limits()},
		Ignored:  func(err error) { fmt.Println("ignoring weird packet:", err) },
		LockStep: replay,
	}
	if !replay { // a replay is the same each time
		rand.Read(config.Secret[:])
	}
	stack := socket.New(dev, config)
	return stack, p.serve(stack, dev, addr, replay)
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "step06:", err)
	os.Exit(1)
}
