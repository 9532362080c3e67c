package tcp

import (
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/google/go-cmp/cmp"
)

// A stateRoad leads a new connection to a state, event by event. SYN-RECEIVED has
// two, and TCP "MUST keep track" of which was taken (MUST-11). FIN-WAIT-1 has two
// as well: by the short one, not even our SYN is acknowledged.
type stateRoad struct {
	state         string // and a remark
	from          string // the road that this one goes on, if any
	events        string
	una, nxt, rcv int // where it ends: SND.UNA, SND.NXT, RCV.NXT
}

// stateRoads use the numbers of the RFC's figures: our SYN is 100, the peer's is 300.
// On the way, ten bytes have gone in each direction, and ten more of ours are
// still not acknowledged wherever that can be.
var stateRoads = []stateRoad{
	{"CLOSED", "", "OPEN passive; CLOSE", 100, 101, 301},
	{"LISTEN", "", "OPEN passive", 100, 101, 301},
	{"SYN-SENT", "", "OPEN active", 100, 101, 301},
	{"SYN-RECEIVED from LISTEN", "LISTEN", "<SEQ=300><CTL=SYN>", 100, 101, 301},
	{"SYN-RECEIVED from SYN-SENT", "SYN-SENT", "<SEQ=300><CTL=SYN>", 100, 101, 301},
	{"ESTABLISHED", "SYN-RECEIVED from LISTEN",
		"<SEQ=301><ACK=101><CTL=ACK>; SEND 10; <SEQ=301><ACK=111><DATA=10><CTL=ACK>; RECEIVE; SEND 10", 111, 121, 311},
	{"FIN-WAIT-1", "ESTABLISHED", "CLOSE", 111, 122, 311},
	{"FIN-WAIT-1 from SYN-RECEIVED", "SYN-RECEIVED from LISTEN", "CLOSE", 100, 102, 301},
	{"FIN-WAIT-2", "FIN-WAIT-1", "<SEQ=311><ACK=122><CTL=ACK>", 122, 122, 311},
	{"CLOSE-WAIT", "ESTABLISHED", "<SEQ=311><ACK=111><CTL=FIN,ACK>", 111, 121, 312},
	{"CLOSING", "FIN-WAIT-1", "<SEQ=311><ACK=111><CTL=FIN,ACK>", 111, 122, 312},
	{"LAST-ACK", "CLOSE-WAIT", "CLOSE", 111, 122, 312},
	{"TIME-WAIT", "FIN-WAIT-2", "<SEQ=311><ACK=122><CTL=FIN,ACK>", 122, 122, 312},
}

// values are the numbers that the events are made of. ACK is what a peer
// acknowledges that has nothing new to acknowledge.
func (r *stateRoad) values() map[string]int {
	v := map[string]int{"ISS": 100, "IRS": 300, "SND.UNA": r.una, "SND.NXT": r.nxt, "RCV.NXT": r.rcv,
		"EDGE": 301 + plainLimits().ReceiveBuffer, "ACK": max(r.una, 101)}
	return v
}

// stateEvents are the events: user calls, time, and segments.
var stateEvents = []struct{ name, event string }{
	{"SEND", "SEND 10"},
	{"SEND, a full segment", "SEND 536"},
	{"RECEIVE", "RECEIVE"},
	{"RECEIVE, text is there", "unread RECEIVE"},
	{"CLOSE", "CLOSE"},
	{"CLOSE, unsent text", "SEND 10; CLOSE"},
	{"ABORT", "ABORT"},
	{"ABORT, then 2 MSL", "ABORT; 2 MSL"},
	{"user timeout", "user timeout"},
	{"retransmission timeout", "retransmission timeout"},
	{"just before 2 MSL", "just before 2 MSL"},
	{"2 MSL", "2 MSL"},

	{"SYN", "<SEQ=IRS><CTL=SYN>"},
	{"SYN, number expected", "<SEQ=RCV.NXT><CTL=SYN>"},
	{"SYN, text", "<SEQ=RCV.NXT-1><DATA=10><CTL=SYN>"},
	{"SYN, text, then handshake, text", "<SEQ=RCV.NXT-1><DATA=10><CTL=SYN>; <SEQ=RCV.NXT><ACK=SND.NXT><DATA=10><CTL=ACK>"},
	{"SYN, text, number expected", "<SEQ=RCV.NXT><DATA=10><CTL=SYN>"},
	{"SYN, number expected, then text", "<SEQ=RCV.NXT><CTL=SYN>; <SEQ=RCV.NXT><ACK=ACK><DATA=10><CTL=ACK>"},
	{"SYN|ACK", "<SEQ=IRS><ACK=SND.NXT><CTL=SYN,ACK>"},
	{"SYN|ACK, number expected", "<SEQ=RCV.NXT><ACK=SND.NXT><CTL=SYN,ACK>"},
	{"SYN|ACK, ack of ISS", "<SEQ=IRS><ACK=ISS><CTL=SYN,ACK>"},
	{"SYN|ACK, ack too high", "<SEQ=IRS><ACK=SND.NXT+1><CTL=SYN,ACK>"},

	{"ACK of all", "<SEQ=RCV.NXT><ACK=SND.NXT><CTL=ACK>"},
	{"ACK of all, twice", "<SEQ=RCV.NXT><ACK=SND.NXT><CTL=ACK>; <SEQ=RCV.NXT><ACK=SND.NXT><CTL=ACK>"},
	{"ACK of all but one", "<SEQ=RCV.NXT><ACK=SND.NXT-1><CTL=ACK>"},
	{"ACK, nothing new", "<SEQ=RCV.NXT><ACK=SND.UNA><CTL=ACK>"},
	{"ACK, old", "<SEQ=RCV.NXT><ACK=SND.UNA-1><CTL=ACK>"},
	{"ACK, too old", "<SEQ=RCV.NXT><ACK=SND.UNA-65536><CTL=ACK>"},
	{"ACK, too high", "<SEQ=RCV.NXT><ACK=SND.NXT+1><CTL=ACK>"},
	{"ACK, too high, then of all", "<SEQ=RCV.NXT><ACK=SND.NXT+1><CTL=ACK>; <SEQ=RCV.NXT><ACK=SND.NXT><CTL=ACK>"},
	{"ACK of all, old number", "<SEQ=RCV.NXT-1><ACK=SND.NXT><CTL=ACK>"},

	{"RST", "<SEQ=RCV.NXT><CTL=RST>"},
	{"RST, then text", "<SEQ=RCV.NXT><CTL=RST>; <SEQ=RCV.NXT><ACK=ACK><DATA=10><CTL=ACK>"},
	{"RST, text is there", "unread <SEQ=RCV.NXT><CTL=RST>"},
	{"RST, with text", "<SEQ=RCV.NXT><DATA=10><CTL=RST>"},
	{"RST, with text, half old", "<SEQ=RCV.NXT-5><DATA=10><CTL=RST>"},
	{"RST|SYN", "<SEQ=RCV.NXT><CTL=SYN,RST>"},
	{"RST, in window", "<SEQ=RCV.NXT+1><CTL=RST>"},
	{"RST, before window", "<SEQ=RCV.NXT-1><CTL=RST>"},
	{"RST, beyond window", "<SEQ=EDGE><CTL=RST>"},
	{"RST|ACK", "<SEQ=RCV.NXT><ACK=SND.NXT><CTL=RST,ACK>"},
	{"RST|ACK, ack too high", "<SEQ=RCV.NXT><ACK=SND.NXT+1><CTL=RST,ACK>"},

	{"FIN", "<SEQ=RCV.NXT><ACK=ACK><CTL=FIN,ACK>"},
	{"FIN, ACK of all", "<SEQ=RCV.NXT><ACK=SND.NXT><CTL=FIN,ACK>"},
	{"FIN, ack too high", "<SEQ=RCV.NXT><ACK=SND.NXT+1><CTL=FIN,ACK>"},
	{"FIN without ACK", "<SEQ=RCV.NXT><CTL=FIN>"},
	{"FIN, old number", "<SEQ=RCV.NXT-1><ACK=ACK><CTL=FIN,ACK>"},
	{"FIN, out of order", "<SEQ=RCV.NXT+10><ACK=ACK><CTL=FIN,ACK>"},
	{"FIN, then the text before it", "<SEQ=RCV.NXT+10><ACK=ACK><CTL=FIN,ACK>; <SEQ=RCV.NXT><ACK=ACK><DATA=10><CTL=ACK>"},
	{"FIN with text", "<SEQ=RCV.NXT><ACK=ACK><DATA=10><CTL=FIN,ACK>"},

	{"text", "<SEQ=RCV.NXT><ACK=ACK><DATA=10><CTL=ACK>"},
	{"text, then 40 ms", "<SEQ=RCV.NXT><ACK=ACK><DATA=10><CTL=ACK>; 40 ms"},
	{"text, ACK of all", "<SEQ=RCV.NXT><ACK=SND.NXT><DATA=10><CTL=ACK>"},
	{"text, ack too high", "<SEQ=RCV.NXT><ACK=SND.NXT+1><DATA=10><CTL=ACK>"},
	{"text, old ack, then 40 ms", "<SEQ=RCV.NXT><ACK=SND.UNA-1><DATA=10><CTL=ACK>; 40 ms"},
	{"text, ack just not too old", "<SEQ=RCV.NXT><ACK=SND.UNA-65535><DATA=10><CTL=ACK>"},
	{"text, ack too old", "<SEQ=RCV.NXT><ACK=SND.UNA-65536><DATA=10><CTL=ACK>"},
	{"text, out of order", "<SEQ=RCV.NXT+10><ACK=ACK><DATA=10><CTL=ACK>"},
	{"text, then the text before it", "<SEQ=RCV.NXT+10><ACK=ACK><DATA=10><CTL=ACK>; <SEQ=RCV.NXT><ACK=ACK><DATA=10><CTL=ACK>"},
	{"text, old", "<SEQ=RCV.NXT-10><ACK=ACK><DATA=10><CTL=ACK>"},
	{"text, half old, then 40 ms", "<SEQ=RCV.NXT-5><ACK=ACK><DATA=10><CTL=ACK>; 40 ms"},
	{"text, beyond window", "<SEQ=EDGE><ACK=ACK><DATA=10><CTL=ACK>"},
	{"text, half beyond window", "<SEQ=EDGE-5><ACK=ACK><DATA=10><CTL=ACK>"},
	{"no flags, text", "<SEQ=RCV.NXT><DATA=10><CTL=none>"},
	{"URG, text", "<SEQ=RCV.NXT><ACK=ACK><DATA=10><CTL=ACK,URG>"},
	{"all flags, text", "<SEQ=RCV.NXT><ACK=SND.NXT><DATA=10><CTL=FIN,SYN,RST,PSH,ACK,URG,ECE,CWR>"},
	{"all but RST, text", "<SEQ=RCV.NXT><ACK=SND.NXT><DATA=10><CTL=FIN,SYN,PSH,ACK,URG,ECE,CWR>"},
}

const stateEventsHead = `What a connection does: for each state of RFC 9293 §3.3.2 what follows from each
event of §3.10, once. TestStateEvents compares this with what really happens;
with WORKBOOK_UPDATE=1 it writes it.

Numbers are those of the RFC's figures: our SYN is 100, the peer's is 300. The
line below a state's name says by which events the connection got there. Text of
the peer's tells its numbers: 301 is an a. "UNA, NXT" are SND.UNA and RCV.NXT
after the event. What the user sees is the result of the call, if the event is
one, then what is to be read. "-" is nothing. "5 ×" is sent again and again as
time goes on. 4294901860 is 65536 before 100: numbers wrap.
`

// The table of states and events is compared with a text that has been read
// through with RFC 9293 §3.10 beside it. Then all is done again with the numbers
// moved so that those in use lie at 2³¹ and at 2³², where nothing may change.
//
// ids: MUST-11, MUST-12, SHLD-2, SHLD-31, MAY-12, MAY-13
// ids: EV-5, EV-7, EV-8, EV-9, EV-12, EV-13, EV-14, EV-15, EV-16, EV-17, EV-19, EV-20, EV-21, EV-22
// ids: EV-26, EV-27, EV-28, EV-29, EV-30, EV-33, EV-34, EV-35, EV-36
// ids: BLIND-1, BLIND-2, BLIND-3, BLIND-4, BLIND-5
func TestStateEvents(t *testing.T) {
	const file = "testdata/stateevents.golden"
	got := stateEventsTable(t, 0)
	if os.Getenv("WORKBOOK_UPDATE") != "" {
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
	for _, end := range []int{1 << 31, 1 << 32} {
		for _, n := range []int{100, 110, 300, 310} {
			if diff := cmp.Diff(got, stateEventsTable(t, Seq(end-1-n))); diff != "" {
				t.Fatalf("with %d at %#x (+) it is not the same:\n%s", n, end-1, diff)
			}
		}
	}
}

// stateEventsTable returns the table, made with all numbers moved by shift.
func stateEventsTable(t *testing.T, shift Seq) string {
	var b strings.Builder
	b.WriteString(stateEventsHead)
	for _, r := range stateRoads {
		fmt.Fprintf(&b, "\n%s\nSND.UNA=%d SND.NXT=%d RCV.NXT=%d, by %s\n", r.state, r.una, r.nxt, r.rcv, r.all())
		w := tabwriter.NewWriter(&b, 0, 0, 3, ' ', 0)
		fmt.Fprintln(w, "event\tsegments\tstate after\tUNA, NXT\tsent\tthe user sees")
		for _, row := range stateEvents {
			if !strings.HasPrefix(row.event, "unread ") || strings.Contains(r.all(), "RECEIVE; ") {
				fmt.Fprintf(w, "%s\t%s\n", row.name, newStateCell(t, shift, &r, row.event))
			}
		}
		w.Flush()
	}
	return b.String()
}

// all returns the whole road, from the beginning.
func (r *stateRoad) all() string {
	for _, before := range stateRoads {
		if before.state == r.from {
			return before.all() + "; " + r.events
		}
	}
	return r.events
}

// A stateCell is a connection that is in a state, and what follows from an event.
type stateCell struct {
	t      *testing.T
	shift  Seq
	values map[string]int
	now    time.Time
	c      *Conn
	came   []string // segments of the peer
	sent   []string
	user   []string // what the user saw
}

// newStateCell leads a connection to where the road leads, has the event happen, and
// returns the cell as text.
func newStateCell(t *testing.T, shift Seq, r *stateRoad, event string) string {
	x := &stateCell{t: t, shift: shift, values: r.values(), now: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)}
	event, unread := strings.CutPrefix(event, "unread ")
	events := r.all()
	if unread {
		events = strings.ReplaceAll(events, "RECEIVE; ", "")
	}
	x.happen(events)
	if state, _, _ := strings.Cut(r.state, " from"); x.c.State().String() != state {
		t.Fatalf("%s: the road leads to %v", r.state, x.c.State())
	}
	x.came, x.sent, x.user = nil, nil, nil
	x.happen(event)
	state, numbers := x.c.State().String(), x.numbers()
	if event != "RECEIVE" {
		x.happen("RECEIVE")
	}
	return strings.Join([]string{joined(x.came), state, numbers, joined(counted(x.sent)), joined(x.user)}, "\t")
}

// numbers are SND.UNA and RCV.NXT, as far as there are any.
func (x *stateCell) numbers() string {
	una, nxt := x.c.snd.una-x.shift, x.c.rcv.nxt-x.shift
	switch x.c.State() {
	case Closed, Listen:
		return "-"
	case SynSent:
		return fmt.Sprint(una)
	}
	return fmt.Sprintf("%d, %d", una, nxt)
}

// happen lets events happen one after the other, each with time to be answered.
func (x *stateCell) happen(events string) {
	for _, event := range strings.Split(events, "; ") {
		x.one(event)
		x.drain()
		if err := invariants(x.c); err != nil {
			x.t.Fatalf("%s; %s: %v", events, event, err)
		}
	}
}

func (x *stateCell) one(event string) {
	switch event {
	case "OPEN passive":
		x.c = OpenPassive(x.shift.Add(100), plainLimits())
	case "OPEN active":
		x.c = OpenActive(x.shift.Add(100), plainLimits())
	case "SEND 10":
		x.write(10)
	case "SEND 536":
		x.write(defaultMSS)
	case "RECEIVE":
		x.reads()
	case "CLOSE":
		x.sees("ok", x.c.Close())
	case "ABORT":
		x.c.Abort()
	case "user timeout":
		x.c.SetUserTimeout(time.Millisecond)
		x.pass(time.Millisecond)
	case "retransmission timeout":
		x.pass(initialRTO)
	case "just before 2 MSL":
		x.pass(2*msl - 1)
	case "2 MSL":
		x.pass(2 * msl)
	case "40 ms":
		x.pass(ackDelay)
	default:
		x.arrives(event)
	}
}

// arrives gives a segment of the peer's to the connection.
func (x *stateCell) arrives(segment string) {
	seg := figureSegment(x.t, segment, x.values)
	text := seg.String()
	seg.Seq, seg.Ack, seg.Window = seg.Seq+x.shift, seg.Ack+x.shift, 65535
	x.came = append(x.came, text)
	x.c.Input(x.now, seg)
}

func (x *stateCell) write(n int) {
	n, err := x.c.Write(make([]byte, n))
	x.sees(fmt.Sprintf("%d taken", n), err)
}

// sees notes the result of a call.
func (x *stateCell) sees(ok string, err error) {
	if err != nil {
		ok = strings.TrimPrefix(err.Error(), "tcp: ")
	}
	x.user = append(x.user, ok)
}

// reads notes all that there is to be read.
func (x *stateCell) reads() {
	b := make([]byte, 100)
	for {
		n, err := x.c.Read(b)
		switch {
		case err == io.EOF:
			x.sees("EOF", nil)
		case err != nil:
			x.sees("", err)
		case n > 0:
			x.sees(fmt.Sprintf("%q", b[:n]), nil)
		}
		if n == 0 {
			return
		}
	}
}

// pass lets time pass, from one deadline to the next.
func (x *stateCell) pass(d time.Duration) {
	for until := x.now.Add(d); x.now.Before(until); {
		x.now = until
		if at := x.c.Deadline(); !at.IsZero() && at.Before(until) {
			x.now = at
		}
		x.c.Tick(x.now)
		x.drain()
	}
}

// drain notes all that the connection has to say.
func (x *stateCell) drain() {
	for range 100 {
		seg, ok := x.c.Output(x.now)
		if !ok {
			return
		}
		seg.Ack -= x.shift
		if seg.Flags != RST|ACK || seg.Seq != 0 { // without a connection, 0 is really 0
			seg.Seq -= x.shift
		}
		x.sent = append(x.sent, seg.String())
	}
	x.t.Fatal("Output does not end")
}

// counted makes one item, with a number, of those that are the same.
func counted(items []string) (out []string) {
	times := map[string]int{}
	for _, item := range items {
		times[item]++
	}
	for _, item := range items {
		switch n := times[item]; {
		case n == 1:
			out = append(out, item)
		case n > 1:
			out = append(out, fmt.Sprintf("%d × %s", n, item))
		}
		times[item] = 0
	}
	return out
}

func joined(items []string) string {
	if len(items) == 0 {
		return "-"
	}
	return strings.Join(items, "; ")
}
