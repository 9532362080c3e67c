package mistakes

import (
	"regexp"
	"strconv"
	"strings"

	"tcpworkbook/shared/trace"
)

// byHandshake are the mistakes of opening a connection, and of what may happen
// inside of it whether there is text or not.
var byHandshake = []segmentRecogniser{
	{Mistake{"M-052", "Data Offset does not count the options: they follow the header as if they were text."},
		func(d difference) bool {
			return d.wrong() && len(d.shown.TCP.Options) < len(d.want.TCP.Options) && d.got.Len-d.want.Len == optionLen(*d.want.TCP)
		}},
	{Mistake{"M-057", "a repeated SYN is counted once more: RCV.NXT was set by the first, and the answer is the same SYN-ACK again."},
		func(d difference) bool {
			return d.wrong() && is(d.shown, trace.SYN|trace.ACK) && d.shown.TCP.Ack == d.want.TCP.Ack+1 && d.synsReceived() > 1
		}},
	{Mistake{"M-017", "the connection is not found again: swap source and destination before you look it up, as its local end is the destination of what comes."},
		func(d difference) bool {
			return d.wrong() && is(d.shown, trace.SYN|trace.ACK) && d.synsReceived() > 1 && d.shown.TCP.Seq != d.want.TCP.Seq &&
				anyOf(d.sentOut(), func(s seen) bool { return s.TCP.Seq == d.want.TCP.Seq })
		}},
	{Mistake{"M-016", "two hosts with the same ports are taken for one connection: it takes addresses and ports of both ends to name one."}, portsOnly},
	{Mistake{"M-087", "a SYN without an ACK is ignored in SYN-SENT: both sides may open at once, and each acknowledges the other's SYN (RFC 9293 §3.5, figure 7)."},
		func(d difference) bool {
			return d.missing(func(p trace.Packet) bool { return is(p, trace.SYN|trace.ACK) }) && d.opened() && is(d.to.Packet, trace.SYN)
		}},
	{Mistake{"M-085", "in SYN-SENT, an ACK of something else than our SYN gets a reset: an old connection of the peer's ends with that (RFC 9293 §3.10.7.3, first)."},
		func(d difference) bool {
			return d.missing(func(p trace.Packet) bool { return p.TCP.Flags&trace.RST != 0 }) && d.opened() && d.to.has(trace.ACK) && d.to.TCP.Ack != 1 && !d.established()
		}},
	{Mistake{"M-086", "a reset is taken in SYN-SENT that does not acknowledge our SYN: anybody could have sent it (RFC 9293 §3.10.7.3, second)."},
		func(d difference) bool {
			return d.bad() && d.got.has(trace.RST) && d.opened() && d.to.TCP != nil && d.to.TCP.Ack == 1 && d.resetsReceived() > 0 &&
				!anyOf(d.received(), func(s seen) bool { return s.has(trace.RST) && s.has(trace.ACK) && s.TCP.Ack == 1 })
		}},
	{Mistake{"M-070", "the ACK of our own first number completes the handshake: our SYN has that number, so the ACK of it is one more."},
		func(d difference) bool {
			return d.missing(func(p trace.Packet) bool { return p.TCP.Flags&trace.RST != 0 }) && !d.opened() && d.to.has(trace.ACK) && d.to.TCP.Ack == 0 && !d.established()
		}},
	{Mistake{"M-071", "a segment without an ACK completes the handshake: only the ACK of our SYN does."},
		func(d difference) bool {
			return d.wrong() && pureACK(d.shown) && d.want.TCP.Flags&trace.SYN != 0 && !d.established() &&
				anyOf(d.received(), func(s seen) bool {
					return s.TCP.Flags&(trace.ACK|trace.SYN|trace.RST) == 0 || s.has(trace.RST) && s.has(trace.ACK)
				})
		}},
	{Mistake{"M-071", "a segment without an ACK is judged by its ACK number, which means nothing there: look at the flag first, and drop it."},
		func(d difference) bool {
			return d.tooMuch() && d.got.has(trace.RST) && !d.established() && d.to.TCP != nil && !d.to.has(trace.ACK|trace.SYN|trace.RST) &&
				anyOf(d.sentOut(), func(s seen) bool { return is(s.Packet, trace.SYN|trace.ACK) })
		}},
	{Mistake{"M-161", "a SYN inside a connection begins it anew: it is challenged with an ACK, and everything stays as it is (RFC 5961 §4)."},
		func(d difference) bool {
			if !d.bad() || !d.established() || !d.to.has(trace.SYN) || d.wanted && !pureACK(d.want) {
				return false
			}
			return d.got.has(trace.SYN) || d.wanted && pureACK(d.got.Packet) && d.got.TCP.Seq == d.want.TCP.Seq && d.got.TCP.Ack != d.want.TCP.Ack && d.got.TCP.Ack == end(d.to.Packet)
		}},
	{Mistake{"M-162", "the numbers of a challenge ACK are made of the segment that it answers: they are SND.NXT and RCV.NXT, whatever came."},
		func(d difference) bool {
			return d.wrong() && pureACK(d.shown) && pureACK(d.want) && d.to.TCP != nil && (d.to.has(trace.RST) || d.to.has(trace.SYN) || pureACK(d.to.Packet)) &&
				(d.got.TCP.Seq == d.to.TCP.Ack && d.got.TCP.Seq != d.want.TCP.Seq || d.got.TCP.Ack != d.want.TCP.Ack && (d.got.TCP.Ack == end(d.to.Packet) || d.got.TCP.Ack == d.to.TCP.Seq))
		}},
	{Mistake{"M-192", "a reset that is not exactly at RCV.NXT, but in the window, is to be challenged with an ACK: it neither ends the connection, nor goes unheard (RFC 5961 §3)."},
		func(d difference) bool {
			if d.missing(pureACK) && d.to.has(trace.RST) {
				return true
			}
			return d.bad() && d.got.has(trace.RST) && d.wanted && !d.toReset() && anyOf(d.received(), func(s seen) bool { return s.has(trace.RST) })
		}},
	{Mistake{"M-191", "a reset is ignored: one that stands at RCV.NXT ends the connection, and what comes after it gets a reset."},
		func(d difference) bool {
			return d.wanted && d.toReset() && (!d.sent || !d.got.has(trace.RST)) && d.resetsReceived() > 0 && d.established()
		}},
	{Mistake{"M-075", "the window that you offer is the peer's: RCV.WND is your own, how much you have room for; SEG.WND says how much the peer has."},
		func(d difference) bool {
			return d.bad() && !d.got.has(trace.SYN) && pureACK(d.got.Packet) && d.got.TCP.Win != 65535 && d.got.TCP.Win > 0 &&
				anyOf(d.received(), func(s seen) bool { return s.has(trace.SYN) && s.TCP.Win == d.got.TCP.Win })
		}},
}

// synsReceived counts the peer's SYNs.
func (d difference) synsReceived() int { return count(d.received(), trace.SYN) }

// resetsReceived counts the resets.
func (d difference) resetsReceived() int { return count(d.received(), trace.RST) }

func count(all []seen, f trace.Flags) (n int) {
	for _, s := range all {
		if s.has(f) {
			n++
		}
	}
	return n
}

// toReset reports whether a reset is what should have been sent.
func (d difference) toReset() bool { return d.wanted && d.want.TCP.Flags&trace.RST != 0 }

// optionLen returns how many bytes the options of a segment take.
func optionLen(t trace.TCP) (n int) {
	for _, o := range t.Options {
		if o.Kind > 1 {
			n++
		}
		n += 1 + len(o.Data)
	}
	return n
}

// portsOnly reports whether a SYN did not get its answer that has the ports of
// another host's connection.
func portsOnly(d difference) bool {
	if !d.wanted || !is(d.want, trace.SYN|trace.ACK) || !d.to.has(trace.SYN) || d.sent && is(d.shown, trace.SYN|trace.ACK) {
		return false
	}
	return anyOf(d.e.story(), func(s seen) bool {
		return s.dir == trace.In && s.TCP != nil && s.Src != d.to.Src && s.TCP.SrcPort == d.to.TCP.SrcPort && s.TCP.DstPort == d.to.TCP.DstPort
	})
}

// byShown are the mistakes that show in what a step's own functions make of
// segments that a script gives them.
var byShown = []recogniser{
	{Mistake{"M-081", "the walk through the options does not get on: a length of 0 leads back to the same option, for ever. Below 2 it is a lie."},
		func(e *Evidence) bool {
			p, ok := e.fed()
			walks := strings.HasPrefix(e.Ran, "ran segments ") || ok && p.Raw && optionOfNoLength.MatchString(p.Reason)
			return (hung(e) || cutBackwards(e.Said)) && walks && strings.Contains(strings.ToLower(e.Said), "parse")
		}},
	{Mistake{"M-051", "Data Offset is not held against the length of the segment, or may lie inside of the header: it is 5 words at least, and no more than there are."},
		func(e *Evidence) bool {
			return strings.HasPrefix(e.Ran, "ran segments ") && (strings.HasPrefix(e.Said, "panic: ") && strings.Contains(e.Said, "\n  Parse, ") && !strings.Contains(e.Said, ").") ||
				isWeird(e.want(), 12) && parsedLine(e.got()))
		}},
	{Mistake{"M-082", "an option may reach beyond the header, or end before its own length: hold both against what is left."},
		func(e *Evidence) bool {
			if !strings.HasPrefix(e.Ran, "ran segments ") {
				return false
			}
			return strings.HasPrefix(e.Said, "panic: ") && strings.Contains(e.Said, ".parse, ") || weirdAt(e.want()) >= 20 && parsedLine(e.got())
		}},
	{Mistake{"M-050", "Data Offset is ignored: the options are taken for text. The text begins Data Offset times 4 bytes into the segment."},
		func(e *Evidence) bool {
			rest, ok := strings.CutPrefix(e.got(), e.want())
			return strings.HasPrefix(e.Ran, "ran segments ") && ok && e.want() != "" && strings.HasPrefix(rest, " text ")
		}},
	{Mistake{"M-052", "Data Offset is wrong: it counts the header with its options, but not the text, in words of 4 bytes, and is the upper half of byte 12."}, builtOffset},
	{Mistake{"M-046", "the pseudo-header is left out of the checksum: addresses, protocol and length come before the segment (RFC 9293 §3.1)."}, builtSum(func(s sum) uint16 { return s.withoutPseudo() })},
	{Mistake{"M-047", "the pseudo-header has the length of the IP packet: it takes that of the segment, header and text."}, builtSum(func(s sum) uint16 { return s.withPseudo(len(s.packet)) })},
	{Mistake{"M-047", "the pseudo-header has the length of the text: it takes that of the segment, header and text."}, builtSum(func(s sum) uint16 { return s.withPseudo(s.to - s.from - s.header()) })},
	{Mistake{"M-056", "the initial sequence number is always the same: it is a clock, and a number that nobody can guess (RFC 6528 §3)."},
		func(e *Evidence) bool {
			return e.Ran == "ran isn" && strings.Contains(e.want(), "a second later: ") && strings.HasSuffix(e.got(), ": 0")
		}},
	{Mistake{"M-327", "a range may have more than 2147483647 numbers: how far one is behind the first has no sign then. It is uint32(s-first)."},
		func(e *Evidence) bool {
			m := oneOfMany.FindStringSubmatch(e.want())
			return m != nil && strings.HasPrefix(e.Ran, "ran seq ") && e.Compared && e.got() != "" && decimal(m[1]) > 1<<31
		}},
	{Mistake{"M-327", "a comparison does not know that numbers wrap: what comes after 4294967295 is 0. Take the sign of the difference, int32(a-b)."},
		func(e *Evidence) bool {
			return strings.HasPrefix(e.Ran, "ran seq ") && strings.Contains(e.Ran, "4294967") && e.Compared && e.got() != ""
		}},
	{Mistake{"M-091", "only a segment that begins at RCV.NXT is acceptable: any that has a part inside the window is (RFC 9293 §3.10.7.4, table 6)."},
		func(e *Evidence) bool {
			j, ok := wronglyRefused(e)
			return ok && j.table6() && j.seq != j.nxt
		}},
	{Mistake{"M-093", "table 6 to the letter: a segment that begins before the window and ends behind it has all of it inside. Ask whether it begins before the edge, and ends behind RCV.NXT."},
		func(e *Evidence) bool {
			j, ok := wronglyRefused(e)
			return ok && !j.table6() && j.n > 0 && j.wnd > 0 && int32(j.seq-j.nxt) < 0
		}},
	{Mistake{"M-093", "table 6 to the letter: an ACK right behind the window, or with text for a shut one, is heard too, or two full sides never hear each other (RFC 9293 §3.10.7.4, \"special allowance\")."},
		func(e *Evidence) bool {
			j, ok := wronglyRefused(e)
			return ok && !j.table6()
		}},
	{Mistake{"M-092", "one byte more than offered is taken: the last number of the window is RCV.NXT+RCV.WND-1."},
		func(e *Evidence) bool {
			return ranWindow(e) && strings.Contains(e.got(), " leaves ") && !strings.HasPrefix(e.got(), "R") && (strings.HasSuffix(e.want(), ", and was beyond") && !strings.HasPrefix(e.want(), e.got()) && !strings.HasSuffix(e.got(), ", and was beyond") || strings.HasSuffix(e.want(), " refused"))
		}},
	{Mistake{"M-096", "how much of a segment is old is counted without sign: one that is ahead of RCV.NXT has nothing old. Take the signed difference."},
		func(e *Evidence) bool {
			return strings.HasPrefix(e.Said, "panic: runtime error: slice bounds out of range [42") && strings.Contains(strings.ToLower(e.Said), "trim")
		}},
}

var oneOfMany = regexp.MustCompile(`^\d+ is one of the (\d+) numbers `)

// A judged is a segment, and the window that it was held against.
type judged struct {
	nxt, wnd uint32
	seq, n   uint32 // SEG.SEQ, SEG.LEN
}

var judgedLine = regexp.MustCompile(`^(\S+) (\d+):\d+\((\d+)\) +refused$`)

// wronglyRefused returns the segment that a window should have let in.
func wronglyRefused(e *Evidence) (j judged, ok bool) {
	m := judgedLine.FindStringSubmatch(e.got())
	if m == nil || !ranWindow(e) || !strings.Contains(e.want(), " leaves ") {
		return j, false
	}
	j = judged{nxt: decimal(argument(e.Ran, "-nxt")), wnd: decimal(argument(e.Ran, "-wnd")), seq: decimal(m[2]), n: decimal(m[3])}
	for _, flag := range []string{"S", "F"} { // each takes a number, and is no text
		if strings.Contains(m[1], flag) {
			j.n++
		}
	}
	return j, true
}

func decimal(s string) uint32 {
	n, _ := strconv.ParseUint(s, 10, 32)
	return uint32(n)
}

// table6 reports whether table 6 of RFC 9293 §3.10.7.4 accepts the segment.
func (j judged) table6() bool {
	first, last := j.seq-j.nxt, j.seq+j.n-1-j.nxt
	switch {
	case j.n == 0 && j.wnd == 0:
		return first == 0
	case j.n == 0:
		return first < j.wnd
	default: // with a shut window nothing is
		return first < j.wnd || last < j.wnd
	}
}

func ranWindow(e *Evidence) bool { return strings.HasPrefix(e.Ran, "ran window ") && e.Compared }

// parsedLine reports whether a line tells of a segment that was read.
func parsedLine(line string) bool { return strings.Contains(line, "  seq ") }

// weirdAt returns at which byte a packet should have been refused, or -1.
func weirdAt(line string) int {
	if m := weirdLine.FindStringSubmatch(line); m != nil {
		n, _ := strconv.Atoi(m[1])
		return n
	}
	return -1
}

// builtOffset reports whether a segment that a script had built has all its bytes,
// but another Data Offset.
func builtOffset(e *Evidence) bool {
	_, _, want, ok := parse(e.want())
	if !ok || !strings.HasPrefix(e.Ran, "ran build ") {
		return false
	}
	_, _, got, ok := parse(e.got())
	if !ok { // a word about the reserved bits, of the same byte, stands before it
		_, _, got, ok = parse(at(e.Got, e.At+1))
	}
	is, err1 := got.Bytes()
	should, err2 := want.Bytes()
	const offset = 20 + 12 // in the packet
	return ok && err1 == nil && err2 == nil && len(is) == len(should) && len(is) > offset && is[offset]>>4 != should[offset]>>4
}

// builtSum recognises the wrong checksum of a segment that a script had built,
// of which the next line tells.
func builtSum(other func(sum) uint16) func(*Evidence) bool {
	return func(e *Evidence) bool {
		m := madeLine.FindStringSubmatch(at(e.Got, e.At+1))
		_, dir, p, ok := parse(e.want())
		if m == nil || !ok || dir != trace.Out || !strings.HasPrefix(e.Ran, "ran build ") {
			return false
		}
		b, err := p.Bytes()
		if err != nil {
			return false
		}
		was, err := strconv.ParseUint(m[1], 16, 16)
		for _, s := range sums(b) {
			if s.pseudo && other(s) != s.right() {
				return err == nil && uint16(was) == other(s)
			}
		}
		return false
	}
}
