package trace

import (
	"encoding/binary"
	"strconv"
	"strings"
)

func (ps *parser) tcp() {
	t := ps.p.TCP
	ps.p.Proto = protoTCP
	t.Flags = ps.flags()
	t.Seq, ps.p.Len = ps.sequence()
	if ps.with("ack", t.Flags&ACK != 0, ".") {
		t.Ack = ps.number("ack", 32)
	}
	t.Win = -1
	if ps.take("win") {
		t.Win = int(ps.number("win", 16))
	}
	if ps.with("urg", t.Flags&URG != 0, "U") {
		t.Urg = uint16(ps.number("urg", 16))
	}
	if ps.begins("<") {
		t.Options = ps.options()
	}
}

func (ps *parser) flags() (f Flags) {
	const what = "the flags, letters of FSRP.UEW or -"
	word := ps.next(what)
	for _, l := range flagLetters {
		if strings.Contains(word, l.letter) {
			f |= l.flag
		}
	}
	if len(f.String()) != len(word) || f == 0 && word != "-" {
		ps.fail("want %s, got %q", what, word)
	}
	return f
}

// sequence reads FIRST:LAST(LENGTH), where LAST is FIRST+LENGTH: SYN and FIN do not count.
func (ps *parser) sequence() (seq uint32, n int) {
	const what = "sequence numbers as FIRST:LAST(LENGTH)"
	word := ps.next(what)
	first, rest, _ := strings.Cut(word, ":")
	last, length, _ := strings.Cut(rest, "(")
	length, _ = strings.CutSuffix(length, ")")
	a, err1 := strconv.ParseUint(first, 10, 32)
	b, err2 := strconv.ParseUint(last, 10, 32)
	c, err3 := strconv.ParseUint(length, 10, countBits)
	if err1 != nil || err2 != nil || err3 != nil || !strings.HasSuffix(word, ")") {
		ps.fail("want %s, got %q", what, word)
	} else if uint32(a+c) != uint32(b) {
		ps.fail("want %d:%d(%d), LAST being FIRST+LENGTH, got %q", a, uint32(a+c), c, word)
	}
	return uint32(a), int(c)
}

// with takes a word that stands there if, and only if, the flags have its letter.
func (ps *parser) with(word string, flag bool, letter string) bool {
	found := ps.take(word)
	switch {
	case found && !flag:
		ps.fail("want no %s without %q in the flags, got %q", word, letter, word)
	case flag && !found:
		ps.fail("want %q and a number, as %q in the flags says, got %s", word, letter, ps.rest())
	}
	return found
}

// options reads <mss 1460,nop,…>.
func (ps *parser) options() (list []Option) {
	word := ps.next("<options>")
	size := 0
	for i, s := range strings.Split(strings.Trim(word, "<>"), ",") {
		if i > 0 && list[i-1].Kind == optEOL {
			ps.fail("want nothing after eol, got %q", s)
			return
		}
		o, err := parseOption(s)
		if err != nil {
			ps.fail("%w", err)
			return
		}
		list, size = append(list, o), size+o.size()
	}
	if size > 40 {
		ps.fail("want at most 40 bytes of options, got %d", size)
	}
	return list
}

// parseOption reads one option; it is the inverse of Option.String.
func parseOption(s string) (o Option, err error) {
	w := words{left: strings.Fields(s)}
	be := binary.BigEndian
	switch name := w.next("an option"); name {
	case "eol":
		o.Kind = optEOL
	case "nop":
		o.Kind = optNop
	case "mss":
		o = Option{optMSS, be.AppendUint16(nil, uint16(w.number(name, 16)))}
	case "wscale":
		o = Option{optWScale, []byte{byte(w.number(name, 8))}}
	case "sackOK":
		o.Kind = optSACKOK
	case "sack":
		o = Option{optSACK, w.edges()}
	case "TS":
		o = Option{optTS, w.timestamps()}
	case "opt":
		o = w.unknown()
	default:
		w.fail("want an option: mss, nop, eol, wscale, sackOK, sack, TS or opt, got %q", s)
	}
	w.end()
	return o, w.err
}

func (w *words) edges() (b []byte) {
	for {
		word := w.next("a block such as 1:5")
		first, last, _ := strings.Cut(word, ":")
		block := words{left: []string{first, last}}
		b = binary.BigEndian.AppendUint32(b, block.number("the first edge", 32))
		b = binary.BigEndian.AppendUint32(b, block.number("the last edge", 32))
		if block.err != nil {
			w.fail("want a block such as 1:5, got %q", word)
		}
		if len(w.left) == 0 {
			return b
		}
	}
}

func (w *words) timestamps() (b []byte) {
	for _, name := range []string{"val", "ecr"} {
		if !w.take(name) {
			w.fail("want TS val N ecr N, got %s", w.rest())
		}
		b = binary.BigEndian.AppendUint32(b, w.number(name, 32))
	}
	return b
}

// unknown reads KIND HEX, where HEX is left out if it is empty.
func (w *words) unknown() Option {
	o := Option{Kind: byte(w.number("opt", 8))}
	if o.Kind <= optNop {
		w.fail("want eol or nop by name, got opt %d", o.Kind)
	}
	if len(w.left) > 0 {
		o.Data = w.hex("what follows kind and length")
	}
	return o
}
