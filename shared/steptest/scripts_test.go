package steptest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const head = "# 6.1 Say a and b\n# rfc: 1 §1\n# minutes: 5\n# hint: What?\n\n"

const openTexts = `-- open --
0.000000 > 7 > 4  S. 0:0(0) ack 1 win 9000
0.100000 < 4 > 7  P. 1:6(5) ack 1 win 64240 "hello"
0.100000 > 7 > 4  . 1:1(0) ack 6 win 8995
0.100000 > 7 > 4  . 1:1(0) ack 6 win 9000
0.200000 < 4 > 7  P. 6:11(5) ack 1 win 64240 "again"
0.200000 > 7 > 4  . 1:1(0) ack 11 win 8995
0.200000 > 7 > 4  F. 1:1(0) ack 11 win 9000
-- shut --
0.000000 > 7 > 4  S. 0:0(0) ack 1
0.100000 < 4 > 7  P. 1:6(5) ack 1 win 64240 "hello"
0.200000 < 4 > 7  P. 6:11(5) ack 1 win 64240 "again"
`

// What a learner reads when a script fails: all of it, except for the milestone's
// title, rule, hint and script. It is the same if replays run together.
func TestScripts(t *testing.T) {
	b := newBook(t)
	scripts := make(map[string]string)
	for i, test := range []struct{ script, fails string }{
		{"replay captures/ab.txt\ncmp stdout ab\nreplay -received sent\ncmp stdout weird\n! replay dies\nstderr 'had enough'\n" +
			"-- ab --\na\nb\n-- sent --\n0.000000 > b > a\nignoring weird packet: at byte 3\n-- weird --\nignoring weird packet: … byte 3\n-- dies --\nexit 3\n", ""},
		{"replay abc\nkeep '[ac]'\ncmp stdout ac\n-- abc --\na\nb\nc\n-- ac --\na\nc\n", ""},
		{"run hello you\nstdout '^hello you$'\n[lab] stdout hello\n[!lab] stdout hello\n", ""},
		{"replay x\ncmp stdout y\n-- x --\na\nb\n-- y --\na\nc\n", `
  with x

            a
  got       b
  expected  c
            ^ here
`},
		{"replay x\nkeep b\ncmp stdout y\n-- x --\na\nb\n-- y --\na\nb\n", `
  with x

  missing   a
            b
`},
		// Of what is open, a failure shows all the same what passed.
		{"replay -open win,acks open\ncmp stdout shut\n" + openTexts + "0.200000 > 7 > 4  F. 1:1(0) ack 11 win 0\n", `
  with open

            0.000000 > 7 > 4  S. 0:0(0) ack 1 win 9000
            0.100000 < 4 > 7  P. 1:6(5) ack 1 win 64240 "hello"
            0.100000 > 7 > 4  . 1:1(0) ack 6 win 8995
            0.100000 > 7 > 4  . 1:1(0) ack 6 win 9000
            0.200000 < 4 > 7  P. 6:11(5) ack 1 win 64240 "again"
            0.200000 > 7 > 4  . 1:1(0) ack 11 win 8995
  whole     0.200000 > 7 > 4  F. 1:1(0) ack 11 win 9000
  got       0.200000 > 7 > 4  F. 1:1(0) ack 11
  expected  0.200000 > 7 > 4  F. 1:1(0) ack 11 win 0
                                              ^ here
`},
		{"replay -open win,acks open\ncmp stdout shut\n" + openTexts, `
  with open

            0.000000 > 7 > 4  S. 0:0(0) ack 1 win 9000
            0.100000 < 4 > 7  P. 1:6(5) ack 1 win 64240 "hello"
            0.100000 > 7 > 4  . 1:1(0) ack 6 win 8995
            0.100000 > 7 > 4  . 1:1(0) ack 6 win 9000
            0.200000 < 4 > 7  P. 6:11(5) ack 1 win 64240 "again"
            0.200000 > 7 > 4  . 1:1(0) ack 11 win 8995
  got       0.200000 > 7 > 4  F. 1:1(0) ack 11 win 9000
  expected  (nothing more)
`},
		{"replay x\n-- x --\na\npanic\n", `
  with x

  output    a
  said      panic: runtime error: index out of range [5] with length 0
              learnerObeys, fake_test.go
              learner, fake_test.go
  the program failed: exit status 2
`},
		// What it did not come to.
		{"replay x\ncmp stdout y\n-- x --\na\npanic\n-- y --\na\nb\n", `
  with x

            a
  got       (nothing more)
  expected  b

  said      panic: runtime error: index out of range [5] with length 0
              learnerObeys, fake_test.go
              learner, fake_test.go
  the program failed: exit status 2
`},
		{"replay x\ncmp stdout y\n-- x --\na\npanic\n-- y --\na\n", `
  with x

  output    a
  said      panic: runtime error: index out of range [5] with length 0
              learnerObeys, fake_test.go
              learner, fake_test.go
  the program failed: exit status 2
`},
		{"replay x\n-- x --\nhang\n", `
  with x

  said      still running after 300ms, here:
              learnerHangs, fake_test.go
              learnerObeys, fake_test.go
              learner, fake_test.go
              and elsewhere:
              learnerObeys.func1, fake_test.go
  the program did not end by itself
`},
		{"! replay x\n-- x --\na\n", `
  with x

  output    a
  the program ended well, and should have failed
`},
		{"replay x\n! stdout b\n-- x --\nab\n", "\n  with x\n\n  output    ab\n  unexpected match for `b` found in stdout: b\n"},
		{"replay x\n! replay x\n-- x --\nexit 3\n", `
  with x

  said      learner: had enough
  the program failed: exit status 3
`},
		// Programs that are run otherwise, also after a replay.
		{"replay x\nrun hello you\ncmp stdout y\n-- x --\na\n-- y --\nhello me\n", `
  ran hello you

  got       hello you
  expected  hello me
                  ^ here
`},
		{"! run hello\n", `
  ran hello

  output    hello 
  the program ended well, and should have failed
`},
		{"! run half\n", `
  ran half

  output    half a line
  the program ended well, and should have failed
`},
		{"run half exit 3\n", `
  ran half exit 3

  output    half a line
  said      learner: had enough
  the program failed: exit status 3
`},
		{"run half hang\n", `
  ran half hang

  output    half a line
  said      still running after 300ms, here:
              learnerHangs, fake_test.go
              learnerObeys, fake_test.go
              learnerHalf, fake_test.go
              and elsewhere:
              learnerObeys.func1, fake_test.go
  the program did not end by itself
`},
		// Scripts that are wrong themselves.
		{"replay\n", "\n  usage: replay [-received] [-open FIELD,…] FILE [FLAG…]; a FIELD is one of win, acks, when, opts, forms, psh, fin, rst, again, often, waits\n"},
		{"replay -open ack x\n-- x --\n", "\n  usage: replay [-received] [-open FIELD,…] FILE [FLAG…]; a FIELD is one of win, acks, when, opts, forms, psh, fin, rst, again, often, waits\n"},
		{"replay -received\n", "\n  usage: replay [-received] [-open FIELD,…] FILE [FLAG…]; a FIELD is one of win, acks, when, opts, forms, psh, fin, rst, again, often, waits\n"},
		{"run\n", "\n  usage: run [NAME=VALUE] PROGRAM [ARG…]\n"},
		{"run A=b\n", "\n  usage: run [NAME=VALUE] PROGRAM [ARG…]\n"},
		{"keep\n", "\n  usage: keep REGEXP\n"},
		{"! keep a\n", "\n  usage: keep REGEXP\n"},
		{"keep (\n", "\n  error parsing regexp: missing closing ): `(`\n"},
		{"needs tun\n", "\n  usage: needs lab [PROGRAM…]\n"},
		{"! needs lab\n", "\n  usage: needs lab [PROGRAM…]\n"},
		{"live -bare\n", "\n  usage: live [-bare] [-6] [-signal TERM] [-limit 1m] [-before COMMAND] [-with FLAG] COMMAND…\n"},
		{"live -signal HUP true\n", "\n  usage: live [-bare] [-6] [-signal TERM] [-limit 1m] [-before COMMAND] [-with FLAG] COMMAND…\n"},
		{"live -7 true\n", "\n  usage: live [-bare] [-6] [-signal TERM] [-limit 1m] [-before COMMAND] [-with FLAG] COMMAND…\n"},
		{"[moon] stop\n", "\n  bad condition \"moon\": unknown condition \"moon\"\n"},
		{"run hello\n-- a --\n-- a --\n", "\n  a would overwrite $WORK/a (because RequireUniqueNames is enabled)\n"},
		{"replay captures/none.pcap\n", "\n  there is no testdata/captures/none.pcap\n"},
	} {
		name := fmt.Sprintf("6.%d-case", i+1)
		b.write("testdata/step06/"+name+".txtar", head+test.script)
		scripts[name] = test.fails
	}
	for _, together := range []string{"", "1"} {
		out, code := b.test("TestStep", limitVar+"=300ms", TogetherVar+"="+together)
		if code != 1 {
			t.Errorf("together %q: exit code %d, want 1", together, code)
		}
		got := stories(out)
		for name, want := range scripts {
			if diff := cmp.Diff(want, lineNumber.ReplaceAllString(got[name], "_test.go")); diff != "" {
				t.Errorf("%s, together %q: %s\n%s", name, together, b.read("testdata/step06/"+name+".txtar"), diff)
			}
		}
	}
}

// stories returns, by script, what a failure says between the milestone's title
// and its rule, in the output of go test -v.
func stories(out string) map[string]string {
	all := make(map[string]string)
	for _, part := range strings.Split(out, "=== RUN   TestStep/")[1:] {
		name, part, _ := strings.Cut(part, "\n")
		_, story, _ := strings.Cut(part, "\n    6.1 Say a and b\n")
		story, _, _ = strings.Cut(story, "\n      rule    RFC 1 §1\n      hint    go tool workbook hint 6.1\n      script  testdata/step06/"+name+".txtar, line ")
		all[name] = strings.TrimPrefix(strings.ReplaceAll("\n"+story, "\n    ", "\n"), "\n")
	}
	return all
}

// With WORKBOOK_UPDATE=1, what cmp compares is written into the script.
func TestUpdate(t *testing.T) {
	b := newBook(t)
	const script = head + "replay x\nkeep a\ncmp stdout y\n-- x --\na\nb\n-- y --\n"
	b.write("testdata/step06/6.1-a.txtar", script+"old\n")
	if out, code := b.test("TestStep", "WORKBOOK_UPDATE=1"); code != 0 {
		t.Error(out)
	}
	if got := b.read("testdata/step06/6.1-a.txtar"); got != script+"a\n" {
		t.Errorf("got\n%s", got)
	}
}

// What is open is left out of what is written, too.
func TestUpdateOpen(t *testing.T) {
	b := newBook(t)
	const script = head + "replay -open win,acks open\ncmp stdout shut\n" + openTexts
	b.write("testdata/step06/6.1-a.txtar", script)
	if out, code := b.test("TestStep", "WORKBOOK_UPDATE=1"); code != 0 {
		t.Error(out)
	}
	if got := b.read("testdata/step06/6.1-a.txtar"); got != script+"0.200000 > 7 > 4  F. 1:1(0) ack 11\n" {
		t.Errorf("got\n%s", got)
	}
}

func TestNoScripts(t *testing.T) {
	b := newBook(t)
	if out, code := b.test("TestStep"); code != 1 || !strings.Contains(out, "there are no scripts testdata/step06/*.txtar") {
		t.Errorf("exit code %d, output\n%s", code, out)
	}
}

// Scripts run in the order of the milestones, one after the other, and a
// failure does not stop those after it.
func TestOrder(t *testing.T) {
	b := newBook(t)
	for _, name := range []string{"6.1-a", "6.2-b", "6.2-b-live", "6.10-a"} {
		b.write("testdata/step06/"+name+".txtar", "# 6.1 T\n\nrun hello\nstdout nothing\n")
	}
	out, _ := b.test("TestStep")
	var got []string
	for _, part := range strings.Split(out, "=== RUN   TestStep/")[1:] {
		name, _, _ := strings.Cut(part, "\n")
		got = append(got, name)
	}
	if want := "6.1-a 6.2-b 6.2-b-live 6.10-a"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

// A live script has only a title of its own; rule and hints are its milestone's.
func TestLiveScriptExplains(t *testing.T) {
	b := newBook(t)
	b.write("testdata/step06/6.1-a.txtar", head+"run hello\n")
	b.write("testdata/step06/6.1-a-live.txtar", "# 6.1 Say it, live\n\nrun hello\nstdout nothing\n")
	out, _ := b.test("TestStep/6.1-a-live")
	if !strings.Contains(out, "\n    6.1 Say it, live\n") || !strings.Contains(out, "\n      rule    RFC 1 §1\n      hint    go tool workbook hint 6.1\n") {
		t.Error(out)
	}
}

// Scripts that are no milestones have a title, and nothing else to explain.
func TestOthers(t *testing.T) {
	b := newBook(t)
	if out, code := b.test("TestOthers"); code != 1 || !strings.Contains(out, "there are no scripts testdata/*.txtar") {
		t.Errorf("exit code %d, output\n%s", code, out)
	}
	b.write("step06-fake/testdata/say.txtar", "# Say it\nreplay captures/ab.txt\ncmp stdout y\n-- y --\na\nb\n")
	b.write("step06-fake/testdata/shout.txtar", "# Shout it\nreplay x\ncmp stdout y\n-- x --\na\n-- y --\nA\n")
	out, code := b.test("TestOthers")
	want := "\n    Shout it\n    \n      with x\n    \n      got       a\n      expected  A\n                ^ here\n    \n      script  step06-fake/testdata/shout.txtar, line 3: cmp stdout y\n"
	if code != 1 || !strings.Contains(out, "--- PASS: TestOthers/say") || !strings.Contains(out, want) {
		t.Errorf("exit code %d, output\n%s", code, out)
	}
}

// A script may ask for another limit than live things usually have.
func TestLiveLimit(t *testing.T) {
	needsLab(t)
	b := newBook(t)
	b.write("testdata/step06/6.1-a.txtar", head+"live -limit 1m sleep 0.1\n")
	b.write("testdata/step06/6.2-a.txtar", head+"live -limit 300ms sleep 10\n")
	out, _ := b.test("TestStep")
	if !strings.Contains(out, "--- PASS: TestStep/6.1-a") || !strings.Contains(out, "--- FAIL: TestStep/6.2-a") {
		t.Error(out)
	}
}

// Where a program is missing, its script is skipped, and says why.
func TestNeedsProgram(t *testing.T) {
	needsLab(t)
	b := newBook(t)
	b.write("testdata/step06/6.1-a.txtar", head+"needs lab hello no-such-program\nexec no\n")
	for env, want := range map[string]string{
		"":                      "not tried live: exec: \"no-such-program\": executable file not found in $PATH",
		"WORKBOOK_LIVE=require": "\n      WORKBOOK_LIVE=require, but: exec: \"no-such-program\": executable file not found in $PATH",
	} {
		out, code := b.test("TestStep", env)
		if (code == 0) != (env == "") || !strings.Contains(out, want) {
			t.Errorf("%q: exit code %d, output\n%s", env, code, out)
		}
	}
}
