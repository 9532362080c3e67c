// Package steptest runs the milestone scripts of a step, with the step's own
// main as the program under test.
//
//	func TestMain(m *testing.M) { steptest.Main(m, main, nil) }
//	func TestStep(t *testing.T) { steptest.Run(t) }
//
// A script is a testscript (github.com/rogpeppe/go-internal/testscript) with
// these commands in addition:
//
//	run [NAME=VALUE] PROGRAM [ARG…]
//		runs a program to its end, such as the step's own, "step03", or one
//		that its tests have in addition; with a variable in its environment.
//		(Of exec, a failure could not tell what has run.)
//	replay [-received] [-open FIELD,…] FILE [FLAG…]
//		runs the program over a capture or a text in the trace notation, with
//		-trace. Its output is stdout. -received leaves out the packets that
//		it sends: for milestones that come before sending. -open: see below.
//	keep REGEXP
//		leaves only the lines of stdout that match.
//	needs lab [PROGRAM…]
//		skips the script, with the reason, where no lab can be opened, or a
//		program is missing.
//	live [-bare] [-6] [-signal TERM] [-limit 1m] [-before COMMAND] [-with FLAG] COMMAND…
//		runs the program on a TUN device in a lab, then COMMAND on the
//		kernel's side, then ends the program with SIGINT. The program's
//		output is stdout, COMMAND's is stderr; COMMAND must succeed, or fail
//		after "!". -bare: there is no device yet; the program makes it, and
//		the sudo lines that it prints are typed in. -6 leaves IPv6 on. -limit
//		is how long it may take. -before: another command for the kernel's
//		side, to its end, before the program starts.
//
// and the conditions [lab] and [tun]. With WORKBOOK_LIVE=require, a live part
// that cannot run is a failure. With WORKBOOK_UPDATE=1, files that cmp compares
// are updated.
//
// # What is left open
//
// A script judges what the RFCs fix. Of a line "ignoring weird packet" only the
// byte's number is compared. Of the packets that the program sends, replay
// -open leaves out, or makes equal, what it names:
//
//	win     the window, but for one that is shut: "win 0" stays (not that of a reset)
//	acks    when text in order is acknowledged, and if the window is opened further
//	when    the time: "*" stands for it; order and the lines between which it is sent stay
//	opts    all options but MSS
//	forms   of options: their order, nop and eol, our own TS val and wscale, which
//	        are 0 then, also where TS val is echoed
//	psh     the flag P
//	fin     whether a FIN comes with the text before it, or at once after it
//	rst     whether a reset with a number of its own has an acknowledgment too
//	again   how often something is sent again while the peer says nothing: once is shown
//	often   the same, but whether it is sent again at all is shown, and if it is 20 times
//	waits   when a packet is fed: one that acknowledges what is not sent yet waits for it;
//	        and which of several connections sends first, between two of these
//
// With acks, a pure ACK of all the text that has come, the last of it in order, may
// come at once or within half a second: it is shown right behind that text, and
// left out if more text comes within that time, or if something that the program
// sends acknowledges as much. So each segment or each second one may be
// acknowledged, by itself or with text, and the output is the same. What is due at
// once stays where it is: the answer to text out of order, to what fills a gap (if
// nothing else goes out with it), to an old or unacceptable segment (RFC 5681
// §4.2, RFC 9293 §3.10.7.4), and a probe.
// An ACK that only makes an open window larger is left out; one that opens a shut
// window is not.
//
// The output stays in the trace notation: a text of it can be replayed. As "*" does
// not lengthen a replay, write "+60 end" where it has to go on. A failure shows
// the whole packets as they passed, what is left out too.
package steptest
