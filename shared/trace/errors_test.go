package trace

import (
	"errors"
	"io"
	"strings"
	"testing"
)

// Each error of the Reader says what was expected.
func TestErrors(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{`x < 1 > 2`, `want a time in seconds such as 0.020000 or +0.5, at most 6 decimals, got "x"`},
		{`0.0000001 < 1 > 2`, `want a time in seconds such as 0.020000 or +0.5, at most 6 decimals, got "0.0000001"`},
		{`1. < 1 > 2`, `want a time in seconds such as 0.020000 or +0.5, at most 6 decimals, got "1."`},
		{`-1 < 1 > 2`, `want a time in seconds such as 0.020000 or +0.5, at most 6 decimals, got "-1"`},
		{`* < 1 > 2`, `want a time in seconds such as 0.020000 or +0.5, at most 6 decimals, got "*"`},
		{`0 = 1 > 2`, `want "<" or ">" after the time, got "=": a line is TIME < PACKET or TIME > PACKET`},
		{`0`, `want "<" or ">" after the time, got "": a line is TIME < PACKET or TIME > PACKET`},
		{`0 end now`, `want "<" or ">" after the time, got "end": a line is TIME < PACKET or TIME > PACKET`},
		{`isn = 1`, `want isn < N or isn > N, N below 2^32, got "isn = 1"`},
		{`isn < 4294967296`, `want isn < N or isn > N, N below 2^32, got "isn < 4294967296"`},
		{`0 <`, `want PORT > PORT, ADDR:PORT > ADDR:PORT, ADDR > ADDR or raw, got the end`},
		{`0 < 1 2  S 0:0(0)`, `want ">" after "1", got "2": a packet is PORT > PORT, ADDR:PORT > ADDR:PORT, ADDR > ADDR or raw`},
		{`0 < 1 > 65536  S 0:0(0)`, `want PORT > PORT, ADDR:PORT > ADDR:PORT, ADDR > ADDR or raw, got "1" > "65536"`},
		{`0 < fe80::1%a > ::1 udp 0b`, `want PORT > PORT, ADDR:PORT > ADDR:PORT, ADDR > ADDR or raw, got "fe80::1%a" > "::1"`},
		{`0 < 1.2.3.4 > ::1 udp 0b`, `want PORT > PORT, ADDR:PORT > ADDR:PORT, ADDR > ADDR or raw, got "1.2.3.4" > "::1"`},
		{`0 < 1 > 2  SX 0:0(0)`, `want the flags, letters of FSRP.UEW or -, got "SX"`},
		{`0 < 1 > 2  SS 0:0(0)`, `want the flags, letters of FSRP.UEW or -, got "SS"`},
		{`0 < 1 > 2  S 0`, `want sequence numbers as FIRST:LAST(LENGTH), got "0"`},
		{`0 < 1 > 2  S 0:1(0)`, `want 0:0(0), LAST being FIRST+LENGTH, got "0:1(0)"`},
		{`0 < 1 > 2  . 0:0(0)`, `want "ack" and a number, as "." in the flags says, got the end`},
		{`0 < 1 > 2  S 0:0(0) ack 1`, `want no ack without "." in the flags, got "ack"`},
		{`0 < 1 > 2  U 0:0(0) win 1`, `want "urg" and a number, as "U" in the flags says, got the end`},
		{`0 < 1 > 2  S 0:0(0) win 65536`, `want win as a number up to 65535, got "65536"`},
		{`0 < 1 > 2  S 0:0(0) win`, `want win as a number up to 65535, got the end`},
		{`0 < 1 > 2  S 0:0(0) <mss 1460`, `want ">" after the options, got "<mss 1460"`},
		{`0 < 1 > 2  S 0:0(0) <ms 1460>`, `want an option: mss, nop, eol, wscale, sackOK, sack, TS or opt, got "ms 1460"`},
		{`0 < 1 > 2  S 0:0(0) <mss 65536>`, `want mss as a number up to 65535, got "65536"`},
		{`0 < 1 > 2  S 0:0(0) <eol,nop>`, `want nothing after eol, got "nop"`},
		{`0 < 1 > 2  S 0:0(0) <opt 1>`, `want eol or nop by name, got opt 1`},
		{`0 < 1 > 2  S 0:0(0) <sack 1-5>`, `want a block such as 1:5, got "1-5"`},
		{`0 < 1 > 2  S 0:0(0) <TS ecr 1>`, `want TS val N ecr N, got "ecr"`},
		{`0 < 1 > 2  S 0:0(0) <sack 1:2 1:2 1:2 1:2 1:2>`, `want at most 40 bytes of options, got 42`},
		{`0 < 1 > 2  S 0:0(0) wim 1`, `want nothing more here, got "wim"`},
		{`0 < 1 > 2  P 0:2(2) "abc"`, `want 2 bytes of content, got 3`},
		{`0 < 1 > 2  P 0:2(2) "ab`, `want a quoted string as in Go, got "ab`},
		{`0 < 1 > 2  P 0:2(2) hex abc`, `want the content in hex, got "abc"`},
		{`0 < 1 > 2  P 0:2(2) crc abc`, `want crc as eight hex digits, got "abc"`},
		{`0 < 1 > 2  P 0:0(0) crc 00000001`, `want no crc of no content, got 00000001`},
		{`0 < 1 > 2  S 0:0(0) [bad sum]`, `want what is wrong with the packet, such as [bad ip checksum] or [bad tcp checksum], got [bad sum]`},
		{`0 < 1 > 2  S 0:0(0) frag 8`, `want a fragment by its bytes, such as ADDR > ADDR tcp 1480b frag 0+`},
		{`0 < 1.1.1.1 > 2.2.2.2 tcp 8b frag 0`, `want frag OFFSET or OFFSET+, a multiple of 8 below 65536, with + if 0, got "0"`},
		{`0 < 1.1.1.1 > 2.2.2.2 tcp 8b frag 9`, `want frag OFFSET or OFFSET+, a multiple of 8 below 65536, with + if 0, got "9"`},
		{`0 < 1.1.1.1 > 2.2.2.2 tcp 8b`, `want all of the tcp header: only a fragment (frag N) is given by its bytes`},
		{`0 < ::1 > ::2 udp 8b frag 8`, `want no frag, ipopt or bad ip checksum with IPv6, whose header has none of these`},
		{`0 < 1.1.1.1 > 2.2.2.2 tpc 8b`, `want a protocol such as icmp, udp or proto 253, got "tpc"`},
		{`0 < 1.1.1.1 > 2.2.2.2 udp 8`, `want a count of bytes such as 36b, got "8"`},
		{`0 < 1.1.1.1 > 2.2.2.2 udp 0b ipopt 0101`, `want ipopt of 4 to 40 bytes, in fours, got 2`},
		{`0 < 1.1.1.1 > 2.2.2.2 udp 0b ipopt 07090000`, `want IPv4 options that fit, got option 7 of length 9 where 4 bytes are left: give such a packet as raw`},
		{`0 < 1.1.1.1 > 2.2.2.2 icmp ping 8b`, `want echo, unreachable, time exceeded or type N, got "ping"`},
		{`0 < 1.1.1.1 > 2.2.2.2 icmp echo reply seq 1`, `want "id", got "seq"`},
		{`0 < 1.1.1.1 > 2.2.2.2 icmp type 5 code 0 0b rest 7`, `want rest as 0xeight hex digits, got "7"`},
		{`0 < raw 3b 4500`, `want 3 bytes of packet, got 2`},
		{`0 < raw 3b`, `want the packet in hex, got the end`},
	} {
		_, err := NewReader(strings.NewReader("# a comment\n\n"+c.line), "syn.trace").Next()
		var e *Error
		if !errors.As(err, &e) || err.Error() != "syn.trace:3: "+c.want {
			t.Errorf("%s:\ngot  %v\nwant syn.trace:3: %s", c.line, err, c.want)
		}
	}
}

func TestReaderLimits(t *testing.T) {
	long := "0 < raw 0b\n0 end #" + strings.Repeat("x", maxLine)
	r := NewReader(strings.NewReader(long), "long.trace")
	if _, err := r.Next(); err != nil {
		t.Fatal(err)
	}
	want := "long.trace:2: want a line of at most 1048576 bytes, got a longer one"
	if _, err := r.Next(); err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	r = NewReader(strings.NewReader("2 < raw 0b\n1.5 end"), "back.trace")
	if _, err := r.Next(); err != nil {
		t.Fatal(err)
	}
	want = `back.trace:2: want a time not before 2.000000, that of the line before, got "1.5"`
	if _, err := r.Next(); err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

func TestReaderEnd(t *testing.T) {
	r := NewReader(strings.NewReader("2 end\n# a comment\n+1 end"), "end.trace")
	if line, err := r.Next(); err != nil || !line.End {
		t.Fatal(line, err)
	}
	want := `end.trace:3: want nothing after "end"`
	if _, err := r.Next(); err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

// Content that only its crc tells cannot be fed, and what is not wrong cannot be called so.
func TestBytesErrors(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"1 > 2  P 0:30(30) crc 00000000", "content known only by its crc cannot be fed: want it as text, hex or the pattern"},
		{"1 > 2  P 0:65500(65500)", "want an IP packet of at most 65535 bytes, got 65540"},
		{"1.1.1.1 > 2.2.2.2 udp 8b [bad udp checksum]", "want content with a wrong UDP checksum in bytes 6 and 7, as [bad udp checksum] says"},
	} {
		p, err := ParsePacket(In, c.in)
		if err != nil {
			t.Errorf("%s: %v", c.in, err)
			continue
		}
		if _, err := p.Bytes(); err == nil || err.Error() != c.want {
			t.Errorf("%s:\ngot  %v\nwant %s", c.in, err, c.want)
		}
	}
}

// A read error of the text comes through as it is.
func TestReadError(t *testing.T) {
	broken := errors.New("broken disk")
	r := NewReader(io.MultiReader(strings.NewReader("1 end\n"), errReader{broken}), "x")
	if _, err := r.Next(); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Next(); err != broken {
		t.Errorf("got %v, want %v", err, broken)
	}
}

type errReader struct{ err error }

func (r errReader) Read([]byte) (int, error) { return 0, r.err }
