package gvisor

import (
	"fmt"
	"strings"
	"testing"

	"gvisor.dev/gvisor/pkg/tcpip"

	"tcpworkbook/shared/nic"
	"tcpworkbook/step06-close/tcp"
)

// option returns a pointer, as gVisor wants its options.
func option[T any, P interface {
	*T
	tcpip.SettableTransportProtocolOption
}](v T) tcpip.SettableTransportProtocolOption {
	return P(&v)
}

// without are our features, each of which can be turned off.
var without = map[string]tcp.Feature{
	"all on":              0,
	"no window scale":     tcp.WindowScale,
	"no timestamps":       tcp.Timestamps,
	"no SACK":             tcp.SACK,
	"no fast recovery":    tcp.FastRecovery,
	"no NewReno":          tcp.NewReno,
	"no SACK, no NewReno": tcp.SACK | tcp.NewReno,
	"no CUBIC":            tcp.Cubic,
	"no tail probe":       tcp.TailLossProbe,
	"none":                ^tcp.Feature(0),
}

// theirOptions are gVisor's.
var theirOptions = map[string][]tcpip.SettableTransportProtocolOption{
	"as it comes":       nil,
	"no SACK":           {option(tcpip.TCPSACKEnabled(false))},
	"CUBIC":             {option(tcpip.CongestionControlOption("cubic"))},
	"Nagle":             {option(tcpip.TCPDelayEnabled(true))},
	"RACK":              {option(tcpip.TCPRACKLossDetection)},
	"RACK static":       {option(tcpip.TCPRACKLossDetection | tcpip.TCPRACKStaticReoWnd)},
	"RACK alone":        {option(tcpip.TCPRACKLossDetection | tcpip.TCPRACKNoDupTh)},
	"SYN cookies":       {option(tcpip.TCPAlwaysUseSynCookies(true))},
	"buffers of 32 KiB": buffers(1 << 15),
}

// TestOptions loses segments (with gVisor's RACK: delays and doubles them) with each feature of ours on and off, and with
// each of gVisor's: what has been agreed on shows in the SYNs, and is kept to.
func TestOptions(t *testing.T) {
	for ourName, feature := range without {
		for theirName, options := range theirOptions {
			if feature != 0 && theirName != "as it comes" && theirName != "no SACK" {
				continue
			}
			for _, opener := range []string{we, they} {
				t.Run(ourName+"/"+theirName+"/opened by "+opener, func(t *testing.T) {
					t.Parallel()
					limits := tcp.DefaultLimits
					limits.Without = feature
					faults := nic.Faults{Drop: 0.02, Seed: 2}
					if strings.HasPrefix(theirName, "RACK") {
						faults = nic.Faults{Reorder: 0.1, Duplicate: 0.1, Seed: 2}
					}
					n := newNetwork(t, setup{limits: limits, theirs: options, faults: faults})
					n.connect(opener)
					n.transfer(both, 1<<16)
					n.agreed(opener, feature, theirName)
				})
			}
		}
	}
}

// agreed checks the options in the SYNs, and of the segments that follow.
func (n *network) agreed(opener string, without tcp.Feature, theirs string) {
	n.t.Helper()
	var ourSYN, theirSYN, rest string
	for line := range strings.Lines(n.seen.String()) {
		switch {
		case strings.Contains(line, "  S 0:0") || strings.Contains(line, "  S. 0:0"):
			if strings.Contains(line, " > 7 > ") || strings.Contains(line, " > 40000 > ") {
				ourSYN = line
			} else {
				theirSYN = line
			}
		default:
			rest += line
		}
	}
	cookie := theirs == "SYN cookies" && opener == we
	for _, option := range []struct {
		word    string
		ours    bool // we offer it when we are asked, or ask
		theirs  bool
		follows string // what then other segments have; "" if that need not be
		always  bool
	}{
		{"wscale", without&tcp.WindowScale == 0, !cookie, "", false},
		{"TS val", without&tcp.Timestamps == 0, true, "TS val", true},
		{"sackOK", without&tcp.SACK == 0, theirs != "no SACK" && !cookie, "sack ", false},
	} {
		agreed := option.ours && option.theirs
		ours := option.ours && (opener == we || agreed)
		if got := strings.Contains(ourSYN, option.word); got != ours {
			n.t.Errorf("our SYN offers %s: %v, want %v\n%s", option.word, got, ours, ourSYN)
		}
		theirs := option.theirs && (opener == they || agreed)
		if got := strings.Contains(theirSYN, option.word); got != theirs {
			n.t.Errorf("gVisor's SYN offers %s: %v, want %v\n%s", option.word, got, theirs, theirSYN)
		}
		if got := option.follows != "" && strings.Contains(rest, option.follows); got && !agreed || !got && agreed && option.always {
			n.t.Errorf("segments have %s: %v, agreed: %v", option.word, got, agreed)
		}
	}
}

// TestNoDelay sends a little at a time, with Nagle's algorithm on and off at
// both ends, both ways, each piece waiting for nothing.
func TestNoDelay(t *testing.T) {
	for _, ours := range []bool{true, false} {
		for _, theirs := range []bool{true, false} {
			t.Run(fmt.Sprintf("we %v, gVisor %v", ours, theirs), func(t *testing.T) {
				t.Parallel()
				n := newNetwork(t, setup{})
				n.connect(they)
				n.check("ours", n.we.noDelay(ours))
				n.check("theirs", n.they.noDelay(theirs))
				a, b := text(1, 5000), text(2, 5000)
				n.together(pieces(n.we, a), gets(n.they, a), pieces(n.they, b), gets(n.we, b))
				n.together(n.we.closeWrite, n.they.closeWrite, ends(n.we), ends(n.they))
			})
		}
	}
}

// pieces writes text in pieces of one byte, two, three, …
func pieces(e end, text []byte) func() error {
	return func() error {
		for n := 1; len(text) > 0; n++ {
			n = min(n, len(text))
			if _, err := e.write(text[:n]); err != nil {
				return err
			}
			text = text[n:]
		}
		return nil
	}
}

// TestQuestions has one end ask and the other answer, a few bytes at a time: who
// waits for a delayed acknowledgment here waits very long.
func TestQuestions(t *testing.T) {
	for _, asks := range []string{we, they} {
		t.Run(asks, func(t *testing.T) {
			t.Parallel()
			n := newNetwork(t, setup{})
			n.connect(we)
			a, b := n.we, n.they
			if asks == they {
				a, b = b, a
			}
			for i := range 50 {
				q := text(uint64(i), 1+97*i)
				n.together(all(sends(a, q), gets(a, q)), all(gets(b, q), sends(b, q)))
			}
			n.together(n.we.closeWrite, n.they.closeWrite, ends(n.we), ends(n.they))
		})
	}
}
