package steptest

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLadder(t *testing.T) {
	for _, test := range []struct{ name, got, want, ladder string }{
		{"equal", "a b", "a b", `
            (no difference)`},
		{"different", "a <bé1> c", "a <bé2> c", `
            a
  got       <bé1>
  expected  <bé2>
               ^ here`},
		{"a field", "0.1_>_7_>_4_._1:1(0)_ack_1_win_5", "0.1_>_7_>_4_._1:1(0)_ack_2_win_5", `
  got       0.1 > 7 > 4 . 1:1(0) ack 1 win 5
  expected  0.1 > 7 > 4 . 1:1(0) ack 2 win 5
                                     ^ here: the acknowledgment number`},
		{"numbers", "0.1_>_7_>_4_._1:5(4)", "0.1_>_7_>_4_._1:4(3)", `
  got       0.1 > 7 > 4 . 1:5(4)
  expected  0.1 > 7 > 4 . 1:4(3)
                            ^ here: sequence numbers and length`},
		{"a checksum", "0.1_>_1.2.3.4_>_1.2.3.5_icmp_echo_reply_id_4_seq_1_1b_[bad_icmp_checksum]", "0.1_>_1.2.3.4_>_1.2.3.5_icmp_echo_reply_id_4_seq_1_1b", `
  got       0.1 > 1.2.3.4 > 1.2.3.5 icmp echo reply id 4 seq 1 1b [bad icmp checksum]
  expected  0.1 > 1.2.3.4 > 1.2.3.5 icmp echo reply id 4 seq 1 1b
                                              here: the checksum ^`},
		{"no room behind", "0.1_>_1.2.3.4_>_1.2.3.5_udp_port_is_not_7_nor_9_nor_19_frag_8", "0.1_>_1.2.3.4_>_1.2.3.5_udp_port_is_not_7_nor_9_nor_19_frag_9", `
  got       0.1 > 1.2.3.4 > 1.2.3.5 udp port is not 7 nor 9 nor 19 frag 8
  expected  0.1 > 1.2.3.4 > 1.2.3.5 udp port is not 7 nor 9 nor 19 frag 9
                                              here: the fragment offset ^`},
		{"time", "0.1_>_7_>_4_R", "0.2_>_7_>_4_R", `
  got       0.1 > 7 > 4 R
  expected  0.2 > 7 > 4 R
              ^ here: the time`},
		{"missing", "a c", "a b c", `
            a
  missing   b
            c`},
		{"too early", "0.100000_>_7_>_4_R 0.200000_<_4_>_7_R", "0.200000_<_4_>_7_R 0.100000_>_7_>_4_R", `
  too early 0.100000 > 7 > 4 R
  before    0.200000 < 4 > 7 R`},
		{"too late", "0.200000_<_4_>_7_R 0.200000_>_7_>_4_R", "0.200000_>_7_>_4_R 0.200000_<_4_>_7_R", `
  too late  0.200000 > 7 > 4 R
  after     0.200000 < 4 > 7 R`},
		{"not sent", "0.200000_<_4_>_7_R 0.300000_>_7_>_4_S", "*_>_7_>_4_R 0.200000_<_4_>_7_R", `
  missing   * > 7 > 4 R
            0.200000 < 4 > 7 R`},
		{"sent", "0.100000_>_7_>_4_R b", "0.200000_<_4_>_7_R b", `
  too much  0.100000 > 7 > 4 R
            0.200000 < 4 > 7 R`},
		{"too much", "a b c", "a c", `
            a
  too much  b
            c`},
		{"ends too early", "a", "a b c", `
            a
  got       (nothing more)
  expected  b`},
		{"ends too late", "a b", "a", `
            a
  got       b
  expected  (nothing more)`},
		{"nothing at all", "", "a", `
  got       (nothing more)
  expected  a`},
		{"a line more", "1 2 3 4 5 6 7 x", "1 2 3 4 5 6 7 y", `
            … 1 line as expected …
            2
            3
            4
            5
            6
            7
  got       x
  expected  y
            ^ here`},
		{"a long way", "1 2 3 4 5 6 7 8 x", "1 2 3 4 5 6 7 8 y", `
            … 2 lines as expected …
            3
            4
            5
            6
            7
            8
  got       x
  expected  y
            ^ here`},
	} {
		text := strings.NewReplacer(" ", "\n", "_", " ")
		got := ladder(printoutOf(text.Replace(test.got)), text.Replace(test.want)+"\n")
		if diff := cmp.Diff(strings.TrimPrefix(test.ladder, "\n")+"\n", got); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}

func TestBlock(t *testing.T) {
	for text, want := range map[string]string{
		"":                                "",
		"\n":                              "",
		"a\n\nb\n":                        "  output    a\n            \n            b\n",
		strings.Repeat("x\n", 20) + "y\n": "  output    x\n" + strings.Repeat("            x\n", 10) + "            y\n",
	} {
		if diff := cmp.Diff(want, block("output", text)); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

// Of what a program has said, its end is shown, from the innermost frame on.
func TestFromEnd(t *testing.T) {
	const words = "one\ntwo\n"
	frames := strings.Repeat("  f, x.go:1\n", 11)
	for said, want := range map[string]string{
		words + strings.Repeat("x\n", 20):                   words + strings.Repeat("x\n", 20),
		words + "panic: no\n  f, x.go:1\n":                  words + "panic: no\n  f, x.go:1\n",
		words + "panic: no\n" + frames:                      "panic: no\n" + strings.TrimSuffix(frames, "\n"),
		"===\nWARNING: DATA RACE\n" + frames + "===\n":      "WARNING: DATA RACE\n" + frames[:10*len("  f, x.go:1\n")] + "  …",
		words + "panic: no\n" + frames + "  main\n":         "panic: no\n" + frames[:10*len("  f, x.go:1\n")] + "  …",
		"still running after 5s, here:\n" + frames + frames: "still running after 5s, here:\n" + frames[:10*len("  f, x.go:1\n")] + "  …",
	} {
		if got := fromEnd(said); got != want {
			t.Errorf("%q became\n%q, want\n%q", said, got, want)
		}
	}
}

// What a learner reads, for each kind of line that can fail. What happened before
// is made up; TestScripts has the real thing.
func TestExplain(t *testing.T) {
	const script = `# 3.2 Refuse
# rfc: 791 §3.1, 1122 §3.2.1.1; ids: IP-1
# hint: Why?

replay in
cmp stdout want
[linux] ! stdout 'a.*z'
stderr x
grep x file
env A=b
[!windows] ! run tool -x
# Two things at once:
# this and that.
stdout y
-- want --
a
c
`
	r := &reporter{root: "/book", path: "/book/testdata/step03/3.2-refuse.txtar", script: []byte(script)}
	replayed := session{ran: "with in", out: printoutOf("a\nb\n"), errout: "oops\n"}
	ran := session{ran: "ran tool -x, with A=b", out: printoutOf("a\nb\n"), errout: "help\n"}
	for _, test := range []struct {
		line    string
		session session
		story   string
	}{
		{"5", replayed, "  with in\n\n            a\n  got       b\n  expected  c\n            ^ here\n\n  said      oops\n  problem\n"},
		{"6", replayed, "  with in\n\n            a\n  got       b\n  expected  c\n            ^ here\n"},
		{"7", replayed, "  with in\n\n  output    a\n            b\n  said      oops\n  problem\n"},
		{"8", replayed, "  with in\n\n  output    a\n            b\n  said      oops\n  problem\n"},
		{"9", replayed, "  with in\n\n  output    a\n            b\n  said      oops\n  problem\n"},
		{"10", session{}, "  problem\n"},
		{"11", ran, "  ran tool -x, with A=b\n\n  output    a\n            b\n  said      help\n  problem\n"},
		{"6", ran, "  ran tool -x, with A=b\n\n            a\n  got       b\n  expected  c\n            ^ here\n"},
		{"14", session{}, "  Two things at once:\n  this and that.\n\n  problem\n"},
	} {
		r.session = test.session
		got := r.explain("FAIL: 3.2-refuse.txtar:" + test.line + ": problem").story
		story, ok := strings.CutPrefix(got, "\n3.2 Refuse\n\n")
		story, end, cut := strings.Cut(story, "\n  rule    RFC 791 §3.1, RFC 1122 §3.2.1.1\n  hint    go tool workbook hint 3.2\n")
		if !ok || !cut || !strings.HasPrefix(end, "  script  testdata/step03/3.2-refuse.txtar, line "+test.line+": ") {
			t.Errorf("line %s:\n%s", test.line, got)
		}
		if diff := cmp.Diff(test.story, story); diff != "" {
			t.Errorf("line %s: %s", test.line, diff)
		}
	}
}

func TestRule(t *testing.T) {
	for sections, want := range map[string]string{
		"791 §3.1, 1071 §1": "RFC 791 §3.1, RFC 1071 §1",
	} {
		if got := rule(sections); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// What is not a script's failure is shown as it is.
func TestExplainOddities(t *testing.T) {
	r := &reporter{root: "/book", path: "/book/3.2.txtar", script: []byte("# 3.2 T\n")}
	if got := r.explain("no failure").story; got != "no failure" {
		t.Errorf("got %q", got)
	}
	if got := r.explain("FAIL: x:7: beyond").story; !strings.Contains(got, "  beyond\n") || !strings.Contains(got, "line 7: \n") {
		t.Errorf("got %q", got)
	}
	r.script = []byte("replay x\n")
	if got := r.explain("FAIL: x:1: y").story; !strings.HasPrefix(got, "/book/3.2.txtar:1: want a title") {
		t.Errorf("got %q", got)
	}
}
