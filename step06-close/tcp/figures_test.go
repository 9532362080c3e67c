package tcp

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// A figure is one of RFC 9293 §3.5 and §3.6, with the text as it is printed
// there. "Each line is numbered for reference purposes. Right arrows (-->)
// indicate departure of a TCP segment from TCP Peer A to TCP Peer B or arrival
// of a segment at B from A. Left arrows (<--) indicate the reverse. Ellipses
// (...) indicate a segment that is still in the network (delayed). … TCP
// connection states represent the state AFTER the departure or arrival".
//
// What the text takes for granted stands beside it: what was before, and what
// the users do before the line of a number.
type figure struct {
	name   string
	was    func(*figurePair)
	before map[string]func(*figurePair)
	values map[string]int // of letters that stand for numbers
	text   string
	then   func(*figurePair) // what is true at the end, and stands in no line
}

// figures are executed to the letter. In these places there is something to be
// said:
//
//   - The figures leave out PSH, as they leave out the window. The end of what
//     was written must be marked with it (MUST-61), so text comes with PSH here.
//   - Figure 7: the SYN-ACKs of lines 6 and 7 repeat a number that has been
//     taken already. To the letter of §3.10.7.4 they fail the sequence check, and
//     their ACKs are never seen: appendix A.2 warns of it. Here they count.
//   - Figure 8: B's second SYN has another number, 400. A Conn that returns to
//     LISTEN would keep its 300: it is the Stack that forgets such a Conn
//     (Touch) and answers the next SYN with a new one (Listener.arrives), as
//     line 6 does here.
//   - Figure 9: B's ACK in line 4 answers a SYN "outside the window". Inside,
//     RFC 793 wanted a reset; now "irrespective of the sequence number" it is
//     the same ACK (RFC 5961 §4.2). The figure is played with both.
var figures = []figure{
	{
		name: "figure 6",
		was:  func(p *figurePair) { p.open(peerB, OpenPassive, 300) },
		before: map[string]func(*figurePair){
			"2.": func(p *figurePair) { p.open(peerA, OpenActive, 100) },
			"5.": func(p *figurePair) { p.write(peerA) },
		},
		text: `
       TCP Peer A                                           TCP Peer B

   1.  CLOSED                                               LISTEN

   2.  SYN-SENT    --> <SEQ=100><CTL=SYN>               --> SYN-RECEIVED

   3.  ESTABLISHED <-- <SEQ=300><ACK=101><CTL=SYN,ACK>  <-- SYN-RECEIVED

   4.  ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK>       --> ESTABLISHED

   5.  ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK><DATA> --> ESTABLISHED
`,
		then: func(p *figurePair) { p.reads(peerB, figureData, nil) },
	},
	{
		name: "figure 7",
		before: map[string]func(*figurePair){
			"2.": func(p *figurePair) { p.open(peerA, OpenActive, 100) },
			"3.": func(p *figurePair) { p.open(peerB, OpenActive, 300) },
		},
		text: `
       TCP Peer A                                       TCP Peer B

   1.  CLOSED                                           CLOSED

   2.  SYN-SENT     --> <SEQ=100><CTL=SYN>              ...

   3.  SYN-RECEIVED <-- <SEQ=300><CTL=SYN>              <-- SYN-SENT

   4.               ... <SEQ=100><CTL=SYN>              --> SYN-RECEIVED

   5.  SYN-RECEIVED --> <SEQ=100><ACK=301><CTL=SYN,ACK> ...

   6.  ESTABLISHED  <-- <SEQ=300><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED

   7.               ... <SEQ=100><ACK=301><CTL=SYN,ACK> --> ESTABLISHED
`,
	},
	{
		name: "figure 8",
		was: func(p *figurePair) {
			p.open(peerB, OpenPassive, 300)
			p.old("<SEQ=90><CTL=SYN>")
		},
		before: map[string]func(*figurePair){
			"2.": func(p *figurePair) { p.open(peerA, OpenActive, 100) },
			"6.": func(p *figurePair) { p.open(peerB, OpenPassive, 400) },
		},
		text: `
       TCP Peer A                                           TCP Peer B

   1.  CLOSED                                               LISTEN

   2.  SYN-SENT    --> <SEQ=100><CTL=SYN>               ...

   3.  (duplicate) ... <SEQ=90><CTL=SYN>               --> SYN-RECEIVED

   4.  SYN-SENT    <-- <SEQ=300><ACK=91><CTL=SYN,ACK>  <-- SYN-RECEIVED

   5.  SYN-SENT    --> <SEQ=91><CTL=RST>               --> LISTEN

   6.              ... <SEQ=100><CTL=SYN>               --> SYN-RECEIVED

   7.  ESTABLISHED <-- <SEQ=400><ACK=101><CTL=SYN,ACK>  <-- SYN-RECEIVED

   8.  ESTABLISHED --> <SEQ=101><ACK=401><CTL=ACK>      --> ESTABLISHED
`,
	},
	{name: "figure 9", was: func(p *figurePair) { p.crashed(200) }, before: figure9Before, text: figure9, then: figure9Then},
	{name: "figure 9, SYN in the window", was: func(p *figurePair) { p.crashed(65535) }, before: figure9Before, text: figure9, then: figure9Then},
	{
		name: "figure 10",
		was:  func(p *figurePair) { p.crashed(65535) },
		before: map[string]func(*figurePair){
			"2.": func(p *figurePair) { p.write(peerB) },
		},
		text: `
         TCP Peer A                                         TCP Peer B

   1.  (REBOOT)                                  (send 300,receive 100)

   2.  (??)    <-- <SEQ=300><ACK=100><DATA=10><CTL=ACK> <-- ESTABLISHED

   3.          --> <SEQ=100><CTL=RST>                   --> (ABORT!!)
`,
	},
	{
		name: "figure 11",
		was: func(p *figurePair) {
			p.open(peerA, OpenPassive, 500)
			p.open(peerB, OpenPassive, 300)
			p.old("<SEQ=Z><CTL=SYN>")
		},
		values: map[string]int{"X": 300, "Z": 90},
		text: `
       TCP Peer A                                    TCP Peer B

   1.  LISTEN                                        LISTEN

   2.       ... <SEQ=Z><CTL=SYN>                -->  SYN-RECEIVED

   3.  (??) <-- <SEQ=X><ACK=Z+1><CTL=SYN,ACK>   <--  SYN-RECEIVED

   4.       --> <SEQ=Z+1><CTL=RST>              -->  (return to LISTEN!)

   5.  LISTEN                                        LISTEN
`,
		then: func(p *figurePair) { p.ended(peerB, nil) }, // "The user need not be informed" (§3.10.7.4)
	},
	{
		name: "figure 12",
		was:  func(p *figurePair) { p.connect(100, 300, 65535) },
		text: `
       TCP Peer A                                           TCP Peer B

   1.  ESTABLISHED                                          ESTABLISHED

   2.  (Close)
       FIN-WAIT-1  --> <SEQ=100><ACK=300><CTL=FIN,ACK>  --> CLOSE-WAIT

   3.  FIN-WAIT-2  <-- <SEQ=300><ACK=101><CTL=ACK>      <-- CLOSE-WAIT

   4.                                                       (Close)
       TIME-WAIT   <-- <SEQ=300><ACK=101><CTL=FIN,ACK>  <-- LAST-ACK

   5.  TIME-WAIT   --> <SEQ=101><ACK=301><CTL=ACK>      --> CLOSED

   6.  (2 MSL)
       CLOSED
`,
		then: bothClosed,
	},
	{
		name: "figure 13",
		was:  func(p *figurePair) { p.connect(100, 300, 65535) },
		text: `
       TCP Peer A                                           TCP Peer B

   1.  ESTABLISHED                                          ESTABLISHED

   2.  (Close)                                              (Close)
       FIN-WAIT-1  --> <SEQ=100><ACK=300><CTL=FIN,ACK>  ... FIN-WAIT-1
                   <-- <SEQ=300><ACK=100><CTL=FIN,ACK>  <--
                   ... <SEQ=100><ACK=300><CTL=FIN,ACK>  -->

   3.  CLOSING     --> <SEQ=101><ACK=301><CTL=ACK>      ... CLOSING
                   <-- <SEQ=301><ACK=101><CTL=ACK>      <--
                   ... <SEQ=101><ACK=301><CTL=ACK>      -->

   4.  TIME-WAIT                                            TIME-WAIT
       (2 MSL)                                              (2 MSL)
       CLOSED                                               CLOSED
`,
		then: bothClosed,
	},
}

const figure9 = `
         TCP Peer A                                      TCP Peer B

     1.  (REBOOT)                              (send 300,receive 100)

     2.  CLOSED                                           ESTABLISHED

     3.  SYN-SENT --> <SEQ=400><CTL=SYN>              --> (??)

     4.  (!!)     <-- <SEQ=300><ACK=100><CTL=ACK>     <-- ESTABLISHED

     5.  SYN-SENT --> <SEQ=100><CTL=RST>              --> (Abort!!)

     6.  SYN-SENT                                         CLOSED

     7.  SYN-SENT --> <SEQ=400><CTL=SYN>              -->
`

// figure9Before is what figure 9 takes for granted. For the SYN of line 7 to arrive
// somewhere, B must listen again.
var figure9Before = map[string]func(*figurePair){
	"3.": func(p *figurePair) { p.open(peerA, OpenActive, 400) },
	"7.": func(p *figurePair) {
		p.open(peerB, OpenPassive, 500)
		p.retransmit(peerA)
	},
}

// figure9Then goes on with figure 9: "the problem is now reduced to the basic
// three-way handshake of Figure 6".
func figure9Then(p *figurePair) {
	p.play(`
       TCP Peer A                                           TCP Peer B
   8.  ESTABLISHED <-- <SEQ=500><ACK=401><CTL=SYN,ACK>  <-- SYN-RECEIVED
   9.  ESTABLISHED --> <SEQ=401><ACK=501><CTL=ACK>      --> ESTABLISHED
`)
}

// bothClosed is what users learn at the end of figures 12 and 13 (MUST-12).
func bothClosed(p *figurePair) {
	for _, s := range []figurePeer{peerA, peerB} {
		p.ended(s, nil)
		p.reads(s, 0, io.EOF)
	}
}

// Each figure is played with its own numbers, and again with all of them moved
// so that each in turn is the last before 2³¹, where the sign of a signed
// number changes, and before 2³², where numbers wrap.
//
// ids: MUST-10, BLIND-7, EV-5, EV-8, EV-14, EV-15
func TestFigures(t *testing.T) {
	for _, f := range figures {
		t.Run(f.name, func(t *testing.T) { playFigure(t, f, 0) })
		for _, n := range f.numbers(t) {
			for _, end := range []int{1 << 31, 1 << 32} {
				t.Run(fmt.Sprintf("%s/%d at %#x", f.name, n, end-1), func(t *testing.T) { playFigure(t, f, Seq(end-1-n)) })
			}
		}
	}
}

var figureNumbers = regexp.MustCompile(`(?:SEQ|ACK)=([^>]+)>`)

// numbers returns all sequence numbers of the figure.
func (f *figure) numbers(t *testing.T) (all []int) {
	for _, m := range figureNumbers.FindAllStringSubmatch(f.text, -1) {
		all = append(all, figureNumber(t, m[1], f.values))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func playFigure(t *testing.T, f figure, shift Seq) {
	p := &figurePair{t: t, figure: f, shift: shift, conns: [2]*Conn{{}, {}}, network: map[string]Segment{},
		now: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)}
	if f.was != nil {
		f.was(p)
	}
	p.play(f.text)
	if f.then != nil {
		f.then(p)
	}
	p.quiet(peerA)
	p.quiet(peerB)
}

// A figurePeer is one of the two.
type figurePeer int

const (
	peerA figurePeer = iota
	peerB
)

func (s figurePeer) String() string { return string(rune('A' + s)) }

// A figurePair is the two peers of a figure, and the network between them. The
// clock stands still but where a figure says so.
type figurePair struct {
	t       *testing.T
	figure  figure
	line    string // of the figure
	shift   Seq    // by which all numbers are moved
	now     time.Time
	conns   [2]*Conn
	said    [2][]Segment       // sent, and not in a line yet
	network map[string]Segment // all that was ever sent, as the figure writes it
}

func (p *figurePair) fatalf(format string, args ...any) {
	p.t.Helper()
	p.t.Fatalf("%s, numbers moved by %#x:\n%s\n%s", p.figure.name, p.shift, p.line, fmt.Sprintf(format, args...))
}

// figureArrows is a line with a segment: what is true of A, arrow, segment,
// arrow, what is true of B.
var (
	figureLine   = regexp.MustCompile(`^ *(\d+\.)`)
	figureArrows = regexp.MustCompile(`^ *(.*?) *(-->|<--|\.\.\.) +(<\S+>) +(-->|<--|\.\.\.) *(.*)$`)
	figureWords  = regexp.MustCompile(`\S+( \S+)*`) // what one space holds together
)

func (p *figurePair) play(text string) {
	lines := strings.Split(strings.Trim(text, "\n"), "\n")
	middle := strings.Index(lines[0], "TCP Peer B") / 2
	for _, line := range lines[1:] {
		p.line = line
		if m := figureLine.FindStringSubmatch(line); m != nil {
			if before := p.figure.before[m[1]]; before != nil {
				before(p)
			}
			line = strings.Replace(line, m[1], strings.Repeat(" ", len(m[1])), 1)
		}
		if m := figureArrows.FindStringSubmatch(line); m != nil {
			p.travel(m[1], m[2], m[3], m[4], m[5])
			continue
		}
		for _, at := range figureWords.FindAllStringIndex(line, -1) {
			from := peerA
			if at[0] > middle {
				from = peerB
			}
			p.happens(from, line[at[0]:at[1]])
		}
	}
}

// travel plays a line with a segment: first it departs, then it arrives.
func (p *figurePair) travel(left, fromA, segment, toB, right string) {
	if fromA == "-->" {
		p.departs(peerA, segment)
	}
	if toB == "<--" {
		p.departs(peerB, segment)
	}
	if fromA == "<--" {
		p.arrives(peerA, segment)
	}
	if toB == "-->" {
		p.arrives(peerB, segment)
	}
	p.is(peerA, left)
	p.is(peerB, right)
}

// departs takes what a peer has sent: that, and nothing more.
func (p *figurePair) departs(from figurePeer, segment string) {
	p.t.Helper()
	want := figureSegment(p.t, segment, p.figure.values)
	if len(want.Payload) > 0 {
		want.Flags |= PSH // MUST-61; the figures leave it out
	}
	if len(p.said[from]) == 0 {
		p.fatalf("%v sends nothing, want %v", from, &want)
	}
	sent := p.said[from][0]
	p.said[from] = p.said[from][1:]
	if got := p.printed(sent); got != want.String() {
		p.fatalf("%v sends %s, want %v", from, got, &want)
	}
	p.quiet(from)
	p.network[segment] = sent
}

// arrives gives a segment to a peer, who must have nothing more to say before
// it hears something new.
func (p *figurePair) arrives(to figurePeer, segment string) {
	p.t.Helper()
	p.quiet(to)
	seg, ok := p.network[segment]
	if !ok {
		p.fatalf("%s was never sent", segment)
	}
	p.conns[to].Input(p.now, seg)
	p.drain(to)
}

// quiet makes sure that a peer has sent nothing but what the figure shows.
func (p *figurePair) quiet(from figurePeer) {
	p.t.Helper()
	if len(p.said[from]) > 0 {
		p.fatalf("%v sends %s, which is not in the figure", from, p.printed(p.said[from][0]))
	}
}

// printed writes a segment with the numbers of the figure.
func (p *figurePair) printed(seg Segment) string {
	seg.Seq, seg.Ack = seg.Seq-p.shift, seg.Ack-p.shift
	return seg.String()
}

// drain takes all that a peer has to say.
func (p *figurePair) drain(from figurePeer) {
	for range 100 {
		seg, ok := p.conns[from].Output(p.now)
		if !ok {
			return
		}
		p.said[from] = append(p.said[from], seg)
	}
	p.fatalf("Output of %v does not end", from)
}

// is checks what a figure says of a peer: a state, or a comment.
func (p *figurePair) is(s figurePeer, what string) {
	p.t.Helper()
	switch what {
	case "", "(duplicate)", "(??)", "(!!)":
		return
	case "(Abort!!)", "(ABORT!!)":
		what = "CLOSED"
		p.ended(s, ErrReset)
		p.reads(s, 0, ErrReset)
	case "(return to LISTEN!)":
		what = "LISTEN"
	}
	if got := p.conns[s].State().String(); got != what {
		p.fatalf("%v is in %s, want %s", s, got, what)
	}
}

// happens plays a word of a line without a segment: a state, or what somebody
// does.
func (p *figurePair) happens(s figurePeer, word string) {
	p.t.Helper()
	switch word {
	case "(Close)":
		if err := p.conns[s].Close(); err != nil {
			p.fatalf("%v closes: %v", s, err)
		}
	case "(2 MSL)":
		p.conns[s].Tick(p.now.Add(2*msl - 1))
		p.is(s, "TIME-WAIT")
		p.conns[s].Tick(p.now.Add(2 * msl))
	case "(REBOOT)":
		p.is(s, "CLOSED")
	case "(send 300,receive 100)":
		if c := p.conns[s]; c.snd.nxt != p.at(300) || c.rcv.nxt != p.at(100) {
			p.fatalf("send %d, receive %d", c.snd.nxt-p.shift, c.rcv.nxt-p.shift)
		}
	default:
		p.is(s, word)
	}
	p.drain(s)
}

// The rest is what stands beside the figures.

func (p *figurePair) at(n int) Seq { return p.shift.Add(n) }

func (p *figurePair) open(s figurePeer, open func(Seq, Limits) *Conn, iss int) {
	p.conns[s] = open(p.at(iss), DefaultLimits)
	p.drain(s)
}

// old puts a segment into the network that nobody here has sent.
func (p *figurePair) old(segment string) {
	seg := figureSegment(p.t, segment, p.figure.values)
	seg.Seq, seg.Window = seg.Seq+p.shift, 65535
	p.network[segment] = seg
}

// figureData is how much text there is where a figure does not say, in bytes.
const figureData = 10

func (p *figurePair) write(s figurePeer) {
	if n, err := p.conns[s].Write(make([]byte, figureData)); n != figureData || err != nil {
		p.fatalf("%v writes %d, %v", s, n, err)
	}
	p.drain(s)
}

// connect makes a connection, in which A's next number is a and B's is b. B
// receives so many bytes.
func (p *figurePair) connect(a, b, window int) {
	limits := DefaultLimits
	limits.ReceiveBuffer = window
	p.open(peerA, OpenActive, a-1)
	p.conns[peerB] = OpenPassive(p.at(b-1), limits)
	for from := peerA; len(p.said[from]) > 0; from = 1 - from {
		for _, seg := range p.said[from] {
			p.conns[1-from].Input(p.now, seg)
		}
		p.said[from] = nil
		p.drain(1 - from)
	}
	p.is(peerA, "ESTABLISHED")
	p.is(peerB, "ESTABLISHED")
}

// crashed makes the connection of figures 9 and 10, which A has forgotten.
func (p *figurePair) crashed(window int) {
	p.connect(100, 300, window)
	p.conns[peerA] = &Conn{}
}

func (p *figurePair) retransmit(s figurePeer) {
	p.conns[s].Tick(p.now.Add(initialRTO))
	p.drain(s)
}

func (p *figurePair) ended(s figurePeer, want error) {
	p.t.Helper()
	if got := p.conns[s].Err(); !errors.Is(got, want) {
		p.fatalf("%v ended with the error %v, want %v", s, got, want)
	}
}

func (p *figurePair) reads(s figurePeer, want int, wantErr error) {
	p.t.Helper()
	n, err := p.conns[s].Read(make([]byte, 100))
	if n != want || !errors.Is(err, wantErr) {
		p.fatalf("%v reads %d, %v, want %d, %v", s, n, err, want, wantErr)
	}
}

var segmentFields = regexp.MustCompile(`<([A-Z]+)(?:=([^>]+))?>`)

// figureSegment reads a segment in the notation of the figures. Each byte of
// its text tells the number that it has: 301 is an a.
func figureSegment(t testing.TB, text string, values map[string]int) Segment {
	t.Helper()
	seg, n := Segment{}, 0
	for _, m := range segmentFields.FindAllStringSubmatch(text, -1) {
		switch m[1] {
		case "SEQ":
			seg.Seq = Seq(figureNumber(t, m[2], values))
		case "ACK":
			seg.Ack = Seq(figureNumber(t, m[2], values))
		case "DATA":
			n = figureData
			if m[2] != "" {
				n = figureNumber(t, m[2], values)
			}
		case "CTL":
			seg.Flags = figureFlags(t, m[2])
		default:
			t.Fatalf("%s: what is %s?", text, m[0])
		}
	}
	first := seg.Seq
	if seg.Flags.Has(SYN) {
		first = first.Add(1)
	}
	for i := range n {
		seg.Payload = append(seg.Payload, byte('a'+(first.Add(i).Sub(301)%26+26)%26))
	}
	return seg
}

func figureFlags(t testing.TB, text string) (f Flags) {
	t.Helper()
	for _, name := range strings.Split(text, ",") {
		bit := Flags(1)
		for bit != 0 && bit.String() != name {
			bit <<= 1
		}
		if bit == 0 && name != "none" {
			t.Fatalf("there is no flag %q", name)
		}
		f |= bit
	}
	return f
}

var figureSum = regexp.MustCompile(`^([A-Z.]+|\d+)([+-]\d+)?$`)

// figureNumber reads a number, "91", or what stands for one, "Z+1".
func figureNumber(t testing.TB, text string, values map[string]int) int {
	t.Helper()
	m := figureSum.FindStringSubmatch(text)
	if m == nil {
		t.Fatalf("%q is not a number", text)
	}
	n, ok := values[m[1]]
	if !ok {
		var err error
		if n, err = strconv.Atoi(m[1]); err != nil {
			t.Fatalf("%q has no value", m[1])
		}
	}
	if m[2] != "" {
		more, _ := strconv.Atoi(m[2])
		n += more
	}
	return n
}
