package steptest

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/gopacket/gopacket/layers"

	"tcpworkbook/shared/trace"
)

// What the RFCs leave open in the segments that a program sends.
const (
	openWin   = "win"
	openAcks  = "acks"
	openWhen  = "when"
	openOpts  = "opts"
	openForms = "forms"
	openPsh   = "psh"
	openFin   = "fin"
	openRst   = "rst"
	openAgain = "again"
	openOften = "often"
	openWaits = "waits"
)

var openFields = []string{openWin, openAcks, openWhen, openOpts, openForms, openPsh, openFin, openRst, openAgain, openOften, openWaits}

// An openness is what a script leaves open, by name.
type openness map[string]bool

// add adds what a list such as "win,acks" names.
func (o openness) add(list string) error {
	for name := range strings.SplitSeq(list, ",") {
		if !slices.Contains(openFields, name) {
			return fmt.Errorf("not one of %v: %q", openFields, name)
		}
		o[name] = true
	}
	return nil
}

// Even makes equal, or leaves out, in a program's output what a list of fields
// leaves open, as replay -open does.
func Even(out, open string) (string, error) {
	o := openness{}
	if open != "" {
		if err := o.add(open); err != nil {
			return "", err
		}
	}
	return even(out, false, o).String(), nil
}

// A passing is a packet that passed, and its line.
type passing struct {
	*outLine
	at   time.Duration
	dir  trace.Direction
	p    trace.Packet
	sent bool // by the program
}

// even leaves out or makes equal in lines what is open.
func (o openness) even(lines printout) printout {
	if len(o) == 0 {
		return lines
	}
	all := passings(lines)
	segments := slices.DeleteFunc(slices.Clone(all), func(p *passing) bool { return p.p.TCP == nil })
	if o[openAcks] {
		evenAcks(segments)
	}
	if o[openFin] {
		joinFins(segments)
	}
	for _, p := range all {
		if p.sent || o[openForms] && evenEcho(p.p.TCP) {
			p.outLine.text = o.text(p)
		}
		if o[openWaits] && !p.sent {
			p.outLine.text = withoutTime(p.outLine.text)
		}
	}
	switch {
	case o[openAgain]:
		leaveOutAgain(segments, 1)
	case o[openOften]:
		leaveOutAgain(segments, 1, 2, 20)
	}
	slices.SortStableFunc(lines, func(a, b outLine) int { return a.place - b.place })
	if o[openWaits] {
		sortBetweenFeeds(lines)
	}
	return lines
}

// sortBetweenFeeds puts what is sent between two packets that are fed in the
// order of the connections.
func sortBetweenFeeds(lines printout) {
	sent := make(map[int]string) // the connection, by line
	for _, l := range lines {
		for _, p := range passings(printout{l}) {
			if p.sent && p.p.TCP != nil {
				sent[l.number] = fmt.Sprint(p.way())
			}
		}
	}
	for from := 0; from < len(lines); from++ {
		to := from
		for to < len(lines) && sent[lines[to].number] != "" {
			to++
		}
		slices.SortStableFunc(lines[from:to], func(a, b outLine) int { return strings.Compare(sent[a.number], sent[b.number]) })
		from = max(from, to)
	}
}

// passings returns the packets that lines speak of.
func passings(lines printout) (all []*passing) {
	for i := range lines {
		m := traceForm.FindStringSubmatch(lines[i].text)
		if m == nil {
			continue
		}
		dir := trace.Direction(m[2][0])
		packet, err := trace.ParsePacket(dir, m[3])
		if err != nil {
			continue
		}
		all = append(all, &passing{&lines[i], seconds(m[1]).Sub(seconds("0")), dir, packet, dir == trace.Out})
	}
	return all
}

// text returns the line of a packet, of one that the program sent without what
// is open.
func (o openness) text(p *passing) string {
	if !p.sent {
		return p.line()
	}
	if p.p.TCP != nil {
		o.header(p.p.TCP)
	}
	line := p.line()
	if o[openWhen] {
		line = withoutTime(line)
	}
	return line
}

func withoutTime(line string) string {
	_, rest, _ := strings.Cut(line, " ")
	return "* " + rest
}

// line returns the line of a packet.
func (p *passing) line() string {
	return fmt.Sprintf("%.6f %c %s", p.at.Seconds(), p.dir, p.p.Text(p.dir))
}

// evenEcho clears what a segment that is fed echoes of the program's own clock,
// and reports whether there is such a thing.
func evenEcho(t *trace.TCP) (echo bool) {
	if t == nil {
		return false
	}
	for _, opt := range t.Options {
		if opt.Kind == byte(layers.TCPOptionKindTimestamps) && len(opt.Data) == 8 {
			clear(opt.Data[4:])
			echo = true
		}
	}
	return echo
}

func (o openness) header(t *trace.TCP) {
	if o[openWin] && (t.Win != 0 || t.Flags&trace.RST != 0) { // of a reset, it means nothing
		t.Win = -1
	}
	if o[openPsh] {
		t.Flags &^= trace.PSH
	}
	if o[openRst] && t.Flags&(trace.RST|trace.ACK) == trace.RST|trace.ACK && t.Seq != 0 {
		t.Flags, t.Ack = t.Flags&^trace.ACK, 0
	}
	switch {
	case o[openOpts]:
		t.Options = slices.DeleteFunc(t.Options, func(opt trace.Option) bool { return opt.Kind != byte(layers.TCPOptionKindMSS) })
	case o[openForms]:
		t.Options = evenForms(t.Options)
	}
}

// evenForms leaves of options what has to be as it is: not their order, what
// fills them up, our clock, or how far our window is shifted.
func evenForms(options []trace.Option) []trace.Option {
	options = slices.DeleteFunc(options, func(opt trace.Option) bool { return opt.Kind <= byte(layers.TCPOptionKindNop) })
	slices.SortStableFunc(options, func(a, b trace.Option) int { return int(a.Kind) - int(b.Kind) })
	for _, opt := range options {
		switch {
		case opt.Kind == byte(layers.TCPOptionKindTimestamps) && len(opt.Data) == 8:
			clear(opt.Data[:4])
		case opt.Kind == byte(layers.TCPOptionKindWindowScale):
			clear(opt.Data)
		}
	}
	return options
}

// joinFins makes one of a FIN and the text right before it, and gives the FIN to
// that text when it is sent again.
func joinFins(all []*passing) {
	fins, before := make(map[way]uint32), (*passing)(nil)
	for _, p := range all {
		if p.open {
			continue
		}
		fin, sent := fins[p.way()]
		switch text := before; {
		case p.p.TCP.Flags&trace.SYN != 0:
			delete(fins, p.way())
		case !p.sent:
		case p.p.TCP.Flags&trace.FIN != 0:
			fins[p.way()] = p.end() - 1
			if p.p.Len == 0 && text != nil && text.sent && text.at == p.at && text.way() == p.way() && text.p.Len > 0 && text.p.TCP.Seq+uint32(text.p.Len) == p.p.TCP.Seq {
				text.p.TCP.Flags |= trace.FIN
				p.open = true
			}
		case sent && p.p.Len > 0 && p.end() == fin:
			p.p.TCP.Flags |= trace.FIN
		}
		before = p
	}
}

// leaveOutAgain leaves out what is sent again, and is the same, while the peer
// says nothing, but for some of these times: the first, the second, and so on.
func leaveOutAgain(all []*passing, but ...int) {
	said := make(map[way]map[string]int)
	for _, p := range all {
		if !p.sent {
			back := p.way()
			delete(said, way{back.dst, back.src})
			continue
		}
		if said[p.way()] == nil {
			said[p.way()] = make(map[string]int)
		}
		_, text, _ := strings.Cut(p.outLine.text, " ") // whatever the time
		said[p.way()][text]++
		p.open = p.open || !slices.Contains(but, said[p.way()][text])
	}
}
