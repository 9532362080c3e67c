// Step 6 is a complete TCP, with the sockets that Go programs know on top: it
// serves echo, discard, daytime, chargen and a web page, and answers ping.
package main

import (
	"context"
	"crypto/rand"
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
	dev, err := flags.Open()
	if err != nil {
		fail(err)
	}
	stack, err := p.start(dev, flags.Addr, flags.Replay != "")
	if err != nil {
		fail(err)
	}
	shutdownOnSignal(stack)
	if err := stack.Run(); err != nil {
		fail(err)
	}
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
	return stack, p.serve(stack, dev)
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "step06:", err)
	os.Exit(1)
}

// patience is how long peers have to acknowledge what was written, when the
// program is to end.
const patience = 3 * time.Second

// shutdownOnSignal ends Run on Ctrl-C or SIGTERM, when what was written has
// arrived; at the second one at once.
func shutdownOnSignal(stack *socket.Stack) {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-stop
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		go func() {
			<-stop
			cancel()
		}()
		if err := stack.Shutdown(ctx); err != nil {
			fail(err)
		}
	}()
}
