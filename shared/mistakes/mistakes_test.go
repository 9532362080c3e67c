package mistakes

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"tcpworkbook/shared/trace"
)

// story makes evidence of a trace in which the last line is wrong, or of one
// that should have had the line missing.
func story(t testing.TB, got, want string) *Evidence {
	t.Helper()
	e := &Evidence{Host: trace.Host, Compared: true, Got: split(got), Want: split(want), Left: -1}
	for e.At < len(e.Got) && e.At < len(e.Want) && e.Got[e.At] == e.Want[e.At] {
		e.At++
	}
	for i, line := range e.Got {
		when, dir, p, ok := parse(line)
		if !ok {
			continue
		}
		if p.Data == nil { // only its CRC is known
			p.Data = trace.Pattern(p.Len)
		}
		b, err := p.Bytes()
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		packet := Packet{trace.Decode(b), dir, when, line, b}
		if i <= e.At {
			e.Packets = append(e.Packets, packet)
		} else {
			e.Next = append(e.Next, packet)
		}
	}
	return e
}

// split cuts a story at its lines, and puts them as they are printed.
func split(s string) (all []string) {
	for _, line := range strings.Split(strings.TrimSpace(s), "\n") {
		all = append(all, strings.TrimSpace(line))
	}
	return all
}

const handshake = `
0.000000 < 40000 > 7  S 0:0(0) win 64240 <mss 1460>
0.000000 > 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
0.010000 < 40000 > 7  . 1:1(0) ack 1 win 64240`

const hello = handshake + `
0.020000 < 40000 > 7  P. 1:6(5) ack 1 win 64240 "hello"`

// Wrong packets, made by hand, and what they are called. The mutants of the
// steps that have milestones are tried by shared/cmd/prove.
func TestTCP(t *testing.T) {
	for _, test := range []struct{ id, before, got, want string }{
		{"M-067", "0.0 < 40000 > 7  R 5:5(0) win 0", "0.000000 > 7 > 40000  R. 0:0(0) ack 5 win 0", "0.100000 < 40000 > 7  R 5:5(0) win 0"},
		{"M-321", "0.0 < 40000 > 7  S 0:0(0) win 64240 <mss 1460>", "0.000000 > 40000 > 7  S. 0:0(0) ack 1 win 65535 <mss 1460>", "0.000000 > 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>"},
		{"M-322", "0.0 < 40000 > 7  S 0:0(0) win 64240 <mss 1460>", "0.000000 > 7 > 40000  S. 0:0(0) ack 1 win 65535", "0.000000 > 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>"},
		{"M-050", "0.0 < 40000 > 7  S 0:0(0) win 64240 <mss 1460>", "0.000000 > 7 > 40000  S. 0:0(0) ack 5 win 65535 <mss 1460>", "0.000000 > 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>"},
		{"M-022", handshake + "\n0.020000 < 40000 > 7  . 1:1(0) ack 1 win 64240 pad 6", "0.020000 > 7 > 40000  . 1:1(0) ack 7 win 65535", "0.020000 > 7 > 40000  . 1:1(0) ack 1 win 65535"},
		{"M-066", "0.0 < 40000 > 9  S 100:100(0) win 64240", "0.000000 > 9 > 40000  R. 0:0(0) ack 100 win 0", "0.000000 > 9 > 40000  R. 0:0(0) ack 101 win 0"},
		{"M-323", "0.0 < 40000 > 7  S 0:0(0) win 64240", "0.000000 > 7 > 40000  S. 0:0(0) ack 0 win 65535 <mss 1460>", "0.000000 > 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>"},
		{"M-167", hello + "\n0.030000 < 40000 > 7  F. 6:6(0) ack 1 win 64240", "0.030000 > 7 > 40000  . 1:1(0) ack 6 win 65535", "0.030000 > 7 > 40000  . 1:1(0) ack 7 win 65535"},
		{"M-324", hello, "0.020000 > 7 > 40000  . 1:1(0) ack 1 win 65535", "0.020000 > 7 > 40000  . 1:1(0) ack 6 win 65535"},
		{"M-065", "0.0 < 40000 > 9  . 100:100(0) ack 77 win 64240", "0.000000 > 9 > 40000  R 0:0(0) win 0", "0.000000 > 9 > 40000  R 77:77(0) win 0"},
		{"M-162", handshake + "\n0.020000 < 40000 > 7  S 5000:5000(0) win 512", "0.020000 > 7 > 40000  . 1753904285:1753904285(0) ack 5001 win 65535", "0.020000 > 7 > 40000  . 1:1(0) ack 1 win 65535"},
		{"", "0.0 < 40000 > 7  S 0:0(0) win 64240\n0.000000 > 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>\n0.1 < 40000 > 7  . 1:1(0) ack 1753904285 win 64240", "0.100000 > 7 > 40000  . 1:1(0) ack 1 win 65535", "0.100000 > 7 > 40000  R 1753904285:1753904285(0) win 0"},
		{"M-325", hello, "0.020000 > 7 > 40000  . 123456789:123456789(0) ack 6 win 65535", "0.020000 > 7 > 40000  . 1:1(0) ack 6 win 65535"},
		{"M-326", hello, "0.020000 > 7 > 40000  F. 1:1(0) ack 6 win 65535", "0.020000 > 7 > 40000  P. 1:6(5) ack 6 win 65535 \"hello\""},
		{"M-176", hello, "0.020000 > 7 > 40000  F 1:1(0) win 65535", "0.020000 > 7 > 40000  F. 1:1(0) ack 6 win 65535"},
		{"M-327", "0.0 < 40000 > 7  P. 4294967294:2(4) ack 1 win 64240", "0.000000 > 7 > 40000  . 1:1(0) ack 4294967294 win 65535", "0.000000 > 7 > 40000  . 1:1(0) ack 2 win 65535"},
		{"M-328", hello, "0.020000 > 7 > 40000  . 1:1(0) ack 6 win 65530", "0.020000 > 7 > 40000  . 1:1(0) ack 6 win 0"},
		{"M-329", hello, "0.020000 > 7 > 40000  . 1:1(0) ack 6 win 0", "0.020000 > 7 > 40000  . 1:1(0) ack 6 win 65530"},
		{"M-132", hello + lost + "\n1.020000 > 7 > 40000  P. 1:3(2) ack 6 win 65535 \"hi\"", "2.020000 > 7 > 40000  P. 1:3(2) ack 6 win 65535 \"hi\"", "3.020000 > 7 > 40000  P. 1:3(2) ack 6 win 65535 \"hi\""},
		{"M-330", hello + lost, "0.220000 > 7 > 40000  P. 1:3(2) ack 6 win 65535 \"hi\"", "1.020000 > 7 > 40000  P. 1:3(2) ack 6 win 65535 \"hi\""},
		{"M-331", hello + lost, "9.000000 < 40000 > 7  . 6:6(0) ack 1 win 64240", "1.020000 > 7 > 40000  P. 1:3(2) ack 6 win 65535 \"hi\""},
		{"", hello + lost + "\n1.020000 > 7 > 40000  P. 1:3(2) ack 6 win 65535 \"hi\"", "9.000000 < 40000 > 7  . 6:6(0) ack 1 win 64240", "3.020000 > 7 > 40000  P. 1:3(2) ack 6 win 65535 \"hi\""},
		{"", hello, "0.020000 > 7 > 40000  . 1:1(0) ack 1 win 65535 <TS val 1 ecr 1>", "0.020000 > 7 > 40000  . 1:1(0) ack 6 win 65535 <TS val 1 ecr 1>"},
		{"", hello, "0.020000 > 7 > 40000  . 1:1(0) ack 4 win 65535", "0.020000 > 7 > 40000  . 1:1(0) ack 6 win 65535"},
		{"", hello, "9.000000 < 40000 > 7  . 6:6(0) ack 1 win 64240", "0.020000 > 7 > 40000  . 1:1(0) ack 6 win 65535"},
	} {
		e := story(t, test.before+"\n"+test.got, test.before+"\n"+test.want)
		if m := Find(e); m.ID != test.id {
			t.Errorf("%s instead of %s is called %q, want %q", test.got, test.want, m.ID, test.id)
		}
	}
}

// A hang after the last packet is the loop's own only if that is where it is.
func TestHang(t *testing.T) {
	const after = "still running after 5s, here:\n"
	for said, want := range map[string]string{
		after + "  loop, main.go:57\n  main, main.go:20\n":                                "M-015",
		after + "  (*Conn).checkReset, arrives.go:250\n  (*Stack).Input, stack.go:69\n":   "",
		after + "  Parse, wire.go:7\n  (*server).loop, main.go:101\n  main, main.go:36\n": "",
	} {
		e := story(t, hello, hello)
		e.Said, e.Left = said, 0
		if m := Find(e); m.ID != want {
			t.Errorf("%q is called %q", said, m.ID)
		}
	}
}

// What mutants have sent where the scripts show it first. Whether they still do is
// proven by shared/cmd/prove; here, that they are told apart.
func TestMutants(t *testing.T) {
	a, err := txtar.ParseFile("testdata/mutants.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Files {
		var got, want strings.Builder
		for line := range strings.Lines(string(f.Data)) {
			switch mark, line := line[:2], line[2:]; mark {
			case "- ":
				got.WriteString(line)
			case "+ ":
				want.WriteString(line)
			default:
				got.WriteString(line)
				want.WriteString(line)
			}
		}
		id := f.Name
		if other, ok := Alike[id]; ok {
			id = other
		}
		e := story(t, got.String(), want.String())
		if m := Find(e); m.ID != id {
			t.Errorf("%s is called %q", f.Name, m.ID)
		}
		e.Later = func(later string) bool { return later == id }
		if m := Find(e); m.ID == id {
			t.Errorf("%s is called by its name, though nobody knows it yet", f.Name)
		}
	}
}

const lost = "\n0.020000 > 7 > 40000  P. 1:3(2) ack 6 win 65535 \"hi\""

// Checksums of TCP, each wrong in its own way.
func TestSums(t *testing.T) {
	const right = "0.020000 > 7 > 40000  P. 1:4(3) ack 6 win 65535 \"odd\""
	for id, make := range map[string]func(s sum) uint16{
		"M-030": func(s sum) uint16 { return s.right()>>8 | s.right()<<8 },
		"M-046": func(s sum) uint16 { return ^fold(words(s.packet[20:])) },
		"M-047": func(s sum) uint16 { return ^fold(words(s.packet[20:]) + words(s.packet[12:20]) + 6 + 43) },
		"M-301": func(s sum) uint16 { return ^fold(s.total() - 'd'<<8) },
		"M-302": func(s sum) uint16 { return ^fold(s.total() - 'd'<<8 + 'd') },
		"M-306": func(s sum) uint16 { return fold(s.total()) },
		"M-307": func(s sum) uint16 { return ^fold(s.total() - 'o'<<8 - 'd' - 'd'<<8) },
		"M-308": func(sum) uint16 { return 0 },
		"":      func(s sum) uint16 { return s.right() + 0x101 },
	} {
		e := story(t, hello+"\n"+right, hello+"\n"+right)
		p := &e.Packets[len(e.Packets)-1]
		binary.BigEndian.PutUint16(p.Bytes[36:], 0)
		binary.BigEndian.PutUint16(p.Bytes[36:], make(sums(p.Bytes)[1]))
		p.Packet = trace.Decode(p.Bytes)
		e.At = len(e.Got) - 1
		p.Text += " [bad tcp checksum]"
		e.Got[e.At] = p.Text
		if m := Find(e); m.ID != id {
			t.Errorf("%q is called %q", id, m.ID)
		}
	}
}

// The invariant: what is as it should be bears no mark, whichever line of it
// one doubts.
func TestRightAnswersBearNoMark(t *testing.T) {
	for name, want := range rightOutputs(t) {
		lines := split(want)
		for i := range lines {
			if _, dir, p, ok := parse(lines[i]); ok && dir == trace.Out {
				if _, err := p.Bytes(); err != nil { // its text is only told by its checksum: nobody can have sent it
					continue
				}
			}
			e := &Evidence{Host: trace.Host, Compared: true, Got: lines, Want: lines, At: i, Left: -1}
			for _, line := range lines[:i+1] {
				if when, dir, p, ok := parse(line); ok {
					if p.Data == nil { // only its CRC is known
						p.Data = trace.Pattern(p.Len)
					}
					if b, err := p.Bytes(); err == nil {
						e.Packets = append(e.Packets, Packet{trace.Decode(b), dir, when, line, b})
					}
				}
			}
			if m := Find(e); m.ID != "" {
				t.Errorf("%s, line %d, is called %s:\n%s", name, i+1, m.ID, lines[i])
			}
		}
	}
}

// rightOutputs returns what the milestone scripts want to see, and the stories
// of a whole TCP.
func rightOutputs(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{"hello": hello + "\n0.020000 > 7 > 40000  . 1:1(0) ack 6 win 65530"}
	scripts, err := filepath.Glob("../../testdata/step0*/*.txtar")
	if err != nil || len(scripts) == 0 {
		t.Fatal(scripts, err)
	}
	for _, script := range scripts {
		a, err := txtar.ParseFile(script)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range a.Files {
			if strings.HasSuffix(f.Name, ".out") {
				all[script+" "+f.Name] = string(f.Data)
			}
		}
	}
	return all
}

// Each mistake has one name, is in the table of mistakes or among the mutants,
// and says in a sentence or two what to do.
func TestNames(t *testing.T) {
	known, err := os.ReadFile("../../testdata/mistakes.csv")
	if err != nil {
		t.Fatal(err)
	}
	var all []Mistake
	for _, table := range append(answerTables, byTCP) {
		for _, r := range table {
			all = append(all, r.Mistake)
		}
	}
	for _, table := range segmentTables {
		for _, r := range table {
			all = append(all, r.Mistake)
		}
	}
	for _, table := range tables {
		for _, r := range table {
			all = append(all, r.Mistake)
		}
	}
	form := regexp.MustCompile(`^[\da-zA-Z].*[.:].*$`)
	for _, m := range all {
		_, err := os.Stat(fmt.Sprintf("../../testdata/mistakes/%s.patch", m.ID))
		if err != nil && !strings.Contains(string(known), "\n"+m.ID+",") {
			t.Errorf("there is no %s in testdata/mistakes.csv, and no mutant", m.ID)
		}
		if !form.MatchString(m.Name) || len(m.Name) > 200 {
			t.Errorf("%s: %s", m.ID, m.Name)
		}
	}
}

// Checksums that a program prints of bytes that a script gives it.
func TestPrintedSums(t *testing.T) {
	for _, test := range []struct{ ran, out, id string }{
		{"ffff ffff 0001", "fffe", ""}, // right
		{"ffff ffff 0001", "ffff", "M-303"},
		{"ffff ffff 0001", "0000", ""}, // as an empty function has it, too
		{"0001 f203 f4f5 f6f7", "220f", "M-303"},
		{"0001 f203 f4f5 f6f7", "0d22", "M-030"},
		{"0001 f203 f4f5 f6f7", "ddf2", "M-306"},
		{"0001 02", "fffe", "M-301"},
		{"0001 02", "fffc", "M-302"},
		{"0001 02", "1234", ""},
		{"01", "nothing", ""},
	} {
		e := &Evidence{Ran: "ran checksum " + test.ran, Got: []string{test.out}, At: 1, Left: -1}
		if m := Find(e); m.ID != test.id {
			t.Errorf("%s gives %s, which is called %q, want %q", test.ran, test.out, m.ID, test.id)
		}
	}
}

// What commands print that scripts give segments to: the first line that is wrong.
func TestPrinted(t *testing.T) {
	const (
		window = "ran window -nxt 1000 -wnd 10 open.trace"
		shut   = "ran window -nxt 1000 -wnd 0 shut.trace"
		seq    = "ran seq 4294967295:0 3:4294967290+20 3000000000:0+3000000001"
		build  = "ran build segments.trace"
		synACK = "0.000000 > 7 > 40000  S. 5:5(0) ack 7 win 65535 <mss 1460>"
		bare   = "0.000000 > 7 > 40000  . 0:0(0) ack 0 win 0"
	)
	for _, test := range []struct{ ran, got, want, id string }{ // id: and, where it has several names, how that begins
		{window, `. 1009:1009(0) refused`, `. 1009:1009(0) leaves . 1009:1009(0) ""`, "M-091"},
		{window, `. 991:1001(10) refused`, `. 991:1001(10) leaves . 1000:1001(1) "9"`, "M-091"},
		{window, `F. 999:1000(1) refused`, `F. 999:1000(1) leaves F. 1000:1000(0) ""`, "M-091"},
		{window, `. 1010:1010(0) refused`, `. 1010:1010(0) leaves . 1010:1010(0) ""`, "M-093 table 6 to the letter: an ACK right behind"},
		{window, `. 998:1013(15) refused`, `. 998:1013(15) leaves . 1000:1010(10) "0123456789", and was beyond`, "M-093 table 6 to the letter: a segment that begins before"},
		{window, `F. 1007:1010(3) leaves . 1007:1010(3) "789"`, `F. 1007:1010(3) leaves . 1007:1010(3) "789", and was beyond`, ""},
		{window, `R 1010:1010(0) leaves R 1010:1010(0) ""`, `R 1010:1010(0) refused`, ""},
		{window, `. 1000:1000(0) refused`, `. 1000:1000(0) leaves . 1000:1000(0) ""`, ""},
		{window, `. 1000:1010(10) leaves . 1000:1010(10) "0123456789"`, `. 1010:1013(3) refused`, "M-092"},
		{shut, `. 1000:1001(1) refused`, `. 1000:1001(1) leaves . 1000:1000(0) "", and was beyond`, "M-093"},
		{shut, `S 1000:1000(0) refused`, `S 1000:1000(0) leaves S 1000:1000(0) ""`, "M-093"},
		{shut, `. 1000:1000(0) refused`, `. 1000:1000(0) leaves . 1000:1000(0) ""`, ""},

		{seq, `4294967295 - 0 = 4294967295, 4294967295 before 0: false`, `4294967295 - 0 = -1, 4294967295 before 0: true`, "M-327 a comparison"},
		{seq, `3 is one of the 20 numbers from 4294967290 on: false`, `3 is one of the 20 numbers from 4294967290 on: true`, "M-327 a comparison"},
		{seq, `3000000000 is one of the 3000000001 numbers from 0 on: false`, `3000000000 is one of the 3000000001 numbers from 0 on: true`, "M-327 a range"},

		{build, `0.000000 > 7 > 40000  S. 5:9(4) ack 7 win 65535 hex 020405b4`, synACK, "M-052"},
		{build, `0.000000 > raw 40b 45000028000000004006f97cc0a80002c0a8000100079c40000000000000000040100000a2390000 [TCP Data Offset 4 below 5]`, bare, "M-052"},
		{build, "the reserved bits, or the urgent pointer, are not 0\n" + `0.000000 > raw 40b 45000028000000004006f97cc0a80002c0a8000100079c40000000000000000005100000dd390000 [TCP Data Offset 0 below 5]`, bare, "M-052"},
		{build, `0.000000 > 7 > 40000  S. 5:5(0) ack 7 win 65535`, synACK, ""}, // no option at all
		{build, `0.000000 > 7 > 40000  S. 6:6(0) ack 7 win 65535 <mss 1460>`, synACK, ""},
		{build, "the reserved bits, or the urgent pointer, are not 0\n" + bare, bare, ""},
	} {
		e := &Evidence{Ran: test.ran, Compared: true, Got: split(test.got), Want: []string{test.want}, Left: -1}
		if is := Find(e); test.id == "" && is != (Mistake{}) || !strings.HasPrefix(is.ID+" "+is.Name, test.id) {
			t.Errorf("%s: %s instead of %s is called %v, want %q", test.ran, test.got, test.want, is, test.id)
		}
	}
}

// Options whose length is not even that of kind and length, and that reach beyond
// the header: by how a program dies of them.
func TestOptionPanics(t *testing.T) {
	for said, want := range map[string]string{
		"panic: runtime error: slice bounds out of range [2:0]":                 "M-081",
		"panic: runtime error: slice bounds out of range [14:13]":               "M-081",
		"panic: runtime error: slice bounds out of range [:-2]":                 "M-081",
		"panic: runtime error: slice bounds out of range [:40] with capacity 4": "M-082",
		"panic: runtime error: index out of range [4] with length 4":            "M-082",
		"panic: runtime error: slice bounds out of range [9:4]":                 "M-082",
	} {
		e := &Evidence{Ran: "ran segments lies.trace", Said: said + "\n  (*Options).parse, options.go\n  Parse, wire.go\n", Left: -1}
		if got := Find(e); got.ID != want {
			t.Errorf("%s: got %q, want %s", said, got.ID, want)
		}
	}
}
