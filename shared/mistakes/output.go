package mistakes

import (
	"encoding/hex"
	"math/bits"
	"regexp"
	"strconv"
	"strings"

	"tcpworkbook/shared/trace"
)

// byOutput are the mistakes that show in what the program says of the packet
// that it was fed, or of a header that it was to make.
var byOutput = []recogniser{
	{Mistake{"M-005", "packets are glued together: one ReadPacket is one packet. Do not read on to fill the buffer."}, glued},
	{Mistake{"M-025", "a number is read with its little end first: binary.BigEndian, 00 54 is 84 and not 21504."}, littleEnd},
	{Mistake{"M-027", "the checksum is summed over 20 bytes, but this header has options: sum up IHL times 4 bytes."},
		func(e *Evidence) bool {
			p, ok := e.fed()
			return ok && isWeird(e.got(), 10) && !isWeird(e.want(), 10) && len(p.IPOptions) > 0 && !p.BadIPSum
		}},
	{Mistake{"M-022", "Total Length is ignored: bytes behind the packet's own end are padding, not payload."},
		func(e *Evidence) bool {
			p, ok := e.fed()
			return ok && p.Pad > 0 && len(p.IPOptions) == 0 && e.got() != "" && e.got() == paddingNote.ReplaceAllString(e.want(), "") && e.got() != e.want()
		}},
	{Mistake{"M-032", "More Fragments and the offset are ignored: this is a part of a datagram, not all of it."},
		func(e *Evidence) bool {
			p, ok := e.fed()
			return ok && p.Fragment() && e.got() != "" && e.got() == fragmentNote.ReplaceAllString(e.want(), "") && e.got() != e.want()
		}},
	{Mistake{"M-314", "Don't Fragment is taken for a fragment: the second of the three flags only asks not to be cut."},
		func(e *Evidence) bool {
			p, ok := e.fed()
			return ok && !p.Raw && !p.Fragment() && len(p.Bytes) > 6 && p.Bytes[6]&0x40 != 0 && e.want() != "" && fragmentNote.ReplaceAllString(e.got(), "") == e.want() && e.got() != e.want()
		}},
	{Mistake{"M-315", "the fragment offset is left in units of 8 bytes: times 8 gives bytes."}, offsetInWords},
	{Mistake{"M-026", "the version is not looked at: the first four bits are not 4, so nothing else is where you think."},
		func(e *Evidence) bool { return wronglyRead(e, 0) && first(e)>>4 != 4 }},
	{Mistake{"M-020", "a header length below 20 bytes is believed: IHL is 5 or more."},
		func(e *Evidence) bool {
			return (wronglyRead(e, 0) || panicked(e)) && first(e)>>4 == 4 && first(e)&15 < 5
		}},
	{Mistake{"M-021", "IHL is not held against the length of the packet: the header claims bytes that are not there."},
		func(e *Evidence) bool {
			p, _ := e.fed()
			header, _, ok := lengths(p.Bytes)
			return (wronglyRead(e, 0) || panicked(e)) && ok && header >= 20 && header > len(p.Bytes)
		}},
	{Mistake{"M-316", "Total Length is not held against the length of the packet: it claims bytes that are not there."},
		func(e *Evidence) bool {
			p, _ := e.fed()
			header, total, ok := lengths(p.Bytes)
			return (wronglyRead(e, 2) || panicked(e)) && ok && header >= 20 && header <= len(p.Bytes) && total > len(p.Bytes)
		}},
	{Mistake{"M-317", "the packet is shorter than a header, and read anyway: look at len(packet) before you look at a byte of it."},
		func(e *Evidence) bool {
			p, ok := e.fed()
			return ok && panicked(e) && len(p.Bytes) < 20 && strings.Contains(e.Said, "out of range")
		}},
	{Mistake{"M-030", "the checksum is stored with its little end first: put it there with binary.BigEndian."},
		func(e *Evidence) bool { is, should, ok := madeSum(e); return ok && bits.ReverseBytes16(is) == should }},
	{Mistake{"M-305", "the checksum's own field was not zero while the sum was made."},
		func(e *Evidence) bool {
			is, should, ok := madeSum(e)
			return ok && is == ^fold(uint64(^should)+0xeeee) // what lies in the memory before
		}},
	{Mistake{"M-318", "the options are left out of the checksum: it covers IHL times 4 bytes."},
		func(e *Evidence) bool {
			is, should, ok := madeSum(e)
			options, _ := hex.DecodeString(argument(e.Ran, "-options"))
			return ok && len(options) > 0 && ^should != ^is && fold(uint64(^is)+words(options)) == ^should
		}},
	{Mistake{"M-306", "the sum is not complemented at the end."},
		func(e *Evidence) bool { is, should, ok := madeSum(e); return ok && is == ^should }},
	{Mistake{"M-308", "the checksum is 0: it was never filled in."},
		func(e *Evidence) bool { is, _, ok := madeSum(e); return ok && is == 0 }},
	{Mistake{"M-303", "a carry is lost: what runs over 16 bits is added at the bottom, until nothing runs over any more."}, printedSum(func(s printed) uint16 { return ^uint16(s.acc) })},
	{Mistake{"M-303", "a carry is lost: adding it at the bottom may run over once more, so go on until nothing does."}, printedSum(func(s printed) uint16 { return ^uint16(s.acc>>16 + s.acc&0xffff) })},
	{Mistake{"M-301", "the odd last byte is left out of the sum: it counts as the first half of a word."}, printedSum(func(s printed) uint16 { return ^fold(s.acc - s.last<<8) })},
	{Mistake{"M-302", "the odd last byte counts as the second half of a word: it is the first, 03 is 0300."}, printedSum(func(s printed) uint16 { return ^fold(s.acc - s.last<<8 + s.last) })},
	{Mistake{"M-030", "the words are read with their little end first: binary.BigEndian."}, printedSum(func(s printed) uint16 { return bits.ReverseBytes16(^fold(s.acc)) })},
	{Mistake{"M-306", "the sum is not complemented at the end."}, printedSum(func(s printed) uint16 { return fold(s.acc) })},
}

var (
	weirdLine    = regexp.MustCompile(`^ignoring weird packet: … byte (\d+)$`)
	tracedLine   = regexp.MustCompile(`^\d+\.\d{6} [<>] `)
	paddingNote  = regexp.MustCompile(` \[padding \d+b\]`)
	fragmentNote = regexp.MustCompile(` \[fragment at (\d+)(, more follow)?\]`)
	readLine     = regexp.MustCompile(`^(.*?)(\d+) bytes: (.*)$`)
	madeLine     = regexp.MustCompile(`^checksum ([0-9a-f]{4}) is wrong, it should be ([0-9a-f]{4})$`)
)

func isWeird(line string, offset int) bool {
	m := weirdLine.FindStringSubmatch(line)
	return m != nil && m[1] == strconv.Itoa(offset)
}

// wronglyRead reports whether the packet should have been refused for the byte
// at offset, and was not.
func wronglyRead(e *Evidence, offset int) bool {
	return isWeird(e.want(), offset) && e.got() != "" && !strings.HasPrefix(e.got(), "ignoring") && !tracedLine.MatchString(e.got())
}

// panicked reports whether the program panicked over the packet fed last.
func panicked(e *Evidence) bool {
	p, ok := e.fed()
	return ok && p.Raw && strings.HasPrefix(e.Said, "panic: ") && strings.Contains(e.Said, "out of range")
}

// first returns the first byte of the packet fed last; 0xff if it has none.
func first(e *Evidence) byte {
	if p, ok := e.fed(); ok && len(p.Bytes) > 0 {
		return p.Bytes[0]
	}
	return 0xff
}

// glued reports whether a line tells of more bytes than it should, by just
// those that the next lines should tell of.
func glued(e *Evidence) bool {
	got, want := readLine.FindStringSubmatch(e.got()), readLine.FindStringSubmatch(e.want())
	if got == nil || want == nil || got[1] != want[1] || got[3] != want[3] {
		return false
	}
	g, _ := strconv.Atoi(got[2])
	sum, _ := strconv.Atoi(want[2])
	for _, line := range e.Want[e.At+1:] {
		if m := readLine.FindStringSubmatch(line); m != nil && sum < g {
			n, _ := strconv.Atoi(m[2])
			sum += n
			if sum == g {
				return true
			}
		}
	}
	return false
}

// littleEnd reports whether numbers stand in a line with their bytes swapped,
// or a packet is refused whose Total Length is too long only if it is read so.
func littleEnd(e *Evidence) bool {
	p, _ := e.fed()
	if header, total, ok := lengths(p.Bytes); ok && p.Pad == 0 && e.want() != "" && isWeird(e.got(), 2) && !isWeird(e.want(), 2) {
		return header <= total && total <= len(p.Bytes) && int(bits.ReverseBytes16(uint16(total))) > len(p.Bytes)
	}
	got, want := number.FindAllString(e.got(), -1), number.FindAllString(e.want(), -1)
	if len(got) != len(want) || number.ReplaceAllString(e.got(), "") != number.ReplaceAllString(e.want(), "") {
		return false
	}
	swapped := 0
	for i := range got {
		g, err1 := strconv.ParseUint(got[i], 10, 16)
		w, err2 := strconv.ParseUint(want[i], 10, 16)
		switch {
		case got[i] == want[i]:
		case err1 == nil && err2 == nil && bits.ReverseBytes16(uint16(g)) == uint16(w):
			swapped++
		default:
			return false
		}
	}
	return swapped > 0
}

var number = regexp.MustCompile(`\d+`)

// offsetInWords reports whether a fragment's offset is an eighth of what it
// should be.
func offsetInWords(e *Evidence) bool {
	got, want := fragmentNote.FindStringSubmatch(e.got()), fragmentNote.FindStringSubmatch(e.want())
	if got == nil || want == nil {
		return false
	}
	g, _ := strconv.Atoi(got[1])
	w, _ := strconv.Atoi(want[1])
	return g != w && g*8 == w
}

// madeSum returns the checksum of a header that the program made, and what it
// should be.
func madeSum(e *Evidence) (is, should uint16, ok bool) {
	m := madeLine.FindStringSubmatch(e.got())
	if m == nil {
		return 0, 0, false
	}
	i, _ := strconv.ParseUint(m[1], 16, 16)
	s, _ := strconv.ParseUint(m[2], 16, 16)
	return uint16(i), uint16(s), i != s
}

// argument returns what stands after a flag.
func argument(ran, flag string) string {
	_, rest, ok := strings.Cut(ran, " "+flag+" ")
	if !ok {
		return ""
	}
	return strings.Fields(rest)[0]
}

// A printed is what the command checksum was asked for.
type printed struct {
	acc  uint64 // the sum of all words, unfolded
	last uint64 // the odd last byte, or 0
}

// printedSum recognises a checksum that the program printed, and that is not
// the right one, but what other makes of the same bytes.
func printedSum(other func(printed) uint16) func(*Evidence) bool {
	return func(e *Evidence) bool {
		args, ok := strings.CutPrefix(e.Ran, "ran checksum ")
		if !ok || len(e.Got) != 1 {
			return false
		}
		var s printed
		for _, arg := range strings.Fields(args) {
			b, err := hex.DecodeString(arg)
			if err != nil {
				return false
			}
			s.acc += words(b)
			s.last = 0
			if len(b)%2 == 1 {
				s.last = uint64(b[len(b)-1])
			}
		}
		is, err := strconv.ParseUint(e.Got[0], 16, 16)
		return err == nil && is != 0 && uint16(is) != ^fold(s.acc) && uint16(is) == other(s) // 0 may come of anything
	}
}

// byWords are the mistakes that show in how the program ended, or in what the
// kernel's side says.
var byWords = []recogniser{
	{Mistake{"M-045", "the walk through the options does not get on: a length of 0 leads back to the same option, for ever. Below 2 it is a lie."},
		func(e *Evidence) bool {
			p, ok := e.fed()
			return ok && hung(e) && p.Raw && optionOfNoLength.MatchString(p.Reason)
		}},
	{Mistake{"M-015", "the loop goes on after a read error, for ever: only a packet is a reason to go on."},
		func(e *Evidence) bool { return e.Left == 0 && hungInMain.MatchString(e.Said) }},
	{Mistake{"M-010", "a malformed packet ends the program: whatever arrives, count it, ignore it, and go on."},
		func(e *Evidence) bool {
			p, ok := e.fed()
			return ok && p.Raw && e.Left > 0 && strings.HasPrefix(e.Problem, "the program failed: ") && !strings.HasPrefix(e.Said, "panic: ")
		}},
	{Mistake{"M-001", "four bytes of packet information stand before each packet: the device was opened without IFF_NO_PI."},
		func(e *Evidence) bool { return e.Live && anyFed(e, packetInformation) }},
	{Mistake{"M-002", "14 bytes of an Ethernet header stand before each packet: this is a TAP device. Ask water for a TUN."},
		func(e *Evidence) bool { return e.Live && anyFed(e, ethernet) }},
	{Mistake{"M-007", "the kernel has got your program's address, 192.168.0.2, and answers in its place: the kernel's end is 192.168.0.1."},
		func(e *Evidence) bool {
			return e.Live && strings.Contains(e.Said, "bytes from 192.168.0.2") && !anyFed(e, func([]byte) bool { return true }) &&
				strings.Contains(strings.Join(e.Got, "\n"), "192.168.0.2/")
		}},
}

var optionOfNoLength = regexp.MustCompile(`option \d+ of length [01] `)

var sliceBounds = regexp.MustCompile(`slice bounds out of range \[(\d*):(-?\d+)\]`)

// cutBackwards reports whether a program died of a slice whose end lies a byte or
// two before its beginning: of what stands behind kind and length, in an option
// that is not even as long as these two.
func cutBackwards(said string) bool {
	m := sliceBounds.FindStringSubmatch(said)
	if m == nil {
		return false
	}
	from, _ := strconv.Atoi(m[1])
	to, _ := strconv.Atoi(m[2])
	return to < from && from-to <= 2
}

// hungInMain is what is said where the loop itself goes on, and not something
// that it calls.
var hungInMain = regexp.MustCompile(`^still running after .*, here:\n +\S+, main\.go:\d+\n`)

func hung(e *Evidence) bool { return strings.HasPrefix(e.Said, "still running after ") }

func anyFed(e *Evidence, mark func([]byte) bool) bool {
	for _, p := range append(e.Packets, e.Next...) {
		if p.Dir == trace.In && mark(p.Bytes) {
			return true
		}
	}
	return false
}

// packetInformation reports whether flags and an EtherType stand before an IP packet.
func packetInformation(p []byte) bool {
	if len(p) < 24 || p[0] != 0 || p[1] != 0 {
		return false
	}
	kind := [2]byte(p[2:])
	return kind == [2]byte{8, 0} && p[4]>>4 == 4 || kind == [2]byte{0x86, 0xdd} && p[4]>>4 == 6
}

// ethernet reports whether an Ethernet header stands before an IP packet or an
// ARP one, as it is first of all.
func ethernet(p []byte) bool {
	if len(p) < 34 || !trace.Decode(p).Raw {
		return false
	}
	switch [2]byte(p[12:]) {
	case [2]byte{8, 0}:
		return p[14]>>4 == 4
	case [2]byte{0x86, 0xdd}:
		return p[14]>>4 == 6
	case [2]byte{8, 6}:
		return [4]byte(p[14:]) == [4]byte{0, 1, 8, 0}
	}
	return false
}
