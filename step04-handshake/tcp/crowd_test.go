package tcp

import (
	"fmt"
	"net/netip"
	"testing"
	"time"

	"tcpworkbook/step03-parse-ipv4/ipv4"
)

// A knocker stands before a stack that listens on port 7.
type knocker struct {
	t   *testing.T
	s   *Stack
	l   *Listener
	now time.Time
}

func newKnocker(t *testing.T, backlog int) *knocker {
	k := &knocker{t: t, s: NewStack(Config{Addrs: []netip.Addr{host}}), now: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)}
	var err error
	if k.l, err = k.s.Listen(netip.MustParseAddrPort("0.0.0.0:7"), backlog); err != nil {
		t.Fatal(err)
	}
	return k
}

// knock hands the stack a segment from a port, and returns what it answers, in
// the RFC's notation.
func (k *knocker) knock(port uint16, seg Segment) (answers []Segment) {
	k.t.Helper()
	seg.SrcPort, seg.DstPort, seg.Window = port, 7, 1000
	b := seg.Append(nil, peer, host)
	h := ipv4.Header{TTL: 64, Protocol: ipv4.TCP, Src: peer, Dst: host}
	if err := k.s.Input(k.now, append(h.Append(nil, len(b)), b...)); err != nil {
		k.t.Fatal(err)
	}
	for {
		p, ok := k.s.Output(k.now, nil)
		if !ok {
			return answers
		}
		h, b, err := ipv4.Parse(p)
		if err != nil {
			k.t.Fatal(err)
		}
		answer, err := Parse(b, h.Src, h.Dst)
		if err != nil {
			k.t.Fatal(err)
		}
		answers = append(answers, answer)
	}
}

// one is knock, where there must be one answer.
func (k *knocker) one(port uint16, seg Segment) Segment {
	k.t.Helper()
	answers := k.knock(port, seg)
	if len(answers) != 1 {
		k.t.Fatalf("%v is answered by %d segments, want 1", &seg, len(answers))
	}
	return answers[0]
}

func (k *knocker) want(what string, got, want any) {
	k.t.Helper()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		k.t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// isns are where sequence numbers may go wrong.
var isns = []Seq{0, 0x7fffffff, 0xffffffff}

func TestHandshake(t *testing.T) {
	for _, irs := range isns {
		k := newKnocker(t, 8)
		answer := k.one(40000, Segment{Seq: irs, Flags: SYN, Options: Options{MSS: 1460}})
		want := Segment{Seq: answer.Seq, Ack: irs.Add(1), Flags: SYN | ACK}
		k.want("SYN", &answer, &want)
		k.want("MSS", answer.Options.MSS, 1460)
		k.want("before the third segment", k.l.Accept(), (*Conn)(nil))
		k.want("third segment", k.knock(40000, Segment{Seq: irs.Add(1), Ack: answer.Seq.Add(1), Flags: ACK}), []Segment(nil))
		c := k.l.Accept()
		if c == nil {
			t.Fatal("nothing to accept")
		}
		k.want("state", c.State(), Established)

		k.knock(40000, Segment{Seq: irs.Add(2), Flags: RST}) // a guess
		k.want("after a guess", c.State(), Established)
		k.knock(40000, Segment{Seq: irs.Add(1), Flags: RST})
		k.want("after the reset", c.State(), Closed)
		k.want("error", c.Err(), ErrReset)
		k.want("connections", len(k.s.conns), 0)
	}
}

func TestAcceptable(t *testing.T) {
	for _, nxt := range isns {
		for _, test := range []struct {
			seq, n, wnd int
			flags       Flags
			want        bool
		}{
			{0, 0, 0, ACK, true}, {1, 0, 0, ACK, false}, {-1, 0, 0, ACK, false},
			{0, 0, 10, ACK, true}, {9, 0, 10, ACK, true}, {10, 0, 10, ACK, true}, {11, 0, 10, ACK, false}, {-1, 0, 10, ACK, false},
			{9, 0, 10, RST, true}, {10, 0, 10, RST, false},
			{0, 5, 0, ACK, true}, {-4, 5, 0, ACK, true}, {-5, 5, 0, ACK, false}, {1, 5, 0, ACK, false},
			{-5, 5, 10, ACK, false}, {-4, 5, 10, ACK, true}, {-4, 50, 10, ACK, true}, {9, 5, 10, ACK, true}, {10, 5, 10, ACK, false},
		} {
			seg := Segment{Seq: nxt.Add(test.seq), Flags: test.flags, Payload: make([]byte, test.n)}
			if got := seg.Acceptable(nxt, test.wnd); got != test.want {
				t.Errorf("RCV.NXT %d: %+v: got %v", nxt, test, got)
			}
		}
	}
}

// As many wait to be accepted as the user said; who comes then must come again.
func TestBacklog(t *testing.T) {
	k := newKnocker(t, 1)
	first, second := k.one(40000, Segment{Flags: SYN}), k.one(40001, Segment{Flags: SYN})
	k.knock(40000, Segment{Seq: 1, Ack: first.Seq.Add(1), Flags: ACK})
	k.want("SYN without room", len(k.knock(40002, Segment{Flags: SYN})), 0)
	third := Segment{Seq: 1, Ack: second.Seq.Add(1), Flags: ACK}
	k.want("third segment without room", len(k.knock(40001, third)), 0)
	k.want("the first one", k.l.Accept().Remote().Port(), 40000)
	k.want("not yet", k.l.Accept(), (*Conn)(nil))
	k.knock(40001, third)
	k.want("the second one", k.l.Accept().Remote().Port(), 40001)
}

// A flood of SYNs takes no more memory than maxHalfOpen connections, and who is
// really there still gets in, by a cookie; who guesses does not.
func TestFlood(t *testing.T) {
	for _, irs := range isns {
		k := newKnocker(t, 8)
		for port := range uint16(4 * maxHalfOpen) {
			k.one(10000+port, Segment{Seq: irs, Flags: SYN})
		}
		k.want("connections", len(k.s.conns), maxHalfOpen)
		k.now = k.now.Add(cookiePeriod) // one is good for its own period and the next
		answer := k.one(50000, Segment{Seq: irs, Flags: SYN, Options: Options{MSS: 1400}})
		k.now = k.now.Add(cookiePeriod)
		guess := k.one(50000, Segment{Seq: irs.Add(1), Ack: answer.Seq.Add(5), Flags: ACK})
		k.want("guess", &guess, &Segment{Seq: answer.Seq.Add(5), Flags: RST})
		k.knock(50000, Segment{Seq: irs.Add(1), Ack: answer.Seq.Add(1), Flags: ACK})
		c := k.l.Accept()
		if c == nil {
			t.Fatal("the cookie is not taken")
		}
		k.want("port", c.Remote().Port(), 50000)
		k.now = k.now.Add(cookiePeriod)
		late := k.one(50001, Segment{Seq: irs.Add(1), Ack: answer.Seq.Add(1), Flags: ACK})
		k.want("another's cookie", late.Flags, RST)
	}
}
