package trace

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// A Line is a line of a trace: a packet, or the time until which a replay goes on.
type Line struct {
	Number int           // of the line in its file, from 1; not printed
	Time   time.Duration // since the start of the trace
	Dir    Direction
	Packet Packet
	End    bool // the replay goes on until Time; there is no packet
}

// String gives the line in the notation.
func (l Line) String() string {
	if l.End {
		return fmt.Sprintf("%.6f end", l.Time.Seconds())
	}
	return fmt.Sprintf("%.6f %c %s", l.Time.Seconds(), l.Dir, l.Packet.Text(l.Dir))
}

// Error tells what is wrong with a line, and what was expected there.
type Error struct {
	Name string // of the file
	Line int
	Msg  string
}

func (e *Error) Error() string { return fmt.Sprintf("%s:%d: %s", e.Name, e.Line, e.Msg) }

// Reader reads a trace line by line.
type Reader struct {
	in     *bufio.Scanner
	name   string
	number int                  // of the last line read
	now    time.Duration        // the time of the last line read
	over   bool                 // "end" was there
	isn    map[Direction]uint32 // where each side's numbers start, as far as the text tells
}

const maxLine = 1 << 20 // bytes

// anyTime stands where the time of a packet that the program sends is left open.
const anyTime = "*"

// NewReader returns a Reader; the name is that of the file, for errors.
func NewReader(r io.Reader, name string) *Reader {
	in := bufio.NewScanner(r)
	in.Buffer(nil, maxLine)
	return &Reader{in: in, name: name, isn: map[Direction]uint32{In: 0}}
}

// Next returns the next line, io.EOF after the last one, or an *Error.
// Numbers are made absolute by the ISNs that the text tells. What the fed side acknowledges counts from the
// ISN of the program under test: unless "isn >" tells that, it stays as written, marked AckRelative.
func (r *Reader) Next() (Line, error) {
	for r.in.Scan() {
		r.number++
		text := strings.TrimSpace(uncomment(r.in.Text()))
		if text == "" {
			continue
		}
		line, ok, err := r.line(text)
		if err != nil {
			return Line{}, &Error{r.name, r.number, err.Error()}
		}
		if ok {
			return line, nil
		}
	}
	switch err := r.in.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return Line{}, &Error{r.name, r.number + 1, fmt.Sprintf("want a line of at most %d bytes, got a longer one", maxLine)}
	case err != nil:
		return Line{}, err
	}
	return Line{}, io.EOF
}

// uncomment cuts a comment off, but leaves # inside quotes alone.
func uncomment(s string) string {
	quoted := false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case s[i] == '\\' && quoted:
			i++
		case s[i] == '#' && !quoted:
			return s[:i]
		}
	}
	return s
}

// line reads one line; it is not ok if it was a directive that only the Reader needs.
func (r *Reader) line(text string) (l Line, ok bool, err error) {
	const what = "a line is TIME < PACKET or TIME > PACKET"
	if r.over {
		return Line{}, false, errors.New(`want nothing after "end"`)
	}
	first, rest := cutWord(text)
	second, packet := cutWord(rest)
	if first == "isn" {
		return Line{}, false, r.directive(second, packet)
	}
	if first != anyTime || second != ">" {
		if r.now, err = r.time(first); err != nil {
			return Line{}, false, err
		}
	}
	l = Line{Number: r.number, Time: r.now}
	switch {
	case second == "end" && packet == "":
		l.End, r.over = true, true
		return l, true, nil
	case second != "<" && second != ">":
		return Line{}, false, fmt.Errorf(`want "<" or ">" after the time, got %q: %s`, second, what)
	}
	l.Dir = Direction(second[0])
	l.Packet, err = ParsePacket(l.Dir, packet)
	r.absolute(&l)
	return l, true, err
}

func cutWord(s string) (word, rest string) {
	i := strings.IndexAny(s+" ", " \t")
	return s[:i], strings.TrimSpace(s[i:])
}

// directive reads "isn < N" and "isn > N".
func (r *Reader) directive(dir, number string) error {
	n, err := strconv.ParseUint(number, 10, 32)
	if err != nil || dir != "<" && dir != ">" {
		return fmt.Errorf(`want isn < N or isn > N, N below 2^32, got "isn %s %s"`, dir, number)
	}
	r.isn[Direction(dir[0])] = uint32(n)
	return nil
}

// time reads 0.5, since the start, or +0.5, since the line before.
func (r *Reader) time(s string) (time.Duration, error) {
	digits, after := strings.CutPrefix(s, "+")
	whole, part, point := strings.Cut(digits, ".")
	seconds, err1 := strconv.ParseUint(whole, 10, 32)
	micros, err2 := strconv.ParseUint((part + "000000")[:max(6, len(part))], 10, 32)
	if err1 != nil || err2 != nil || len(part) > 6 || point && part == "" {
		return r.now, fmt.Errorf("want a time in seconds such as 0.020000 or +0.5, at most 6 decimals, got %q", s)
	}
	t := time.Duration(seconds)*time.Second + time.Duration(micros)*time.Microsecond
	if after {
		t += r.now
	}
	if t < r.now {
		return r.now, fmt.Errorf("want a time not before %.6f, that of the line before, got %q", r.now.Seconds(), s)
	}
	return t, nil
}

// absolute adds the ISNs that are known to the numbers of a segment.
func (r *Reader) absolute(l *Line) {
	t := l.Packet.TCP
	if t == nil {
		return
	}
	t.Seq += r.isn[l.Dir]
	isn, known := r.isn[l.Dir.opposite()]
	t.shiftAck(isn)
	t.AckRelative = !known && t.Flags&ACK != 0
}

func (d Direction) opposite() Direction {
	if d == In {
		return Out
	}
	return In
}
