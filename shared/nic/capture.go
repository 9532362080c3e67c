package nic

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"os"
	"slices"
	"time"
	"unicode/utf8"

	"tcpworkbook/shared/trace"
)

// A Capture is a file of packets: .pcap, .pcapng, or text in the trace
// notation. It is read as a stream: its size does not matter.
type Capture struct {
	file *os.File
	name string
	host netip.Addr
	text bool // not a binary capture
	next func() (Frame, error)

	first time.Time     // time stamp of the first packet
	last  time.Duration // time of the latest packet: time never runs backwards
	count int           // packets read
}

// A Frame is one packet of a capture, or the end of a text.
type Frame struct {
	Time   time.Duration   // since the first packet; in a text, since time zero
	Dir    trace.Direction // In, or Out if the capture's host had sent it
	Packet []byte          // valid until the next call; nil for a text's Out and end lines
	Line   *trace.Line     // the line it was read from; nil in a binary capture
}

// OpenCapture opens the file called name. Packets from the IPv4 address host
// are the ones that go Out. What kind of file it is shows in its first bytes. An
// error in a text is found here, one in a binary capture when Next gets there.
func OpenCapture(name string, host netip.Addr) (*Capture, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	c := &Capture{file: f, name: name, host: host}
	if err = c.open(bufio.NewReaderSize(f, 1<<16)); err == nil && c.text {
		err = c.checkText()
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return c, nil
}

func (c *Capture) open(r *bufio.Reader) error {
	head, err := r.Peek(512)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	switch {
	case len(head) == 0:
		return fmt.Errorf("%s: the file is empty; want a capture (.pcap, .pcapng) or lines of the trace notation", c.name)
	case begins(head, "\xa1\xb2\xc3\xd4", "\xd4\xc3\xb2\xa1", "\xa1\xb2\x3c\x4d", "\x4d\x3c\xb2\xa1"):
		return c.openPcap(r) // in two byte orders, with micro- or nanoseconds
	case begins(head, "\n\r\r\n"):
		return c.openPcapng(r)
	case isText(head):
		c.openText(r)
		return nil
	}
	return fmt.Errorf("%s: neither a capture (.pcap, .pcapng) nor text in the trace notation: it starts with % x",
		c.name, head[:min(8, len(head))])
}

// begins reports whether head begins with a magic number, or is all that is
// left of one.
func begins(head []byte, magics ...string) bool {
	return slices.ContainsFunc(magics, func(magic string) bool {
		n := min(len(head), len(magic))
		return string(head[:n]) == magic[:n]
	})
}

func isText(head []byte) bool {
	for len(head) > 0 {
		r, n := utf8.DecodeRune(head)
		cut := r == utf8.RuneError && len(head) < utf8.UTFMax // a character across the end of head
		if r == 0 || r == utf8.RuneError && n == 1 && !cut {
			return false
		}
		head = head[n:]
	}
	return true
}

func (c *Capture) openText(r io.Reader) {
	c.text = true
	text := trace.NewReader(r, c.name)
	c.next = func() (Frame, error) {
		line, err := text.Next()
		if err != nil {
			return Frame{}, err
		}
		f := Frame{Time: line.Time, Dir: line.Dir, Line: &line}
		if line.End || line.Dir == trace.Out {
			return f, nil
		}
		packet, err := line.Packet.Bytes()
		if err != nil {
			return Frame{}, &trace.Error{Name: c.name, Line: line.Number, Msg: err.Error()}
		}
		f.Packet = append([]byte{}, packet...) // a packet of no bytes is one, too
		return f, nil
	}
}

// checkText reads a text to its end and goes back to its start, so that a wrong
// line is told before anything is fed. What is no file cannot go back.
func (c *Capture) checkText() (err error) {
	if !c.isFile() {
		return nil
	}
	for err == nil {
		_, err = c.next()
	}
	if !errors.Is(err, io.EOF) {
		return err
	}
	if _, err := c.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	c.openText(c.file)
	return nil
}

// isFile reports whether the capture is a file, which has an end, and not a
// pipe, say.
func (c *Capture) isFile() bool {
	info, err := c.file.Stat()
	return err == nil && info.Mode().IsRegular()
}

// Next returns the next packet, and io.EOF after the last.
func (c *Capture) Next() (Frame, error) { return c.next() }

// Start is the wall clock's time at the capture's time zero, known when the
// first packet has been read. A text has none: it starts with the century.
func (c *Capture) Start() time.Time {
	if c.first.IsZero() {
		return time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return c.first
}

// Close closes the file.
func (c *Capture) Close() error { return c.file.Close() }
