package mistakes

import (
	"net/netip"
	"strings"

	"tcpworkbook/shared/trace"
)

// A Mistake is a classic one.
type Mistake struct {
	ID   string // as in testdata/mistakes.csv, "M-030"
	Name string // in words, and where to look
}

// A Packet is one that passed.
type Packet struct {
	trace.Packet
	Dir   trace.Direction
	Time  string // seconds, as the trace has it
	Text  string // its line in the trace, with relative numbers
	Bytes []byte
}

// Evidence is what a failed script has to show.
type Evidence struct {
	Ran     string // "with ping.pcap", "ran checksum 01"
	Problem string // the script's own words
	Said    string // on stderr; of a live script, what the kernel's side printed
	Live    bool
	Host    netip.Addr // the program's own address

	Compared  bool     // Got was compared with Want
	Got, Want []string // lines of output, evened out
	At        int      // the first line that differs; len(Got) if there was no comparing

	Packets []Packet // those that passed, up to the line that differs, its own included
	Next    []Packet // those that passed later
	Left    int      // how many were not fed any more; -1: not known

	Later func(id string) bool // whether a mistake is of what is still to be learnt; nil: none is
}

// FedCount returns how many packets had been fed.
func (e *Evidence) FedCount() (n int) {
	for _, p := range e.Packets {
		if p.Dir == trace.In {
			n++
		}
	}
	return n
}

// got and want return the lines that differ; "" if there is none.
func (e *Evidence) got() string { return at(e.Got, e.At) }

func (e *Evidence) want() string { return at(e.Want, e.At) }

func at(lines []string, i int) string {
	if i >= 0 && i < len(lines) {
		return lines[i]
	}
	return ""
}

// fed returns the latest packet that was fed.
func (e *Evidence) fed() (p Packet, ok bool) {
	for i := len(e.Packets) - 1; i >= 0; i-- {
		if e.Packets[i].Dir == trace.In {
			return e.Packets[i], true
		}
	}
	return p, false
}

// sent returns the packet of the program's in which the output differs, if it
// is one.
func (e *Evidence) sent() (p Packet, ok bool) {
	if n := len(e.Packets); n > 0 && e.Packets[n-1].Dir == trace.Out && e.Packets[n-1].Text == e.got() {
		return e.Packets[n-1], true
	}
	return p, false
}

// An answer is a wrong packet of the program's, the one that it should have
// been, and the one that it answers.
type answer struct {
	Packet              // as it was sent, numbers absolute
	line   trace.Packet // as it was printed, numbers relative
	want   trace.Packet // as it should have been printed; its zero value if extra
	extra  bool         // nothing should have been sent
	wantAt string       // when
	to     Packet       // the latest one fed
	e      *Evidence
}

// answer returns the wrong packet, if that is what the script shows.
func (e *Evidence) answer() (a answer, ok bool) {
	if a.Packet, ok = e.sent(); !ok {
		return a, false
	}
	a.e = e
	a.to, _ = e.fed()
	_, _, a.line, _ = parse(e.got())
	var dir trace.Direction
	a.wantAt, dir, a.want, ok = parse(e.want())
	a.extra = !ok || dir != trace.Out || at(e.Got, e.At+1) == e.want() && e.got() != e.want()
	return a, e.Compared
}

// missing returns the packet that should have been sent where none was.
func (e *Evidence) missing() (p trace.Packet, ok bool) {
	_, dir, p, ok := parse(e.want())
	_, sent := e.sent()
	return p, ok && dir == trace.Out && e.got() != e.want() && (!sent || e.got() == at(e.Want, e.At+1))
}

// parse reads a line of the trace.
func parse(line string) (when string, dir trace.Direction, p trace.Packet, ok bool) {
	when, rest, _ := strings.Cut(line, " ")
	if len(rest) < 2 || rest[0] != '<' && rest[0] != '>' {
		return "", 0, p, false
	}
	dir = trace.Direction(rest[0])
	p, err := trace.ParsePacket(dir, rest[2:])
	return when, dir, p, err == nil
}
