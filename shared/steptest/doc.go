// Package steptest runs the milestone scripts of a step, with the step's own
// main as the program under test.
//
//	func TestMain(m *testing.M) { steptest.Main(m, main, nil) }
//	func TestStep(t *testing.T) { steptest.Run(t) }
//
// A script is a testscript (github.com/rogpeppe/go-internal/testscript) with
// these commands in addition:
//
//	replay [-received] FILE [FLAG…]
//		runs the program over a capture or a text in the trace notation, with
//		-trace. Its output is stdout. -received leaves out the packets that
//		it sends: for milestones that come before sending.
//	keep REGEXP
//		leaves only the lines of stdout that match.
//	needs lab [PROGRAM…]
//		skips the script, with the reason, where no lab can be opened, or a
//		program is missing.
//	live [-bare] [-6] [-signal TERM] [-limit 1m] [-with FLAG] COMMAND…
//		runs the program on a TUN device in a lab, then COMMAND on the
//		kernel's side, then ends the program with SIGINT. The program's
//		output is stdout, COMMAND's is stderr; COMMAND must succeed, or fail
//		after "!". -bare: there is no device yet; the program makes it, and
//		the sudo lines that it prints are typed in. -6 leaves IPv6 on. -limit
//		is how long it may take.
//
// and the conditions [lab] and [tun]. With WORKBOOK_LIVE=require, a live part
// that cannot run is a failure. With WORKBOOK_UPDATE=1, files that cmp compares
// are updated.
//
// What is left open is evened out before comparing: of a line "ignoring weird
// packet" only the byte's number stays.
package steptest
