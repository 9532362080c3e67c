package gvisor

import (
	"context"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/netip"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gvisor.dev/gvisor/pkg/buffer"
	"gvisor.dev/gvisor/pkg/tcpip"
	"gvisor.dev/gvisor/pkg/tcpip/header"
	"gvisor.dev/gvisor/pkg/tcpip/link/channel"
	"gvisor.dev/gvisor/pkg/tcpip/network/ipv4"
	"gvisor.dev/gvisor/pkg/tcpip/stack"

	"tcpworkbook/shared/nic"
	"tcpworkbook/shared/steptest"
	"tcpworkbook/shared/trace"
	"tcpworkbook/step06-close/tcp"
)

// bound is how long a case may take. Most wait for a time-out or two.
const bound = 2 * time.Minute

// TestMain lets more cases wait at a time than there are processors.
func TestMain(m *testing.M) {
	flag.Set("test.parallel", "24")
	steptest.Main(m, (&answer{name: "gvisor"}).main, map[string]func(){
		"step04": (&answer{name: "step04", services: services4, timeless: true}).main,
		"step05": (&answer{name: "step05", services: services5}).main,
		"step06": (&answer{name: "step06", services: services6}).main,
	})
}

// The sockets of all connections. gVisor has the address of the trace's peer.
var (
	ourServer, theirServer = netip.AddrPortFrom(trace.Host, 7), netip.AddrPortFrom(trace.Peer, 7)
	ourClient, theirClient = netip.AddrPortFrom(trace.Host, 40000), netip.AddrPortFrom(trace.Peer, 50000)
)

// An end is one side's user of a connection: ours, or gVisor's.
type end interface {
	opened() error // waits until the connection is established
	write(p []byte) (int, error)
	read(p []byte) (int, error)
	closeWrite() error // there is no more to send
	close() error      // and nobody reads any more
	abort() error
	noDelay(off bool) error
	state() string
	awaitState(any ...string) error
	buffered(n int) error // waits until so many bytes can be read
}

// A setup says what a network is like. The zero value has no faults.
type setup struct {
	limits tcp.Limits
	mtu    int // of gVisor's link; 0: that of limits
	faults nic.Faults
	theirs []tcpip.SettableTransportProtocolOption
}

// noRACK is set first: with RACK, gVisor's sender sometimes stops for good when
// the last segment but a few was lost (see doc.go).
var noRACK = option(tcpip.TCPRecovery(0))

// A network is our stack and gVisor's, and a link between them.
type network struct {
	t      *testing.T
	ctx    context.Context // of the case: it ends when its time is up
	ours   *host
	theirs *stack.Stack
	link   *channel.Endpoint
	far    nic.Device // gVisor's end of the link
	gate   sync.Mutex // who holds it holds up all packets
	lose   func(trace.Direction, trace.Packet) bool
	seen   *transcript  // what passed our end
	fins   atomic.Int32 // how many FINs gVisor has sent

	listener *theirEnd // gVisor's
	we, they end
}

// A transcript is a trace in memory.
type transcript struct {
	mu   sync.Mutex
	text strings.Builder
}

func (t *transcript) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.Write(p)
}

func (t *transcript) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.String()
}

func newNetwork(t *testing.T, s setup) *network {
	t.Helper()
	if s.limits == (tcp.Limits{}) {
		s.limits = tcp.DefaultLimits
	}
	if s.mtu == 0 {
		s.mtu = s.limits.MTU
	}
	ctx, cancel := context.WithTimeout(t.Context(), bound)
	near, far := nic.Pipe()
	n := &network{t: t, ctx: ctx, link: channel.New(512, uint32(s.mtu), ""), far: far, seen: &transcript{}}
	n.ours = newHost(nic.Trace(nic.Lossy(near, s.faults), n.seen), tcp.Config{
		Addrs: []netip.Addr{trace.Host}, Limits: s.limits, Secret: [32]byte{1},
	})
	theirs, err := newStack(n.link, trace.Peer, append([]tcpip.SettableTransportProtocolOption{noRACK}, s.theirs...))
	if err != nil {
		t.Fatal(err)
	}
	n.theirs = theirs
	go n.fromTheirs()
	go n.toTheirs()
	t.Cleanup(func() {
		if t.Failed() {
			n.tell()
		}
		cancel()
		far.Close()
		theirs.Destroy()
	})
	return n
}

func (n *network) fromTheirs() {
	for {
		p := n.link.ReadContext(n.ctx)
		if p == nil {
			return
		}
		view := p.ToView()
		p.DecRef()
		if flags := view.AsSlice()[header.IPv4MinimumSize+13]; trace.Flags(flags)&trace.FIN != 0 {
			n.fins.Add(1)
		}
		if n.passes(trace.In, view.AsSlice()) {
			n.far.WritePacket(view.AsSlice())
		}
		view.Release()
	}
}

func (n *network) toTheirs() {
	buf := make([]byte, nic.MaxPacket)
	for {
		k, err := n.far.ReadPacket(buf)
		if err != nil {
			return
		}
		if n.passes(trace.Out, buf[:k]) {
			p := stack.NewPacketBuffer(stack.PacketBufferOptions{Payload: buffer.MakeWithData(buf[:k])})
			n.link.InjectInbound(ipv4.ProtocolNumber, p)
			p.DecRef()
		}
	}
}

// passes waits at the gate.
func (n *network) passes(dir trace.Direction, packet []byte) bool {
	n.gate.Lock()
	defer n.gate.Unlock()
	return n.lose == nil || !n.lose(dir, trace.Decode(packet))
}

// tell logs what is known when a case has failed.
func (n *network) tell() {
	lines := strings.SplitAfter(n.seen.String(), "\n")
	if os.Getenv("WHOLE") == "" && len(lines) > 60 {
		lines = append(append(lines[:20:20], "...\n"), lines[len(lines)-40:]...)
	}
	n.t.Logf("what passed our end:\n%s", strings.Join(lines, ""))
	if e, ok := n.we.(*ourEnd); ok {
		s, err := e.status()
		n.t.Logf("we are %+v, %v", s, err)
	}
	if n.they != nil {
		n.t.Logf("gVisor is %s", n.they.state())
	}
}

// check ends the case after an error.
func (n *network) check(what string, err error) {
	n.t.Helper()
	if err != nil {
		n.t.Fatalf("%s: %v", what, err)
	}
}

// Who opens, or closes, first.
const (
	we   = "we"
	they = "gVisor"
	both = "both"
)

// connect opens the connection.
func (n *network) connect(opener string) {
	n.t.Helper()
	switch opener {
	case we:
		if n.listener == nil {
			l, err := listen(n.ctx, n.theirs, theirServer.Port())
			n.check("gVisor listens", err)
			n.listener = l
		}
		n.dial(theirServer)
		accepted, err := n.listener.accept()
		n.check("gVisor accepts", err)
		n.they = accepted
	case they:
		l, err := n.ours.listen(n.ctx, ourServer.Port())
		n.check("we listen", err)
		n.call(ourServer)
		n.we, err = n.ours.accept(n.ctx, l)
		n.check("we accept", err)
		n.ours.do(n.ctx, func(time.Time) { l.Close() })
	case both:
		n.gate.Lock()
		n.dial(theirClient)
		n.call(ourClient)
		n.gate.Unlock()
	}
	n.check("we open", n.we.opened())
	n.check("gVisor opens", n.they.opened())
}

// dial has us ask for a connection.
func (n *network) dial(to netip.AddrPort) {
	n.t.Helper()
	e, err := n.ours.dial(n.ctx, ourClient, to)
	n.check("we dial", err)
	n.we = e
}

// call has gVisor ask for one.
func (n *network) call(to netip.AddrPort) {
	n.t.Helper()
	e, err := bind(n.ctx, n.theirs, theirClient.Port())
	n.check("gVisor binds", err)
	n.they = e
	n.check("gVisor connects", e.connect(to))
}

// states checks where both ends arrive.
func (n *network) states(ours, theirs string) {
	n.t.Helper()
	err := n.we.awaitState(ours, "CLOSED")
	if err == nil && n.we.state() != ours && !(ours == "TIME-WAIT" && n.wasReset()) {
		err = errors.New("too early")
	}
	if err != nil {
		n.t.Errorf("we are in %s, want %s: %v", n.we.state(), ours, err)
	}
	if err := n.theyArrive(theirs); err != nil {
		n.t.Errorf("gVisor is in %s, want %s: %v", n.they.state(), theirs, err)
	}
	if n.t.Failed() {
		n.t.FailNow()
	}
}

// theyArrive waits for a state of gVisor's. Where it sends its FIN again, it may
// end in FIN-WAIT-2 instead: see doc.go.
func (n *network) theyArrive(want string) error {
	if want == "CLOSED" || want == "TIME-WAIT" {
		if err := n.they.awaitState(want, "FIN-WAIT-2"); err != nil || n.fins.Load() > 1 {
			return err
		}
	}
	return n.they.awaitState(want)
}

// wasReset reports whether gVisor has sent us a reset. If an acknowledgment of
// its FIN comes twice, it has forgotten the connection at the second, and its
// reset ends our TIME-WAIT, as RFC 9293 has it (RFC 1337 calls it a hazard).
func (n *network) wasReset() bool { return strings.Contains(n.seen.String(), " < 7 > 40000  R") }

// together runs what users do at the same time.
func (n *network) together(users ...func() error) {
	n.t.Helper()
	results := make(chan error)
	for _, user := range users {
		go func() { results <- user() }()
	}
	for range users {
		if err := <-results; err != nil {
			n.t.Error(err)
		}
	}
	if n.t.Failed() {
		n.t.FailNow()
	}
}

// text returns n bytes that look the same nowhere.
func text(seed uint64, n int) []byte {
	var key [32]byte
	key[0] = byte(seed)
	b := make([]byte, n)
	rand.NewChaCha8(key).Read(b)
	return b
}

// sends writes text.
func sends(e end, text []byte) func() error {
	return func() error {
		n, err := e.write(text)
		if err != nil {
			return fmt.Errorf("%s wrote %d of %d bytes: %w", name(e), n, len(text), err)
		}
		return nil
	}
}

// gets reads text.
func gets(e end, text []byte) func() error {
	return func() error {
		got := make([]byte, len(text))
		for n := 0; n < len(got); {
			k, err := e.read(got[n:])
			if n += k; err != nil {
				return fmt.Errorf("%s read %d of %d bytes: %w", name(e), n, len(text), err)
			}
		}
		if sha256.Sum256(got) != sha256.Sum256(text) {
			return fmt.Errorf("%s read other bytes than were written", name(e))
		}
		return nil
	}
}

// ends reads that there is no more text.
func ends(e end) func() error { return fails(e, io.EOF.Error()) }

// fails reads an error.
func fails(e end, want string) func() error {
	return func() error {
		n, err := e.read(make([]byte, 1))
		if n > 0 || err == nil || !strings.Contains(err.Error(), want) {
			return fmt.Errorf("%s read %d bytes and got %v, want %s", name(e), n, err, want)
		}
		return nil
	}
}

// all runs one after the other.
func all(steps ...func() error) func() error {
	return func() error {
		for _, step := range steps {
			if err := step(); err != nil {
				return err
			}
		}
		return nil
	}
}

func name(e end) string {
	if _, ok := e.(*ourEnd); ok {
		return "we"
	}
	return "gVisor"
}

// probed reports whether both windows have been shut for so long that each end
// has answered several probes.
func (n *network) probed(time.Time) bool {
	shut := map[string]int{}
	for line := range strings.Lines(n.seen.String()) {
		if dir := strings.Fields(line)[1]; strings.Contains(line, " win 0 ") {
			shut[dir]++
		}
	}
	return shut["<"] >= 3 && shut[">"] >= 3
}
