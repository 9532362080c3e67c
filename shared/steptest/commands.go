package steptest

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"tcpworkbook/shared/lab"
)

var commands = map[string]func(ts *testscript.TestScript, neg bool, args []string){
	"run":    runProgram,
	"replay": replay,
	"keep":   keep,
	"needs":  needs,
	"live":   live,
}

func reporterOf(ts *testscript.TestScript) *reporter { return ts.Value(reporterKey{}).(*reporter) }

func replay(ts *testscript.TestScript, neg bool, args []string) {
	r := reporterOf(ts)
	fs := flag.NewFlagSet("replay", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	received := fs.Bool("received", false, "")
	open := openness{}
	fs.Func("open", "", open.add)
	if err := fs.Parse(args); err != nil || fs.NArg() == 0 {
		ts.Fatalf("usage: replay [-received] [-open FIELD,…] FILE [FLAG…]; a FIELD is one of %s", strings.Join(openFields, ", "))
	}
	args = fs.Args()
	record := ts.MkAbs(recordName)
	os.Remove(record)
	whole, errout, err := r.exec(ts, r.program, append([]string{"-trace", "-record", record, "-replay"}, args...))
	r.session = session{ran: "with " + args[0], out: even(whole, *received, open), errout: errout,
		whole: whole, record: record, replay: ts.MkAbs(args[0]), args: args}
	r.ended(ts, neg, err)
}

// setting is a variable with its value, before a program's name.
var setting = regexp.MustCompile(`^([A-Z_]+)=(.*)$`)

func runProgram(ts *testscript.TestScript, neg bool, args []string) {
	r := reporterOf(ts)
	exec, with := r.exec, ""
	if len(args) > 0 {
		if m := setting.FindStringSubmatch(args[0]); m != nil {
			ts.Setenv(m[1], m[2])
			defer ts.Setenv(m[1], "")
			exec, with, args = r.execAlone, ", with "+args[0], args[1:]
		}
	}
	if len(args) == 0 {
		ts.Fatalf("usage: run [NAME=VALUE] PROGRAM [ARG…]")
	}
	out, errout, err := exec(ts, args[0], args[1:])
	r.session = session{ran: "ran " + strings.Join(args, " ") + with, out: printoutOf(out), errout: errout}
	r.ended(ts, neg, err)
}

// ended shows what a program has printed, and fails if it has not ended as it should.
func (r *reporter) ended(ts *testscript.TestScript, neg bool, err error) {
	fmt.Fprint(ts.Stdout(), r.session.out)
	fmt.Fprint(ts.Stderr(), r.session.errout)
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

// exec runs a program to its end.
func (r *reporter) exec(ts *testscript.TestScript, program string, args []string) (out, errout string, err error) {
	if r.hosts == nil || !slices.Contains(programs, program) {
		return r.execAlone(ts, program, args)
	}
	out, errout, err = r.hosts.exec(ts.MkAbs("."), program, args)
	return out, withoutDump(errout), err
}

// execAlone is exec, and the program has a process of its own for it.
func (r *reporter) execAlone(ts *testscript.TestScript, program string, args []string) (out, errout string, err error) {
	err = ts.Exec(program, args...)
	return ts.ReadFile("stdout"), withoutDump(ts.ReadFile("stderr")), err
}

// recordName is the file in which the program under test records its packets.
const recordName = ".got.pcapng"

var (
	weirdLine = regexp.MustCompile(`^ignoring weird packet: .*?\bbyte (\d+)\b.*$`)
	sentLine  = regexp.MustCompile(`^\d+\.\d{6} > `)
)

// even makes equal what may differ: of a line about a weird packet only the
// number of the byte stays, and of the packets sent what is not open. With
// received, packets sent are left out altogether.
func even(out string, received bool, open openness) printout {
	all := printoutOf(out)
	if received {
		all = slices.DeleteFunc(all, func(l outLine) bool { return sentLine.MatchString(l.whole) })
	}
	for i, l := range all {
		all[i].text = weirdLine.ReplaceAllString(l.text, "ignoring weird packet: … byte $1")
		all[i].whole = all[i].text
	}
	return open.even(all)
}

func keep(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: keep REGEXP")
	}
	re, err := regexp.Compile(args[0])
	ts.Check(err)
	r := reporterOf(ts)
	r.session.out = slices.DeleteFunc(r.session.out, func(l outLine) bool { return !re.MatchString(l.text) })
	fmt.Fprint(ts.Stdout(), r.session.out)
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
