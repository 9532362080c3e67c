package steptest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"tcpworkbook/shared/lab"
)

var commands = map[string]func(ts *testscript.TestScript, neg bool, args []string){
	"replay": replay,
	"keep":   keep,
	"needs":  needs,
	"live":   live,
}

func reporterOf(ts *testscript.TestScript) *reporter { return ts.Value(reporterKey{}).(*reporter) }

func replay(ts *testscript.TestScript, neg bool, args []string) {
	r := reporterOf(ts)
	received := len(args) > 0 && args[0] == "-received"
	if received {
		args = args[1:]
	}
	if len(args) == 0 {
		ts.Fatalf("usage: replay [-received] FILE [FLAG…]")
	}
	record := ts.MkAbs(recordName)
	os.Remove(record)
	err := ts.Exec(r.program, append([]string{"-trace", "-record", record, "-replay"}, args...)...)
	out, errout := even(ts.ReadFile("stdout"), received), ts.ReadFile("stderr")
	r.session = session{ran: "with " + args[0], out: out, errout: errout,
		whole: ts.ReadFile("stdout"), record: record, replay: ts.MkAbs(args[0]), args: args}
	fmt.Fprint(ts.Stdout(), out)
	fmt.Fprint(ts.Stderr(), errout)
	exit := new(exec.ExitError)
	switch {
	case errors.As(err, &exit) && exit.ExitCode() == hung:
		ts.Fatalf("the program did not end by itself")
	case err != nil && !neg:
		ts.Fatalf("the program failed: %v", err)
	case err == nil && neg:
		ts.Fatalf("the program ended well, and should have failed")
	}
}

// recordName is the file in which the program under test records its packets.
const recordName = ".got.pcapng"

var (
	weirdLine = regexp.MustCompile(`^ignoring weird packet: .*?\bbyte (\d+)\b.*$`)
	sentLine  = regexp.MustCompile(`^\d+\.\d{6} > `)
)

// even makes equal what may differ: of a line about a weird packet only the
// number of the byte stays. With received, packets sent are left out.
func even(out string, received bool) string {
	var b strings.Builder
	for line := range strings.Lines(out) {
		text := strings.TrimSuffix(line, "\n")
		if received && sentLine.MatchString(text) {
			continue
		}
		b.WriteString(weirdLine.ReplaceAllString(text, "ignoring weird packet: … byte $1") + "\n")
	}
	return b.String()
}

func keep(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: keep REGEXP")
	}
	re, err := regexp.Compile(args[0])
	ts.Check(err)
	r := reporterOf(ts)
	var b strings.Builder
	for line := range strings.Lines(ts.ReadFile("stdout")) {
		if re.MatchString(strings.TrimSuffix(line, "\n")) {
			b.WriteString(line)
		}
	}
	r.session.out = b.String()
	fmt.Fprint(ts.Stdout(), b.String())
}

func needs(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 || args[0] != "lab" {
		ts.Fatalf("usage: needs lab [PROGRAM…]")
	}
	r := reporterOf(ts)
	Uncached(r.root)
	if err := lab.Available(); err != nil {
		if liveRequired() {
			ts.Fatalf("WORKBOOK_LIVE=require, but there is no lab: %v", err)
		}
		r.skip("no lab here, so this is not tried live (go tool workbook doctor):", err)
	}
	for _, program := range args[1:] {
		if _, err := exec.LookPath(program); err != nil {
			if liveRequired() {
				ts.Fatalf("WORKBOOK_LIVE=require, but: %v", err)
			}
			r.skip("not tried live:", err)
		}
	}
}
