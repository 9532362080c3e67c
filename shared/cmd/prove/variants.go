package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tcpworkbook/shared/course"
)

// A variant is the reference with something else that is right, too: each script
// must pass it, but for those that say what is special about it.
type variant struct {
	name    string
	changes []change
	except  map[string]string // why a script does not pass
}

// A change puts new for old in a file of a step's folder, where the step has
// that.
type change struct{ file, old, new string }

var variants = []variant{
	{name: "each segment is acknowledged at once (RFC 9293 §3.8.6.3 allows more)", changes: []change{
		{"tcp/ack.go", "case c.texts >= 2:", "case c.texts >= 1:"},
	}, except: map[string]string{
		"5.6-nagle":      "it teaches that acknowledgments wait",
		"5.9-timestamps": "an acknowledgment of two segments echoes the first",
	}},
	{name: "acknowledgments wait for 0.49 seconds (MUST-40)", changes: []change{
		{"tcp/ack.go", "ackDelay = 40 * time.Millisecond", "ackDelay = 490 * time.Millisecond"},
	}, except: map[string]string{
		"5.1-receive": "the recording ends before the last acknowledgment",
		"5.6-nagle":   "the recording ends before the last acknowledgment",
	}},
	{name: "numbers start elsewhere", changes: []change{
		{"tcp/stack.go", "return isn(s.Secret, now, e)", "return isn(s.Secret, now, e).Add(1 << 30)"},
	}},
	{name: "a receive buffer of 40000 bytes", changes: []change{
		{"tcp/conn.go", "ReceiveBuffer: 1 << 19,", "ReceiveBuffer: 40000,"},
		{"services.go", "ReceiveBuffer: min(max(window, minBuffer), maxBuffer)", "ReceiveBuffer: 40000 + 0*window"},
	}, except: map[string]string{
		"6.1-peer-closes": "a FIN is cut off at the end of a window of 65535",
	}},
	{name: "a receive buffer of 4 MiB", changes: []change{
		{"tcp/conn.go", "ReceiveBuffer: 1 << 19,", "ReceiveBuffer: 1 << 22,"},
		{"services.go", "ReceiveBuffer: min(max(window, minBuffer), maxBuffer)", "ReceiveBuffer: maxBuffer + 0*window"},
	}},
	{name: "nothing is sent again within a second (RFC 6298 §2.4)", changes: []change{
		{"services.go", "minRTO = 200 * time.Millisecond", "minRTO = time.Second"},
	}, except: map[string]string{
		"6.1-peer-closes":    "what was recorded has the second sending within a second",
		"6.2-we-close-first": "first.trace waits for less than a second",
		"6.7-timeouts":       "what was recorded has the second sending within a second",
	}},
	{name: "time-outs are 200 ms at least, as in Linux", changes: []change{
		{"tcp/rtt.go", "return c.rtt.timeout(c.limits.MinRTO)", "return c.rtt.timeout(200e6)"},
	}, except: map[string]string{
		"5.4-retransmit":   "a second is the least there (RFC 6298 (2.4))",
		"5.5-shut-window":  "probes are as far apart as time-outs",
		"5.8-window-scale": "the kernel's window is shut for most of a second: it is probed",
		"5.9-timestamps":   "what the kernel's capture has lost goes out again sooner, and more often",
	}},
	{name: "it starts with four segments (RFC 5681 §3.1)", changes: []change{
		{"tcp/congestion.go", "w.cwnd = min(initialSegments*mss, max(2*mss, 14600))", "w.cwnd = min(4*mss, max(2*mss, 4380))"},
	}, except: map[string]string{
		"5.2-send":         "the first flight has more than four segments",
		"6.1-peer-closes":  "the first flight has more than four segments",
		"6.4-half-close":   "the first flight has more than four segments",
		"5.7-congestion":   "the first flight has ten segments (RFC 6928)",
		"5.8-window-scale": "the first flight has ten segments (RFC 6928)",
		"5.10-sack":        "the first flight has ten segments (RFC 6928)",
	}},
	{name: "an MSL of two minutes (RFC 9293 §3.4.2)", changes: []change{
		{"tcp/close.go", "msl = 30 * time.Second", "msl = 2 * time.Minute"},
	}},
	{name: "a FIN always goes by itself", changes: []change{
		{"tcp/output.go", "if may && seg.Seq.Add(len(seg.Payload)) == c.snd.end {", "if may && len(seg.Payload) == 0 && seg.Seq == c.snd.end {"},
	}},
	{name: "a reset has an acknowledgment", changes: []change{
		{"tcp/abort.go", "c.reply = Segment{Seq: c.ackSeq(), Flags: RST}", "c.reply = Segment{Seq: c.ackSeq(), Ack: c.rcv.nxt, Flags: RST | ACK}"},
		{"tcp/close.go", "reset := Segment{Seq: c.ackSeq(), Flags: RST}", "reset := Segment{Seq: c.ackSeq(), Ack: c.rcv.nxt, Flags: RST | ACK}"},
	}},
	{name: "challenges are not counted (RFC 5961 §7 is no must)", changes: []change{
		{"tcp/ack.go", "challengeLimit  = 10", "challengeLimit  = 1 << 30"},
	}},
}

// proveVariants runs all scripts with each variant.
func proveVariants(names []string) error {
	folders, err := filepath.Glob("step0[4-6]-*")
	if err != nil {
		return err
	}
	type run struct {
		v      variant
		folder string
	}
	var runs []run
	for _, v := range variants {
		for _, folder := range folders {
			if len(names) == 0 || slices.ContainsFunc(names, func(n string) bool { return strings.Contains(v.name, n) || strings.HasPrefix(folder, n) }) {
				runs = append(runs, run{v, folder})
			}
		}
	}
	wrong := 0
	for i, said := range inTurn(len(runs), func(i int) string { return runs[i].v.run(runs[i].folder) }) {
		if s := <-said; s != "" {
			fmt.Printf("%s, %s: %s\n", runs[i].folder, runs[i].v.name, s)
			wrong++
		}
	}
	if wrong > 0 {
		return errors.New("there are scripts that are too strict, or say why they are no longer")
	}
	return nil
}

// run runs the scripts of a step with the variant, and says which ones do not do
// as they should.
func (v variant) run(folder string) string {
	o, err := newOverlay("")
	if err != nil {
		return err.Error()
	}
	defer o.remove()
	changed, err := v.apply(o, folder)
	if err == nil && !changed {
		return ""
	}
	var results []course.Result
	if err == nil {
		results, err = o.scripts(folder, replays("."))
	}
	if err != nil {
		return err.Error()
	}
	var wrong []string
	for _, r := range results {
		_, special := v.except[r.Script]
		if special == (r.Verdict != course.Fail) {
			wrong = append(wrong, string(r.Verdict)+" "+r.Script)
		}
	}
	slices.Sort(wrong)
	return strings.Join(wrong, ", ")
}

func (v variant) apply(o *overlay, folder string) (changed bool, err error) {
	for _, c := range v.changes {
		name := filepath.Join(folder, c.file)
		text, err := os.ReadFile(name)
		if err != nil {
			continue
		}
		switch bytes.Count(text, []byte(c.old)) {
		case 0:
		case 1:
			changed = true
			if err := o.add(name, bytes.Replace(text, []byte(c.old), []byte(c.new), 1)); err != nil {
				return false, err
			}
		default:
			return false, fmt.Errorf("%s has more than one %q", name, c.old)
		}
	}
	return changed, nil
}
