package gvisor

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"gvisor.dev/gvisor/pkg/tcpip"

	"tcpworkbook/shared/nic"
	"tcpworkbook/shared/trace"
	"tcpworkbook/step06-close/tcp"
)

// sides runs a test with us, and with gVisor, in the first role: first and
// second are the ends, and states checks theirs. It runs over links that do
// nothing to the order of things, and over those that repeat every packet.
func sides(t *testing.T, s setup, test func(n *network, first, second end, states func(first, second string))) {
	t.Helper()
	for name, f := range map[string]nic.Faults{"once": {}, "doubled": {Duplicate: 1}, "late": {Delay: 2 * time.Millisecond}} {
		for _, first := range []string{we, they} {
			t.Run(first+"/"+name, func(t *testing.T) {
				t.Parallel()
				s.faults = f
				n := newNetwork(t, s)
				n.connect(we)
				if first == we {
					test(n, n.we, n.they, n.states)
				} else {
					test(n, n.they, n.we, func(first, second string) { n.states(second, first) })
				}
			})
		}
	}
}

// TestClose closes one end, then the other.
func TestClose(t *testing.T) {
	sides(t, setup{}, func(n *network, first, second end, states func(string, string)) {
		n.together(first.closeWrite, ends(second))
		states("FIN-WAIT-2", "CLOSE-WAIT")
		n.together(second.closeWrite, ends(first))
		states("TIME-WAIT", "CLOSED")
		n.timeWaitEnds()
	})
}

// timeWaitEnds lets our TIME-WAIT pass, if that is where we are.
func (n *network) timeWaitEnds() {
	n.t.Helper()
	if n.we.state() != "TIME-WAIT" {
		return
	}
	n.check("waiting", n.ours.sleep(n.ctx, 59*time.Second))
	if got := n.we.state(); got != "TIME-WAIT" && !n.wasReset() {
		n.t.Errorf("we are in %s after 59 seconds", got)
	}
	n.check("waiting", n.ours.sleep(n.ctx, 2*time.Second))
	n.check("TIME-WAIT ends", n.we.awaitState("CLOSED"))
	if _, err := n.we.(*ourEnd).status(); err != nil {
		n.t.Errorf("after TIME-WAIT: %v", err)
	}
}

// TestHalfClose has text sent to an end that has closed, and much of it.
func TestHalfClose(t *testing.T) {
	sides(t, setup{}, func(n *network, first, second end, states func(string, string)) {
		before, after := text(1, 70000), text(2, 300000)
		n.together(all(sends(first, before), first.closeWrite), all(gets(second, before), ends(second)))
		states("FIN-WAIT-2", "CLOSE-WAIT")
		n.together(sends(second, after), gets(first, after))
		n.together(second.closeWrite, ends(first))
		states("TIME-WAIT", "CLOSED")
	})
}

// TestHalfCloseLossy is the same where segments get lost: gVisor sends no SACK
// blocks any more when it has closed.
func TestHalfCloseLossy(t *testing.T) {
	for _, first := range []string{we, they} {
		t.Run(first, func(t *testing.T) {
			t.Parallel()
			n := newNetwork(t, setup{faults: nic.Faults{Drop: 0.03, Seed: 3}})
			n.connect(they)
			a, b := n.we, n.they
			if first == they {
				a, b = b, a
			}
			after := text(2, 1<<16)
			n.together(a.closeWrite, ends(b))
			n.together(all(sends(b, after), b.closeWrite), all(gets(a, after), ends(a)))
		})
	}
}

// TestCloseBoth has both ends close at the same time: their FINs cross.
func TestCloseBoth(t *testing.T) {
	sides(t, setup{}, func(n *network, first, second end, states func(string, string)) {
		n.gate.Lock()
		n.check("closing", first.closeWrite())
		n.check("closing", second.closeWrite())
		states("FIN-WAIT-1", "FIN-WAIT-1")
		n.gate.Unlock()
		n.together(ends(first), ends(second))
		states("TIME-WAIT", "TIME-WAIT")
		n.timeWaitEnds()
	})
}

// TestCloseBothWithText is the same with text in the flights, both ways.
func TestCloseBothWithText(t *testing.T) {
	sides(t, setup{}, func(n *network, first, second end, states func(string, string)) {
		a, b := text(1, 100000), text(2, 100001)
		n.gate.Lock()
		n.together(all(sends(first, a), first.closeWrite), all(sends(second, b), second.closeWrite))
		n.gate.Unlock()
		n.together(all(gets(first, b), ends(first)), all(gets(second, a), ends(second)))
		n.closed()
	})
}

// closed waits until nothing more will come of it. Whose FIN comes first is not
// known: one end is in TIME-WAIT, and the other one, or CLOSED; or, by a fault of
// gVisor's, in FIN-WAIT-2.
func (n *network) closed() {
	n.t.Helper()
	n.check("we close", n.we.awaitState("TIME-WAIT", "CLOSED"))
	want := "TIME-WAIT"
	if n.we.state() == "TIME-WAIT" || n.wasReset() {
		want = "CLOSED"
	}
	n.check("gVisor closes", n.they.awaitState(want, "TIME-WAIT", "FIN-WAIT-2"))
}

// TestCloseUnsent closes while most of the text cannot be sent, as the peer's
// window is shut. It arrives all the same, and the FIN after it.
func TestCloseUnsent(t *testing.T) {
	limits := tcp.Limits{MTU: 1500, SendBuffer: 1 << 20, ReceiveBuffer: 5000}
	sides(t, setup{limits: limits, theirs: bigSender}, func(n *network, first, second end, states func(string, string)) {
		long := text(1, 200000)
		n.check("writing", all(sends(first, long), first.closeWrite)())
		if first == n.we {
			states("FIN-WAIT-1", "ESTABLISHED")
		} else {
			states("ESTABLISHED", "ESTABLISHED") // until its FIN goes out
		}
		n.together(all(gets(second, long), ends(second)))
		states("FIN-WAIT-2", "CLOSE-WAIT")
		n.together(second.closeWrite, ends(first))
		states("TIME-WAIT", "CLOSED")
	})
}

var bigSender = []tcpip.SettableTransportProtocolOption{
	&tcpip.TCPSendBufferSizeRangeOption{Min: 4096, Default: 1 << 20, Max: 1 << 22},
	&tcpip.TCPReceiveBufferSizeRangeOption{Min: 4096, Default: 8192, Max: 1 << 22},
	option(tcpip.TCPModerateReceiveBufferOption(false)),
}

// TestAbort resets a connection: at once, with text that has not arrived, and
// in each state.
func TestAbort(t *testing.T) {
	for name, before := range map[string]func(n *network, first, second end, states func(string, string)){
		"ESTABLISHED": func(n *network, first, second end, states func(string, string)) {},
		"unread here": func(n *network, first, second end, states func(string, string)) {
			n.together(sends(second, text(1, 3000)), func() error { return first.buffered(3000) })
		},
		"text on its way": func(n *network, first, second end, states func(string, string)) {
			n.gate.Lock()
			n.check("writing", sends(first, text(1, 3000))())
		},
		"FIN-WAIT-2": func(n *network, first, second end, states func(string, string)) {
			n.together(first.closeWrite, ends(second))
			states("FIN-WAIT-2", "CLOSE-WAIT")
		},
	} {
		t.Run(name, func(t *testing.T) {
			sides(t, setup{}, func(n *network, first, second end, states func(string, string)) {
				before(n, first, second, states)
				n.check("abort", first.abort())
				if name == "text on its way" {
					n.gate.Unlock()
				}
				states("CLOSED", "CLOSED")
			})
		})
	}
}

// TestAbortTells resets a connection whose peer waits for text, or has some to
// read.
func TestAbortTells(t *testing.T) {
	sides(t, setup{}, func(n *network, first, second end, states func(string, string)) {
		n.together(first.abort, fails(second, "reset by peer"))
		states("CLOSED", "CLOSED")
	})
}

// TestAbortCloseWait resets a connection whose peer has closed.
func TestAbortCloseWait(t *testing.T) {
	sides(t, setup{}, func(n *network, first, second end, states func(string, string)) {
		n.together(second.closeWrite, ends(first))
		states("CLOSE-WAIT", "FIN-WAIT-2")
		n.together(first.abort, fails(second, "reset by peer"))
		states("CLOSED", "CLOSED")
	})
}

// TestAbortBoth has both ends reset: the resets cross.
func TestAbortBoth(t *testing.T) {
	sides(t, setup{}, func(n *network, first, second end, states func(string, string)) {
		n.gate.Lock()
		n.check("abort", first.abort())
		n.check("abort", second.abort())
		n.gate.Unlock()
		states("CLOSED", "CLOSED")
	})
}

// TestUnread closes an end for good that has text to read: that text is lost,
// and the other end is told by a reset (RFC 9293 §3.6.1).
func TestUnread(t *testing.T) {
	sides(t, setup{}, func(n *network, first, second end, states func(string, string)) {
		n.check("writing", sends(second, text(1, 3000))())
		n.check("arriving", first.buffered(3000))
		n.together(first.close, fails(second, "reset by peer"))
		states("CLOSED", "CLOSED")
	})
}

// TestDeaf has text sent to an end that is closed for good: the same.
func TestDeaf(t *testing.T) {
	sides(t, setup{}, func(n *network, first, second end, states func(string, string)) {
		n.check("closing", first.close())
		n.check("the FIN", ends(second)())
		states("FIN-WAIT-2", "CLOSE-WAIT")
		n.check("writing", sends(second, text(1, 3000))())
		states("CLOSED", "CLOSED")
		n.check("writing after the reset", broken(second))
	})
}

// TestLingering closes an end for good, and the other never does: after a while
// the first gives up.
func TestLingering(t *testing.T) {
	linger := []tcpip.SettableTransportProtocolOption{option(tcpip.TCPLingerTimeoutOption(100 * time.Millisecond))}
	sides(t, setup{theirs: linger}, func(n *network, first, second end, states func(string, string)) {
		n.check("closing", first.close())
		n.check("the FIN", ends(second)())
		if first == n.we {
			states("FIN-WAIT-2", "CLOSE-WAIT")
			n.check("waiting", n.ours.sleep(n.ctx, 61*time.Second))
		}
		states("CLOSED", "CLOSE-WAIT")
		n.check("writing", sends(second, text(1, 10))())
		states("CLOSED", "CLOSED")
		n.check("writing after the reset", broken(second))
	})
}

// broken reports whether writing fails, as it should after a reset.
func broken(e end) error {
	switch _, err := e.write([]byte("x")); {
	case err == nil:
		return fmt.Errorf("%s can write", name(e))
	case strings.Contains(err.Error(), "reset by peer"), strings.Contains(err.Error(), "closed for send"):
		return nil
	default:
		return err
	}
}

// TestRefused asks for a connection that nobody listens for.
func TestRefused(t *testing.T) {
	t.Run(we, func(t *testing.T) {
		t.Parallel()
		n := newNetwork(t, setup{})
		n.dial(theirServer)
		if err := n.we.opened(); err == nil || err.Error() != tcp.ErrRefused.Error() {
			t.Errorf("got %v, want %v", err, tcp.ErrRefused)
		}
	})
	t.Run(they, func(t *testing.T) {
		t.Parallel()
		n := newNetwork(t, setup{})
		n.call(ourServer)
		if err := n.they.opened(); err == nil || !strings.Contains(err.Error(), "refused") {
			t.Errorf("got %v, want refused", err)
		}
	})
}

// TestAgain opens a connection between the same ports while one end, the
// server's, is still in TIME-WAIT. The new one is a new one: text passes.
func TestAgain(t *testing.T) {
	for _, client := range []string{we, they} {
		t.Run(client, func(t *testing.T) {
			t.Parallel()
			n := newNetwork(t, setup{})
			for range 3 {
				n.connect(client)
				a, b := n.we, n.they
				if client == they {
					a, b = b, a
				}
				n.transferAgain(a, b)
				n.together(b.closeWrite, ends(a))
				n.together(a.closeWrite, ends(b))
				n.check("closed", a.awaitState("CLOSED"))
				n.check("TIME-WAIT", b.awaitState("TIME-WAIT"))
				n.check("closing", a.close())
				n.check("closing", b.close())
				// So that a new connection's numbers lie beyond the old one's: text runs
				// faster than the clock that they are taken from.
				n.check("waiting", n.ours.sleep(n.ctx, time.Second))
			}
			if got := strings.Count(n.seen.String(), "  S 0:0(0)"); got != 3 {
				t.Errorf("it took %d SYNs to open 3 connections", got)
			}
		})
	}
}

func (n *network) transferAgain(a, b end) {
	n.t.Helper()
	x, y := text(1, 5000), text(2, 6000)
	n.together(sends(a, x), gets(b, x), sends(b, y), gets(a, y))
}

// TestLost loses one segment of each kind, each way, once. All ends as if it
// had not been lost.
func TestLost(t *testing.T) {
	for name, flags := range map[string]trace.Flags{
		"SYN": trace.SYN, "SYN-ACK": trace.SYN | trace.ACK, "ACK": trace.ACK, "text": trace.PSH | trace.ACK, "FIN": trace.FIN | trace.ACK,
	} {
		for _, dir := range []trace.Direction{trace.In, trace.Out} {
			for _, opener := range []string{we, they, both} {
				if opener == we && (name == "SYN" && dir == trace.In || name == "SYN-ACK" && dir == trace.Out) ||
					opener == they && (name == "SYN" && dir == trace.Out || name == "SYN-ACK" && dir == trace.In) {
					continue // nobody sends that
				}
				for _, first := range []string{we, they} {
					t.Run(name+" "+string(dir)+"/opened by "+opener+"/closed by "+first, func(t *testing.T) {
						t.Parallel()
						n := newNetwork(t, setup{})
						lost := false
						n.lose = func(d trace.Direction, p trace.Packet) bool {
							hit := !lost && d == dir && p.TCP != nil && p.TCP.Flags == flags
							lost = lost || hit
							return hit
						}
						n.connect(opener)
						n.transferAgain(n.we, n.they)
						a, b := n.we, n.they
						if first == they {
							a, b = b, a
						}
						n.together(a.closeWrite, ends(b))
						n.together(b.closeWrite, ends(a))
						if first == we {
							n.states("TIME-WAIT", "CLOSED")
						} else {
							n.states("CLOSED", "TIME-WAIT")
						}
						if n.gate.Lock(); !lost {
							t.Error("no such segment was sent")
						}
						n.gate.Unlock()
					})
				}
			}
		}
	}
}

// TestUnanswered asks for a connection where everything is lost.
func TestUnanswered(t *testing.T) {
	t.Parallel()
	n := newNetwork(t, setup{})
	n.gate.Lock() // for good
	defer n.gate.Unlock()
	n.dial(theirServer)
	n.check("waiting", n.ours.sleep(n.ctx, 6*time.Minute))
	if err := n.we.opened(); err == nil || err.Error() != tcp.ErrTimeout.Error() {
		t.Errorf("we got %v, want %v", err, tcp.ErrTimeout)
	}
}
