package tcp

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// What congestion control and recovery are worth: measured on the virtual clock,
// over a bottleneck, feature by feature. testdata/evidence holds the tables, and
// its README says what they show. The same seed gives the same figures
// everywhere, so they are compared exactly. Most rows take long:
//
//	WORKBOOK_LONG=1 go test -run Evidence ./step06-close/tcp   # compares all of them
//	WORKBOOK_UPDATE=1 go test -run Evidence ./step06-close/tcp # makes all of them anew
var (
	updateEvidence = os.Getenv("WORKBOOK_UPDATE") != ""
	wholeEvidence  = updateEvidence || os.Getenv("WORKBOOK_LONG") != ""
)

// A variant is a TCP with some of the features: each has one more than the one
// before it.
type variant struct {
	name    string
	without Feature
	minRTO  time.Duration
}

// timed are the features that came with RACK, and BlackHoles, which time-outs
// alone can set off.
const timed = TailLossProbe | RACK | BlackHoles

var variants = []variant{
	{"RTO", FastRecovery | NewReno | SACK | Cubic | timed, 0},
	{"Reno", NewReno | SACK | Cubic | timed, 0},
	{"NewReno", SACK | Cubic | timed, 0},
	{"SACK", Cubic | timed, 0},
	{"CUBIC", timed, 0},
	{"all", 0, 0},
	{"all/200ms", 0, 200 * time.Millisecond},
}

func variantNames() (names []string) {
	for _, v := range variants {
		names = append(names, v.name)
	}
	return names
}

// called returns the variant of that name.
func called(name string) variant {
	return variants[slices.IndexFunc(variants, func(v variant) bool { return v.name == name })]
}

// limits has windows that are never what holds things up.
func (v variant) limits() Limits {
	return Limits{MTU: 1500, SendBuffer: 1 << 26, ReceiveBuffer: 1 << 26, MinRTO: v.minRTO, Without: v.without}
}

// evidenceMSS is how much text such a segment carries.
const evidenceMSS = 1500 - headers - timestampsLen

// A path is what a flow goes over.
type path struct {
	mbit    int           // of the bottleneck, in Mbit/s
	rtt     time.Duration // of a packet that need not wait
	queue   float64       // before the bottleneck, in bandwidth-delay products; 0: one of them
	loss    float64       // in percent
	ackLoss float64
	reorder float64
}

func (p path) network(t testing.TB, seed uint64) *network {
	rate := p.mbit * 1e6
	if p.queue == 0 {
		p.queue = 1
	}
	l := line{rate: rate, delay: p.rtt / 2, queue: int(p.queue * float64(rate/8*int(p.rtt/time.Microsecond)/1e6))}
	there, back := l, l
	there.lose, there.reorder = p.loss/100, p.reorder/100
	back.lose, back.queue = p.ackLoss/100, 1<<30
	return newNetwork(t, seed, there, back)
}

// mbits is what so many bytes in that time are.
func mbits(bytes int, in time.Duration) float64 { return float64(bytes) * 8 / 1e6 / in.Seconds() }

// steady is the goodput of a variant in Mbit/s, when it has settled: after warm,
// for a while. The median of three seeds.
func (p path) steady(t testing.TB, v variant, warm, while time.Duration) float64 {
	var got []float64
	for seed := range uint64(3) {
		n := p.network(t, seed)
		f := n.open(v.limits())
		n.run(warm)
		before := f.delivered
		n.run(warm + while)
		got = append(got, mbits(f.delivered-before, while))
	}
	slices.Sort(got)
	return got[1]
}

// capacity is how much text the bottleneck carries, in Mbit/s.
func (p path) capacity() float64 { return float64(p.mbit) * evidenceMSS / 1500 }

// window is the goodput of a window of so many segments, in Mbit/s.
func (p path) window(segments float64) float64 {
	return min(p.capacity(), segments*evidenceMSS*8/1e6/p.rtt.Seconds())
}

// mathis is what Mathis, Semke, Mahdavi and Ott predict ("The Macroscopic
// Behavior of the TCP Congestion Avoidance Algorithm", 1997).
func (p path) mathis() float64 { return p.window(1.22 / math.Sqrt(p.loss/100)) }

// cubicTheory is CUBIC's average window (RFC 9438 §5.1, figure 6 and 7), or
// Reno's, if that is more.
func (p path) cubicTheory() float64 {
	return max(p.mathis(), p.window(1.054*math.Pow(p.rtt.Seconds()/(p.loss/100), 0.75)))
}

// A table is a file in testdata/evidence: after its head a row a line, of which
// the first word is the key.
type table struct {
	file    string
	head    string
	columns []string // the key's first
	rows    []row
}

type row struct {
	key   string
	quick bool // it is always computed
	cells []cell
}

// A cell is one or more figures of a row, measured.
type cell func(testing.TB) []float64

// digits prints a number as short as it deserves.
func digits(f float64) string {
	switch {
	case f >= 100, f == math.Trunc(f):
		return strconv.FormatFloat(f, 'f', 0, 64)
	case f >= 10:
		return strconv.FormatFloat(f, 'f', 1, 64)
	}
	return strconv.FormatFloat(f, 'f', 3, 64)
}

// compute fills in the rows that are due, each cell by itself.
func (tab *table) compute(t *testing.T) map[string][][]float64 {
	got := map[string][][]float64{}
	t.Run("rows", func(t *testing.T) {
		for _, r := range tab.rows {
			if !r.quick && !wholeEvidence {
				continue
			}
			figures := make([][]float64, len(r.cells))
			got[r.key] = figures
			for i, c := range r.cells {
				t.Run(r.key, func(t *testing.T) {
					t.Parallel()
					figures[i] = c(t)
				})
			}
		}
	})
	return got
}

// text lays the table out.
func (tab *table) text(rows map[string][]string) string {
	var b strings.Builder
	for line := range strings.Lines(tab.head) {
		b.WriteString("# " + line)
	}
	line := func(words []string) {
		for i, w := range words {
			if i == 0 {
				fmt.Fprintf(&b, "%-16s", w)
				continue
			}
			fmt.Fprintf(&b, "%10s", w)
		}
		b.WriteByte('\n')
	}
	line(tab.columns)
	for _, r := range tab.rows {
		line(append([]string{r.key}, rows[r.key]...))
	}
	return b.String()
}

// parseTable returns the rows of a file.
func parseTable(text string) map[string][]string {
	rows := map[string][]string{}
	for line := range strings.Lines(text) {
		if words := strings.Fields(line); len(words) > 1 && words[0] != "#" {
			rows[words[0]] = words[1:]
		}
	}
	return rows
}

// check computes what is due, compares the file, and returns all figures by row
// and column.
func (tab *table) check(t *testing.T) map[string]map[string]float64 {
	file := "testdata/evidence/" + tab.file
	old, err := os.ReadFile(file)
	if err != nil && !updateEvidence {
		t.Fatal(err)
	}
	rows := parseTable(string(old))
	for key, figures := range tab.compute(t) {
		rows[key] = nil
		for _, f := range slices.Concat(figures...) {
			rows[key] = append(rows[key], digits(f))
		}
	}
	got := tab.text(rows)
	goldenEvidence(t, tab.file, got)
	return tab.figures(t, rows)
}

// figures returns the rows as numbers.
func (tab *table) figures(t *testing.T, rows map[string][]string) map[string]map[string]float64 {
	t.Helper()
	figures := map[string]map[string]float64{}
	for _, r := range tab.rows {
		words := rows[r.key]
		if len(words) != len(tab.columns)-1 {
			t.Fatalf("%s: the row %s has the figures %v", tab.file, r.key, words)
		}
		figures[r.key] = map[string]float64{}
		for i, w := range words {
			figures[r.key][tab.columns[i+1]], _ = strconv.ParseFloat(w, 64)
		}
	}
	return figures
}

// goldenEvidence compares a file, or makes it.
func goldenEvidence(t *testing.T, name, got string) {
	t.Helper()
	file := "testdata/evidence/" + name
	if updateEvidence {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// fixed is a cell that is known.
func fixed(f ...float64) cell { return func(testing.TB) []float64 { return f } }

// steadyCells are the goodputs of all variants, and what theory says.
func steadyCells(p path, warm, while time.Duration) (cells []cell) {
	for _, v := range variants {
		cells = append(cells, func(t testing.TB) []float64 { return []float64{p.steady(t, v, warm, while)} })
	}
	return append(cells, fixed(p.mathis(), p.cubicTheory()))
}

// ordered checks that no variant delivers less than the one before it, but for
// what chance may do.
func ordered(t *testing.T, key string, got map[string]float64, names ...string) {
	t.Helper()
	for i, name := range names[1:] {
		if before := names[i]; got[name] < 0.95*got[before] {
			t.Errorf("%s: %s delivers %v, %s %v", key, name, got[name], before, got[before])
		}
	}
}

// within checks that a figure is theory's, within a factor.
func within(t *testing.T, key string, got map[string]float64, name, theory string, least, most float64) {
	t.Helper()
	if ratio := got[name] / got[theory]; ratio < least || ratio > most {
		t.Errorf("%s: %s delivers %v, %s says %v: a factor of %.2f, want %v to %v", key, name, got[name], theory, got[theory], ratio, least, most)
	}
}

// The more a variant knows of its losses, the more it delivers. Up to a loss of
// one percent it is what theory says; beyond, time-outs eat the rest.
func TestEvidenceLoss(t *testing.T) {
	tab := table{file: "loss.txt", head: `Goodput in Mbit/s against loss in percent. A path of 100 Mbit/s and 50 ms.
`, columns: slices.Concat([]string{"loss"}, variantNames(), []string{"Mathis", "RFC9438"})}
	for _, loss := range []float64{0.01, 0.1, 1, 3, 10} {
		p := path{mbit: 100, rtt: 50 * time.Millisecond, loss: loss}
		tab.rows = append(tab.rows, row{fmt.Sprint(loss), loss == 10, steadyCells(p, 30*time.Second, 200*time.Second)})
	}
	for loss, got := range tab.check(t) {
		ordered(t, loss, got, variantNames()...)
		if p, _ := strconv.ParseFloat(loss, 64); p <= 1 {
			within(t, loss, got, "Reno", "Mathis", 0.7, 1.3)
			within(t, loss, got, "NewReno", "Mathis", 0.8, 1.3)
			within(t, loss, got, "SACK", "Mathis", 0.8, 1.3)
			within(t, loss, got, "CUBIC", "RFC9438", 0.9, 1.3)
		} else { // most of the time goes by in time-outs, and there is more to gain
			within(t, loss, got, "all", "Mathis", 0.4, 1)
			within(t, loss, got, "RTO", "Reno", 0, 0.6)
			within(t, loss, got, "all", "CUBIC", 0.95, 2)
		}
	}
}

// Reno's goodput falls as the round trip grows; CUBIC's less, as its window
// grows with time, not with round trips. Who waits for time-outs waits a second
// however short the round trip is.
func TestEvidenceRTT(t *testing.T) {
	tab := table{file: "rtt.txt", head: `Goodput in Mbit/s against the round trip in ms. A path of 100 Mbit/s that loses
0.1 percent.
`, columns: slices.Concat([]string{"rtt"}, variantNames(), []string{"Mathis", "RFC9438"})}
	for _, ms := range []int{1, 10, 50, 100, 200} {
		p := path{mbit: 100, rtt: time.Duration(ms) * time.Millisecond, loss: 0.1}
		tab.rows = append(tab.rows, row{fmt.Sprint(ms), false, steadyCells(p, 30*time.Second, 20*time.Second+2000*p.rtt)})
	}
	got := tab.check(t)
	for rtt, got := range got {
		ordered(t, rtt, got, variantNames()...)
		within(t, rtt, got, "SACK", "Mathis", 0.8, 1.3)
		within(t, rtt, got, "CUBIC", "RFC9438", 0.9, 1.3)
	}
	if reno, cubic := got["200"]["SACK"], got["200"]["CUBIC"]; cubic < 1.4*reno {
		t.Errorf("at 200 ms CUBIC delivers %v, and Reno %v", cubic, reno)
	}
	if got["1"]["RTO"] > got["10"]["RTO"] {
		t.Errorf("time-outs alone deliver %v at 1 ms, %v at 10 ms", got["1"]["RTO"], got["10"]["RTO"])
	}
}

// run has a variant use the path alone for a while, from the beginning.
func (p path) run(t testing.TB, v variant, while time.Duration) (*network, *flow) {
	n := p.network(t, 0)
	f := n.open(v.limits())
	n.run(while)
	return n, f
}

// Without noise only the queue loses. Slow start overshoots it once, by nearly a
// queue in one round trip; how a variant gets over that decides about its first
// twenty seconds.
func TestEvidenceBandwidth(t *testing.T) {
	tab := table{file: "bandwidth.txt", head: `Goodput in Mbit/s, in the first 20 seconds, against bandwidth in Mbit/s. A path of
50 ms that loses nothing, with a queue of one bandwidth-delay product.
`, columns: slices.Concat([]string{"bandwidth"}, variantNames(), []string{"most"})}
	for _, mbit := range []int{10, 100, 1000} {
		p, r := path{mbit: mbit, rtt: 50 * time.Millisecond}, row{key: fmt.Sprint(mbit), quick: mbit == 10}
		for _, v := range variants {
			r.cells = append(r.cells, func(t testing.TB) []float64 {
				_, f := p.run(t, v, 20*time.Second)
				return []float64{mbits(f.delivered, 20*time.Second)}
			})
		}
		r.cells = append(r.cells, fixed(p.capacity()))
		tab.rows = append(tab.rows, r)
	}
	for mbit, got := range tab.check(t) {
		ordered(t, mbit, got, variantNames()[1:]...) // a time-out alone is the best of them where gaps are too many
		within(t, mbit, got, "NewReno", "most", 0.6, 1)
		within(t, mbit, got, "SACK", "most", 0.6, 1)
		within(t, mbit, got, "CUBIC", "most", 0.8, 1)
		within(t, mbit, got, "all", "most", 0.8, 1)
	}
}

// millis is a duration in milliseconds.
func millis(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// A longer queue keeps the line busy, and everybody waiting: both Reno and CUBIC
// fill whatever there is. What they leave after a loss, 0.5 or 0.7 of the window,
// must still fill the line: one bandwidth-delay product is enough for Reno, and
// less for CUBIC.
func TestEvidenceQueue(t *testing.T) {
	tab := table{file: "queue.txt", head: `What a queue of so many bandwidth-delay products does in a minute: goodput in
Mbit/s, the time that a packet waits on average and at most in ms, and how many
packets are dropped until the first recovery is over (what slow start overshoots).
A path of 10 Mbit/s and 50 ms.
`, columns: []string{"variant/queue", "goodput", "wait", "longest", "overshoot"}}
	queues := []float64{0.1, 0.2, 0.5, 1, 2, 5, 10}
	key := func(name string, queue float64) string { return fmt.Sprintf("%s/%v", name, queue) }
	for _, name := range []string{"SACK", "CUBIC"} {
		for _, queue := range queues {
			p := path{mbit: 10, rtt: 50 * time.Millisecond, queue: queue}
			tab.rows = append(tab.rows, row{key(name, queue), queue == 1, []cell{func(t testing.TB) []float64 {
				n, f := p.run(t, called(name), time.Minute)
				w := n.lines[0].waited
				return []float64{mbits(f.delivered, time.Minute), millis(w.mean()), millis(w.worst), float64(p.overshoot(t, called(name)))}
			}}})
		}
	}
	got := tab.check(t)
	for _, name := range []string{"SACK", "CUBIC"} {
		enough := got[key(name, 1)]
		if enough["goodput"] < 9.5 {
			t.Errorf("%s does not fill the line, with a queue of one bandwidth-delay product: %v", name, enough)
		}
		if few := got[key(name, 0.1)]; few["goodput"] > 0.9*enough["goodput"] {
			t.Errorf("%s needs no queue: %v", name, few)
		}
		for _, queue := range queues[3:] { // half of it, or more, is always full
			if wait := got[key(name, queue)]["wait"]; wait < 0.4*queue*50 {
				t.Errorf("%s leaves a queue of %v empty: a wait of %v ms", name, queue, wait)
			}
		}
	}
	if reno, cubic := got["SACK/0.2"]["goodput"], got["CUBIC/0.2"]["goodput"]; cubic < 1.1*reno {
		t.Errorf("with a short queue CUBIC delivers %v, and Reno %v", cubic, reno)
	}
}

// overshoot is how many packets the queue drops until the first recovery is over.
func (p path) overshoot(t testing.TB, v variant) int {
	n, f := p.run(t, v, 0)
	rec, begun := &f.conns[0].rec, false
	for at := time.Duration(0); (!begun || rec.on) && at < time.Minute; at += time.Millisecond {
		n.run(at)
		begun = begun || rec.on
	}
	return n.lines[0].dropped
}

// Acknowledgments are cumulative: one that is lost is made up for by the next.
// But without SACK the sender must count duplicates, and then each is missed. A
// packet that comes late is not lost; who takes it for lost sends it again in
// vain, and slows down for nothing.
func TestEvidenceFaults(t *testing.T) {
	tab := table{file: "faults.txt", head: `Packets that are not lost, but late by 5 ms, and acknowledgments that are lost; in
percent. What follows in two minutes: goodput in Mbit/s, segments sent again and
those in vain (the receiver had the text already), and time-outs, also of the SYN.
A path of 10 Mbit/s and 50 ms.
`, columns: []string{"variant/fault", "goodput", "again", "vain", "timeouts"}}
	const while = 2 * time.Minute
	faults := []struct {
		key string
		path
	}{
		{"none", path{}},
		{"late:0.1", path{reorder: 0.1}}, {"late:1", path{reorder: 1}}, {"late:10", path{reorder: 10}},
		{"acks:1", path{ackLoss: 1}}, {"acks:10", path{ackLoss: 10}}, {"acks:30", path{ackLoss: 30}}, {"acks:50", path{ackLoss: 50}},
	}
	for _, name := range []string{"NewReno", "SACK", "all"} {
		for _, fault := range faults {
			p := fault.path
			p.mbit, p.rtt = 10, 50*time.Millisecond
			tab.rows = append(tab.rows, row{name + "/" + fault.key, name == "all" && (fault.reorder == 1 || fault.ackLoss == 50), []cell{func(t testing.TB) []float64 {
				_, f := p.run(t, called(name), while)
				return []float64{mbits(f.delivered, while), float64(f.again), float64(f.needless), float64(f.timeouts)}
			}}})
		}
	}
	got := tab.check(t)
	for _, name := range []string{"SACK", "all"} {
		for _, fault := range faults {
			g := got[name+"/"+fault.key]
			if fault.ackLoss > 0 && (g["goodput"] < 9 || g["vain"] > 10) {
				t.Errorf("%s misses acknowledgments, with %s: %v", name, fault.key, g)
			}
			if fault.reorder > 0 && g["timeouts"] > 0 {
				t.Errorf("%s waits for time-outs, with %s: %v", name, fault.key, g)
			}
		}
	}
	if late := got["all/late:10"]; late["goodput"] < 9 || late["vain"] > 10 {
		t.Errorf("RACK takes late packets for lost: %v", late)
	}
	if newReno, sack := got["NewReno/late:1"]["vain"], got["SACK/late:1"]["vain"]; newReno < 2*sack {
		t.Errorf("NewReno sends %v segments in vain, SACK %v", newReno, sack)
	}
}

func sum(xs []float64) (total float64) {
	for _, x := range xs {
		total += x
	}
	return total
}

// jain is Jain's index of fairness: 1 if all have the same, 1/n if one has all.
func jain(shares ...float64) float64 {
	sum, squares := 0.0, 0.0
	for _, x := range shares {
		sum += x
		squares += float64(x * x) // the conversion keeps machines from rounding only once
	}
	return sum * sum / (squares * float64(len(shares)))
}

// share has two variants share the path: the second begins later. It returns both
// flows, and calls each second from then on, for a minute, what was delivered in
// it.
func (p path) share(t testing.TB, a, b variant, later time.Duration, second func(x, y int)) (*network, [2]*flow) {
	n, x := p.run(t, a, later)
	y := n.open(b.limits())
	for i := range 60 {
		hadX, hadY := x.delivered, y.delivered
		n.run(later + time.Duration(i+1)*time.Second)
		second(x.delivered-hadX, y.delivered-hadY)
	}
	return n, [2]*flow{x, y}
}

// Two flows of a kind share a line fairly, soon even if one was there first: who
// has more loses more. CUBIC takes more than Reno where Reno is slow to grow.
func TestEvidenceSharing(t *testing.T) {
	tab := table{file: "sharing.txt", head: `Two flows share a bottleneck for a minute, the second begins so many seconds
after the first: goodput of both in Mbit/s, and Jain's index, of the minute and of
its last ten seconds. A path of 50 ms, with a queue of one bandwidth-delay product.
`, columns: []string{"pair/Mbit/later", "first", "second", "Jain", "at last"}}
	pairs := [][2]string{{"Reno", "Reno"}, {"SACK", "SACK"}, {"all", "all"}, {"SACK", "all"}}
	for _, pair := range pairs {
		for _, mbit := range []int{10, 100} {
			for _, later := range []int{0, 10} {
				p, r := path{mbit: mbit, rtt: 50 * time.Millisecond}, row{quick: mbit == 10 && later > 0 && pair[0] == pair[1]}
				r.key = fmt.Sprintf("%s+%s/%d/%d", pair[0], pair[1], mbit, later)
				r.cells = []cell{func(t testing.TB) []float64 {
					var x, y [60]float64
					i := 0
					p.share(t, called(pair[0]), called(pair[1]), time.Duration(later)*time.Second, func(dx, dy int) {
						x[i], y[i] = mbits(dx, time.Minute), mbits(dy, time.Minute)
						i++
					})
					first, second := sum(x[:]), sum(y[:])
					return []float64{first, second, jain(first, second), jain(sum(x[50:]), sum(y[50:]))}
				}}
				tab.rows = append(tab.rows, r)
			}
		}
	}
	for key, got := range tab.check(t) {
		if !strings.HasPrefix(key, "SACK+all") && (got["Jain"] < 0.85 || got["at last"] < 0.9) {
			t.Errorf("%s is not fair: %v", key, got)
		}
	}
}

// cwnd over time: what each variant does about a queue that overflows again and
// again. In segments, every tenth of a second.
func TestEvidenceWindow(t *testing.T) {
	p := path{mbit: 10, rtt: 100 * time.Millisecond}
	head := "t"
	var lines [600]string
	for _, v := range variants[:5] {
		n, f := p.run(t, v, 0)
		head += fmt.Sprintf(",%s cwnd,%s ssthresh", v.name, v.name)
		for i := range lines {
			n.run(time.Duration(i+1) * 100 * time.Millisecond)
			w := &f.conns[0].cong
			threshold := ""
			if w.ssthresh < 1<<30 {
				threshold = fmt.Sprintf("%.1f", float64(w.ssthresh)/evidenceMSS)
			}
			lines[i] += fmt.Sprintf(",%.1f,%s", float64(w.cwnd)/evidenceMSS, threshold)
		}
	}
	for i := range lines {
		lines[i] = fmt.Sprintf("%d.%d%s", (i+1)/10, (i+1)%10, lines[i])
	}
	goldenEvidence(t, "cwnd.csv", head+"\n"+strings.Join(lines[:], "\n")+"\n")
}

// Goodput over time: the second of two flows begins ten seconds after the first.
func TestEvidenceSharingOverTime(t *testing.T) {
	if !wholeEvidence {
		t.Skip("takes longer; WORKBOOK_LONG=1 runs it")
	}
	p := path{mbit: 10, rtt: 50 * time.Millisecond}
	head := "t"
	var lines [60]string
	for _, pair := range [][2]string{{"SACK", "SACK"}, {"all", "all"}, {"SACK", "all"}} {
		head += fmt.Sprintf(",%[1]s+%[2]s first,%[1]s+%[2]s second", pair[0], pair[1])
		i := 0
		p.share(t, called(pair[0]), called(pair[1]), 10*time.Second, func(x, y int) {
			lines[i] += fmt.Sprintf(",%.3f,%.3f", mbits(x, time.Second), mbits(y, time.Second))
			i++
		})
	}
	for i := range lines {
		lines[i] = fmt.Sprint(i+11) + lines[i]
	}
	goldenEvidence(t, "sharing.csv", head+"\n"+strings.Join(lines[:], "\n")+"\n")
}
