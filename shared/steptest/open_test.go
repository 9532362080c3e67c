package steptest

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func evened(t *testing.T, fields, text string) string {
	t.Helper()
	o := openness{}
	if err := o.add(fields); err != nil {
		t.Fatal(err)
	}
	return even(text, false, o).String()
}

func TestOpen(t *testing.T) {
	const text = `0.000000 < 40000 > 7  S 0:0(0) win 64240 <mss 1460,nop,wscale 7>
0.000000 > 7 > 40000  S. 0:0(0) ack 1 win 65535 <nop,nop,TS val 7 ecr 5,mss 1460,nop,wscale 3,eol>
ignoring weird packet: … byte 0
0.100000 < 40000 > 7  P. 1:6(5) ack 1 win 64240 <nop,nop,TS val 6 ecr 7> "a > b"
0.200000 > 7 > 40000  P. 1:6(5) ack 6 win 0 <nop,nop,TS val 8 ecr 5> "a > b"
0.200000 > 7 > 40000  F. 6:6(0) ack 6 win 512
0.300000 > 8 > 40000  P. 1:6(5) ack 6 win 9 "hello"
0.300000 > 9 > 40000  F. 6:6(0) ack 6 win 9
0.400000 > 8 > 40000  P. 6:11(5) ack 6 win 9 "again"
0.500000 > 8 > 40000  F. 11:11(0) ack 6 win 9
0.300000 > 9 > 40000  R 6:6(0) win 0
0.300000 > 192.168.0.2 > 192.168.0.1 udp 1b
`
	for _, test := range []struct{ fields, want string }{
		{"win", `0.000000 < 40000 > 7  S 0:0(0) win 64240 <mss 1460,nop,wscale 7>
0.000000 > 7 > 40000  S. 0:0(0) ack 1 <nop,nop,TS val 7 ecr 5,mss 1460,nop,wscale 3,eol>
ignoring weird packet: … byte 0
0.100000 < 40000 > 7  P. 1:6(5) ack 1 win 64240 <nop,nop,TS val 6 ecr 7> "a > b"
0.200000 > 7 > 40000  P. 1:6(5) ack 6 win 0 <nop,nop,TS val 8 ecr 5> "a > b"
0.200000 > 7 > 40000  F. 6:6(0) ack 6
0.300000 > 8 > 40000  P. 1:6(5) ack 6 "hello"
0.300000 > 9 > 40000  F. 6:6(0) ack 6
0.400000 > 8 > 40000  P. 6:11(5) ack 6 "again"
0.500000 > 8 > 40000  F. 11:11(0) ack 6
0.300000 > 9 > 40000  R 6:6(0)
0.300000 > 192.168.0.2 > 192.168.0.1 udp 1b
`},
		{"when,opts", `0.000000 < 40000 > 7  S 0:0(0) win 64240 <mss 1460,nop,wscale 7>
* > 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
ignoring weird packet: … byte 0
0.100000 < 40000 > 7  P. 1:6(5) ack 1 win 64240 <nop,nop,TS val 6 ecr 7> "a > b"
* > 7 > 40000  P. 1:6(5) ack 6 win 0 "a > b"
* > 7 > 40000  F. 6:6(0) ack 6 win 512
* > 8 > 40000  P. 1:6(5) ack 6 win 9 "hello"
* > 9 > 40000  F. 6:6(0) ack 6 win 9
* > 8 > 40000  P. 6:11(5) ack 6 win 9 "again"
* > 8 > 40000  F. 11:11(0) ack 6 win 9
* > 9 > 40000  R 6:6(0) win 0
* > 192.168.0.2 > 192.168.0.1 udp 1b
`},
		{"forms,psh,fin", `0.000000 < 40000 > 7  S 0:0(0) win 64240 <mss 1460,nop,wscale 7>
0.000000 > 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460,wscale 0,TS val 0 ecr 5>
ignoring weird packet: … byte 0
0.100000 < 40000 > 7  P. 1:6(5) ack 1 win 64240 <nop,nop,TS val 6 ecr 0> "a > b"
0.200000 > 7 > 40000  F. 1:6(5) ack 6 win 0 <TS val 0 ecr 5> "a > b"
0.300000 > 8 > 40000  . 1:6(5) ack 6 win 9 "hello"
0.300000 > 9 > 40000  F. 6:6(0) ack 6 win 9
0.400000 > 8 > 40000  . 6:11(5) ack 6 win 9 "again"
0.500000 > 8 > 40000  F. 11:11(0) ack 6 win 9
0.300000 > 9 > 40000  R 6:6(0) win 0
0.300000 > 192.168.0.2 > 192.168.0.1 udp 1b
`},
	} {
		if diff := cmp.Diff(test.want, evened(t, test.fields, text)); diff != "" {
			t.Errorf("%s: %s", test.fields, diff)
		}
	}
}

// A FIN stays with its text when that is sent again, and what is sent again is
// shown once for each time that the peer was silent.
func TestOpenAgain(t *testing.T) {
	const want = `0.000000 < 4 > 7  S 0:0(0) win 64240
0.000000 > 7 > 4  S. 0:0(0) ack 1 win 9000
0.000000 < 4 > 7  . 1:1(0) ack 1 win 64240
0.000000 > 7 > 4  FP. 1:6(5) ack 1 win 9000 "hello"
0.500000 < 4 > 7  . 1:1(0) ack 1 win 64240
0.600000 > 7 > 4  FP. 1:6(5) ack 1 win 9000 "hello"
8.000000 < 4 > 7  . 1:1(0) ack 6 win 64240
8.100000 > 7 > 4  F. 6:6(0) ack 1 win 9000
9.000000 > 7 > 4  R 7:7(0) win 0
10.000000 < 4 > 7  S 0:0(0) win 64240
10.000000 > 7 > 4  S. 0:0(0) ack 1 win 9000
10.000000 < 4 > 7  . 1:1(0) ack 1 win 64240
10.000000 > 7 > 4  P. 1:6(5) ack 1 win 9000 "hello"
`
	const apart = `0.000000 < 4 > 7  S 0:0(0) win 64240
0.000000 > 7 > 4  S. 0:0(0) ack 1 win 9000
0.000000 < 4 > 7  . 1:1(0) ack 1 win 64240
0.000000 > 7 > 4  P. 1:6(5) ack 1 win 9000 "hello"
0.000000 > 7 > 4  F. 6:6(0) ack 1 win 9000
0.200000 > 7 > 4  P. 1:6(5) ack 1 win 9000 "hello"
0.500000 < 4 > 7  . 1:1(0) ack 1 win 64240
0.600000 > 7 > 4  P. 1:6(5) ack 1 win 9000 "hello"
0.600000 > 7 > 4  F. 6:6(0) ack 1 win 9000
1.600000 > 7 > 4  P. 1:6(5) ack 1 win 9000 "hello"
8.000000 < 4 > 7  . 1:1(0) ack 6 win 64240
8.100000 > 7 > 4  F. 6:6(0) ack 1 win 9000
8.900000 > 7 > 4  F. 6:6(0) ack 1 win 9000
9.000000 > 7 > 4  R. 7:7(0) ack 1 win 0
10.000000 < 4 > 7  S 0:0(0) win 64240
10.000000 > 7 > 4  S. 0:0(0) ack 1 win 9000
10.000000 < 4 > 7  . 1:1(0) ack 1 win 64240
10.000000 > 7 > 4  P. 1:6(5) ack 1 win 9000 "hello"
`
	for _, text := range []string{want, apart} {
		if diff := cmp.Diff(want, evened(t, "again,fin,rst", text)); diff != "" {
			t.Error(diff)
		}
	}
	if got, refused := evened(t, "rst", "0.000000 > 80 > 4  R. 0:0(0) ack 1 win 0\n"), "0.000000 > 80 > 4  R. 0:0(0) ack 1 win 0\n"; got != refused {
		t.Errorf("got %s", got)
	}
}

// With often, it shows whether something is sent again at all, and if it is 20
// times.
func TestOpenOften(t *testing.T) {
	const line = "* > 7 > 4  P. 1:6(5) ack 1 win 9000 \"hello\"\n"
	for times, want := range map[int]int{1: 1, 2: 2, 3: 2, 19: 2, 20: 3, 30: 3} {
		text := "0.000000 < 4 > 7  S 0:0(0) win 64240\n* > 7 > 4  S. 0:0(0) ack 1 win 9000\n0.000000 < 4 > 7  . 1:1(0) ack 1 win 64240\n"
		if got := evened(t, "when,often", text+strings.Repeat(line, times)); got != text+strings.Repeat(line, want) {
			t.Errorf("of %d are left:\n%s", times, got)
		}
	}
}

func TestOpenUnknown(t *testing.T) {
	if err := (openness{}).add("win,ack"); err == nil || !strings.Contains(err.Error(), `"ack"`) {
		t.Errorf("got %v", err)
	}
}

// Programs that acknowledge at once, each second segment, or as late as they
// may are equal; what is due at once is not left out.
func TestOpenAcks(t *testing.T) {
	for _, test := range []struct {
		name string
		want string
		also []string // what else comes to the same
	}{
		{"at once, each second one, late, never where text goes back", `
0.000000 < 4 > 7  S 0:0(0) win 64240
0.000000 > 7 > 4  S. 0:0(0) ack 1 win 9000
0.100000 < 4 > 7  . 1:1001(1000) ack 1 win 64240
0.200000 < 4 > 7  . 1001:2001(1000) ack 1 win 64240
0.200000 < 4 > 7  . 2001:3001(1000) ack 1 win 64240
0.200000 > 7 > 4  . 1:1(0) ack 3001 win 9000
0.300000 < 4 > 7  . 3001:3001(0) ack 1 win 60000
1.000000 < 4 > 7  . 3001:4001(1000) ack 1 win 64240
1.000000 > 7 > 4  . 1:1001(1000) ack 4001 win 9000
2.000000 < 4 > 7  F. 4001:4001(0) ack 1001 win 64240
2.000000 > 7 > 4  F. 1001:1001(0) ack 4002 win 9000
`, []string{`
0.000000 < 4 > 7  S 0:0(0) win 64240
0.000000 > 7 > 4  S. 0:0(0) ack 1 win 9000
0.100000 < 4 > 7  . 1:1001(1000) ack 1 win 64240
0.100000 > 7 > 4  . 1:1(0) ack 1001 win 9000
0.200000 < 4 > 7  . 1001:2001(1000) ack 1 win 64240
0.200000 > 7 > 4  . 1:1(0) ack 2001 win 9000
0.200000 < 4 > 7  . 2001:3001(1000) ack 1 win 64240
0.200000 > 7 > 4  . 1:1(0) ack 3001 win 9000
0.300000 < 4 > 7  . 3001:3001(0) ack 1 win 60000
1.000000 < 4 > 7  . 3001:4001(1000) ack 1 win 64240
1.000000 > 7 > 4  . 1:1(0) ack 4001 win 9000
1.000000 > 7 > 4  . 1:1001(1000) ack 4001 win 9000
2.000000 < 4 > 7  F. 4001:4001(0) ack 1001 win 64240
2.000000 > 7 > 4  . 1001:1001(0) ack 4002 win 9000
2.000000 > 7 > 4  F. 1001:1001(0) ack 4002 win 9000
`, `
0.000000 < 4 > 7  S 0:0(0) win 64240
0.000000 > 7 > 4  S. 0:0(0) ack 1 win 9000
0.100000 < 4 > 7  . 1:1001(1000) ack 1 win 64240
0.200000 < 4 > 7  . 1001:2001(1000) ack 1 win 64240
0.200000 > 7 > 4  . 1:1(0) ack 2001 win 9000
0.200000 < 4 > 7  . 2001:3001(1000) ack 1 win 64240
0.300000 < 4 > 7  . 3001:3001(0) ack 1 win 60000
0.690000 > 7 > 4  . 1:1(0) ack 3001 win 9000
1.000000 < 4 > 7  . 3001:4001(1000) ack 1 win 64240
1.000000 > 7 > 4  . 1:1001(1000) ack 4001 win 9000
2.000000 < 4 > 7  F. 4001:4001(0) ack 1001 win 64240
2.000000 > 7 > 4  F. 1001:1001(0) ack 4002 win 9000
`}},
		{"out of order, and the gap filled", `
0.000000 < 4 > 7  S 0:0(0) win 64240
0.000000 > 7 > 4  S. 0:0(0) ack 1 win 9000
0.100000 < 4 > 7  . 1:1001(1000) ack 1 win 64240
0.200000 < 4 > 7  . 2001:3001(1000) ack 1 win 64240
0.200000 > 7 > 4  . 1:1(0) ack 1001 win 9000
0.300000 < 4 > 7  . 3001:4001(1000) ack 1 win 64240
0.300000 > 7 > 4  . 1:1(0) ack 1001 win 9000
0.400000 < 4 > 7  . 1001:2001(1000) ack 1 win 64240
0.400000 > 7 > 4  . 1:1(0) ack 4001 win 9000
0.500000 < 4 > 7  . 4001:5001(1000) ack 1 win 64240
0.500000 > 7 > 4  . 1:1(0) ack 5001 win 9000
`, []string{`
0.000000 < 4 > 7  S 0:0(0) win 64240
0.000000 > 7 > 4  S. 0:0(0) ack 1 win 9000
0.100000 < 4 > 7  . 1:1001(1000) ack 1 win 64240
0.100000 > 7 > 4  . 1:1(0) ack 1001 win 9000
0.200000 < 4 > 7  . 2001:3001(1000) ack 1 win 64240
0.200000 > 7 > 4  . 1:1(0) ack 1001 win 9000
0.300000 < 4 > 7  . 3001:4001(1000) ack 1 win 64240
0.300000 > 7 > 4  . 1:1(0) ack 1001 win 9000
0.400000 < 4 > 7  . 1001:2001(1000) ack 1 win 64240
0.400000 > 7 > 4  . 1:1(0) ack 4001 win 9000
0.500000 < 4 > 7  . 4001:5001(1000) ack 1 win 64240
0.900000 > 7 > 4  . 1:1(0) ack 5001 win 9000
`}},
		{"an old duplicate, a damaged segment, a reset that is challenged", `
0.000000 < 4 > 7  S 0:0(0) win 64240
0.000000 > 7 > 4  S. 0:0(0) ack 1 win 9000
0.100000 < 4 > 7  . 1:6(5) ack 1 win 64240
0.200000 < 4 > 7  . 1:6(5) ack 1 win 64240
0.200000 > 7 > 4  . 1:1(0) ack 6 win 9000
0.210000 < 4 > 7  . 6:11(5) ack 1 win 64240
0.210000 > 7 > 4  . 1:1(0) ack 11 win 9000
0.300000 < 4 > 7  . 11:16(5) ack 1 win 64240 [bad tcp checksum]
0.300000 > 7 > 4  . 1:1(0) ack 11 win 9001
0.400000 < 4 > 7  R. 16:16(0) ack 1 win 64240
0.400000 > 7 > 4  . 1:1(0) ack 11 win 9002
`, []string{`
0.000000 < 4 > 7  S 0:0(0) win 64240
0.000000 > 7 > 4  S. 0:0(0) ack 1 win 9000
0.100000 < 4 > 7  . 1:6(5) ack 1 win 64240
0.100000 > 7 > 4  . 1:1(0) ack 6 win 9000
0.200000 < 4 > 7  . 1:6(5) ack 1 win 64240
0.200000 > 7 > 4  . 1:1(0) ack 6 win 9000
0.210000 < 4 > 7  . 6:11(5) ack 1 win 64240
0.210000 > 7 > 4  . 1:1(0) ack 11 win 9000
0.300000 < 4 > 7  . 11:16(5) ack 1 win 64240 [bad tcp checksum]
0.300000 > 7 > 4  . 1:1(0) ack 11 win 9001
0.400000 < 4 > 7  R. 16:16(0) ack 1 win 64240
0.400000 > 7 > 4  . 1:1(0) ack 11 win 9002
`}},
		{"what is damaged does not put an ACK off", `
0.000000 < 4 > 7  S 0:0(0) win 64240
0.000000 > 7 > 4  S. 0:0(0) ack 1 win 9000
0.100000 < 4 > 7  . 1:6(5) ack 1 win 64240
0.100000 > 7 > 4  . 1:1(0) ack 6 win 9000
0.200000 < 4 > 7  . 6:11(5) ack 1 win 64240 [bad ip checksum]
0.300000 < 4 > 7  . 6:11(5) ack 1 win 64240 [bad tcp checksum]
`, []string{`
0.000000 < 4 > 7  S 0:0(0) win 64240
0.000000 > 7 > 4  S. 0:0(0) ack 1 win 9000
0.100000 < 4 > 7  . 1:6(5) ack 1 win 64240
0.200000 < 4 > 7  . 6:11(5) ack 1 win 64240 [bad ip checksum]
0.300000 < 4 > 7  . 6:11(5) ack 1 win 64240 [bad tcp checksum]
0.600000 > 7 > 4  . 1:1(0) ack 6 win 9000
`}},
		{"what stays as it is", `
0.000000 < 4 > 7  S 0:0(0) win 64240
0.000000 > 7 > 4  S. 0:0(0) ack 1 win 9000
0.100000 < 4 > 7  . 1:6(5) ack 1 win 64240
0.100000 > 7 > 4  . 1:1(0) ack 6 win 8995
0.200000 > 7 > 4  . 1:1(0) ack 6 win 8995
0.300000 > 7 > 4  . 1:1(0) ack 6 win 8994
0.900000 > 7 > 4  P. 1:6(5) ack 6 win 8994
`, nil},
		{"a window that shuts and opens, and opens further", `
0.000000 < 4 > 7  S 0:0(0) win 64240
0.000000 > 7 > 4  S. 0:0(0) ack 1 win 1000
0.100000 < 4 > 7  . 1:1001(1000) ack 1 win 64240
0.100000 > 7 > 4  . 1:1(0) ack 1001 win 0
1.000000 < 4 > 7  . 1001:1002(1) ack 1 win 64240
1.000000 > 7 > 4  . 1:1(0) ack 1001 win 0
2.000000 > 7 > 4  . 1:1(0) ack 1001 win 500
`, []string{`
0.000000 < 4 > 7  S 0:0(0) win 64240
0.000000 > 7 > 4  S. 0:0(0) ack 1 win 1000
0.100000 < 4 > 7  . 1:1001(1000) ack 1 win 64240
0.100000 > 7 > 4  . 1:1(0) ack 1001 win 0
1.000000 < 4 > 7  . 1001:1002(1) ack 1 win 64240
1.000000 > 7 > 4  . 1:1(0) ack 1001 win 0
2.000000 > 7 > 4  . 1:1(0) ack 1001 win 500
3.000000 > 7 > 4  . 1:1(0) ack 1001 win 1000
`}},
		{"a gap that is filled, with something to say", `
0.000000 < 4 > 7  S 0:0(0) win 64240
0.000000 > 7 > 4  S. 0:0(0) ack 1 win 9000
0.100000 < 4 > 7  FP. 6:11(5) ack 1 win 64240
0.100000 > 7 > 4  . 1:1(0) ack 1 win 9000
0.200000 < 4 > 7  P. 1:6(5) ack 1 win 64240
0.200000 > 7 > 4  P. 1:6(5) ack 12 win 9000
0.200000 > 7 > 4  F. 6:6(0) ack 12 win 9000
`, []string{`
0.000000 < 4 > 7  S 0:0(0) win 64240
0.000000 > 7 > 4  S. 0:0(0) ack 1 win 9000
0.100000 < 4 > 7  FP. 6:11(5) ack 1 win 64240
0.100000 > 7 > 4  . 1:1(0) ack 1 win 9000
0.200000 < 4 > 7  P. 1:6(5) ack 1 win 64240
0.200000 > 7 > 4  . 1:1(0) ack 12 win 9000
0.200000 > 7 > 4  P. 1:6(5) ack 12 win 9000
0.200000 > 7 > 4  F. 6:6(0) ack 12 win 9000
`}},
		{"a gap that is filled, and text later", `
0.000000 < 4 > 7  S 0:0(0) win 64240
0.000000 > 7 > 4  S. 0:0(0) ack 1 win 9000
0.100000 < 4 > 7  FP. 6:11(5) ack 1 win 64240
0.100000 > 7 > 4  . 1:1(0) ack 1 win 9000
0.200000 < 4 > 7  P. 1:6(5) ack 1 win 64240
0.200000 > 7 > 4  . 1:1(0) ack 12 win 9000
0.200000 < 4 > 7  . 12:12(0) ack 1 win 64240
0.200000 > 7 > 4  P. 1:6(5) ack 12 win 9000
`, nil},
		{"and later still", `
0.000000 < 4 > 7  S 0:0(0) win 64240
0.000000 > 7 > 4  S. 0:0(0) ack 1 win 9000
0.100000 < 4 > 7  FP. 6:11(5) ack 1 win 64240
0.100000 > 7 > 4  . 1:1(0) ack 1 win 9000
0.200000 < 4 > 7  P. 1:6(5) ack 1 win 64240
0.200000 > 7 > 4  . 1:1(0) ack 12 win 9000
0.300000 > 7 > 4  P. 1:6(5) ack 12 win 9000
`, nil},
		{"text that goes out again says nothing of when an ACK is due", `
0.000000 < 4 > 7  S 0:0(0) win 64240
0.000000 > 7 > 4  S. 0:0(0) ack 1 win 9000
0.000000 < 4 > 7  . 1:1(0) ack 1 win 64240
0.000000 > 7 > 4  P. 1:6(5) ack 1 win 9000
0.010000 < 4 > 7  F. 1:1(0) ack 1 win 64240
0.010000 > 7 > 4  . 6:6(0) ack 2 win 9000
0.200000 > 7 > 4  P. 1:6(5) ack 2 win 9000
`, []string{`
0.000000 < 4 > 7  S 0:0(0) win 64240
0.000000 > 7 > 4  S. 0:0(0) ack 1 win 9000
0.000000 < 4 > 7  . 1:1(0) ack 1 win 64240
0.000000 > 7 > 4  P. 1:6(5) ack 1 win 9000
0.010000 < 4 > 7  F. 1:1(0) ack 1 win 64240
0.050000 > 7 > 4  . 6:6(0) ack 2 win 9000
0.200000 > 7 > 4  P. 1:6(5) ack 2 win 9000
`}},
		{"opening itself; keep-alive", `
0.000000 > 4 > 7  S 0:0(0) win 9000
1.000000 > 4 > 7  S 0:0(0) win 9000
1.100000 < 7 > 4  S. 0:0(0) ack 1 win 64240
1.100000 > 4 > 7  . 1:1(0) ack 1 win 9000
60.000000 > 4 > 7  . 0:0(0) ack 1 win 9001
`, []string{`
0.000000 > 4 > 7  S 0:0(0) win 9000
1.000000 > 4 > 7  S 0:0(0) win 9000
1.100000 < 7 > 4  S. 0:0(0) ack 1 win 64240
1.400000 > 4 > 7  . 1:1(0) ack 1 win 9000
60.000000 > 4 > 7  . 0:0(0) ack 1 win 9001
`}},
		{"too late, or not all of it", `
0.000000 < 4 > 7  S 0:0(0) win 64240
0.000000 > 7 > 4  S. 0:0(0) ack 1 win 9000
0.100000 < 4 > 7  . 1:6(5) ack 1 win 64240
0.700000 > 7 > 4  . 1:1(0) ack 6 win 9000
0.700000 < 4 > 7  . 6:11(5) ack 1 win 64240
0.800000 > 7 > 4  . 1:1(0) ack 9 win 9000
`, nil},
		{"the same ports again", `
0.000000 < 4 > 7  S 0:0(0) win 64240
0.000000 > 7 > 4  S. 0:0(0) ack 1 win 9000
0.100000 < 4 > 7  . 1:1001(1000) ack 1 win 64240
0.100000 > 7 > 4  P. 1:9(8) ack 1001 win 9000
0.200000 < 4 > 7  R 1001:1001(0) win 0
0.300000 < 4 > 7  S 0:0(0) win 64240
0.300000 > 7 > 4  S. 0:0(0) ack 1 win 9000
0.400000 < 4 > 7  . 1:6(5) ack 1 win 64240
0.400000 > 7 > 4  . 1:1(0) ack 6 win 9000
`, []string{`
0.000000 < 4 > 7  S 0:0(0) win 64240
0.000000 > 7 > 4  S. 0:0(0) ack 1 win 9000
0.100000 < 4 > 7  . 1:1001(1000) ack 1 win 64240
0.100000 > 7 > 4  . 1:1(0) ack 1001 win 9000
0.100000 > 7 > 4  P. 1:9(8) ack 1001 win 9000
0.200000 < 4 > 7  R 1001:1001(0) win 0
0.300000 < 4 > 7  S 0:0(0) win 64240
0.300000 > 7 > 4  S. 0:0(0) ack 1 win 9000
0.400000 < 4 > 7  . 1:6(5) ack 1 win 64240
0.500000 > 7 > 4  . 1:1(0) ack 6 win 9000
`}},
	} {
		want := strings.TrimPrefix(test.want, "\n")
		for _, text := range append(test.also, test.want) {
			if diff := cmp.Diff(want, evened(t, "acks", strings.TrimPrefix(text, "\n"))); diff != "" {
				t.Errorf("%s: %s", test.name, diff)
			}
		}
	}
}

// With waits, neither the time matters at which something is fed nor which of two
// connections sends first between two packets that are.
func TestOpenWaits(t *testing.T) {
	const fed = "0.000000 < 4 > 7  S 0:0(0) win 64240\n0.000000 < 5 > 7  S 0:0(0) win 64240\n"
	const one, other = "1.000000 > 7 > 4  S. 0:0(0) ack 1 win 9000\n", "1.000000 > 7 > 5  S. 0:0(0) ack 1 win 9000\n"
	const last = "5.000000 < 5 > 7  R 1:1(0) win 0\n"
	want := evened(t, "when,waits", fed+one+other+one+last+one)
	if diff := cmp.Diff(want, evened(t, "when,waits", fed+other+one+one+strings.Replace(last, "5", "6", 1)+one)); diff != "" {
		t.Error(diff)
	}
	if want == evened(t, "when,waits", fed+one+other+last+one+one) {
		t.Error("it does not matter whether something is sent before or after a packet is fed")
	}
	if want == evened(t, "when", fed+other+one+one+last+one) {
		t.Error("without waits, the order does not matter either")
	}
}

// A SYN in the middle of a connection takes no number: what comes next is in
// order, and its acknowledgment may wait.
func TestOpenAcksSYN(t *testing.T) {
	const begun = `0.000000 < 4 > 7  S 0:0(0) win 64240
* > 7 > 4  S. 0:0(0) ack 1 win 9000
0.010000 < 4 > 7  S. 1:1(0) ack 1 win 64240
* > 7 > 4  . 1:1(0) ack 1 win 9000
0.020000 < 4 > 7  . 1:2(1) ack 1 win 64240
`
	const ack, other = "0.040000 > 7 > 4  . 1:1(0) ack 2 win 8999\n", "0.030000 < 5 > 7  R 1:1(0) win 0\n"
	if diff := cmp.Diff(evened(t, "when,acks", begun+ack+other), evened(t, "when,acks", begun+other+ack)); diff != "" {
		t.Error(diff)
	}
}
