// Package tcp is the handshake of the Transmission Control Protocol of RFC
// 9293, as a machine that does no input or output of its own: packets, user
// calls and the time go in; packets come out.
//
//	s.Input(now, packet)            // a packet has arrived
//	s.Listen, s.Dial, l.Accept      // the user opens connections
//	packet, ok = s.Output(now, buf) // the next packet to send
//
// After any other call, call Output until it reports false. A [Stack] does that
// for all its connections; each of them, a [Conn], is driven with segments in
// the same way, by Input and Output. There is no clock, randomness, goroutine,
// lock or log in here, so whatever happens can be played again.
//
// The one invariant of a connection, after every call:
//
//	SND.UNA ≤ snd.ptr ≤ SND.NXT
//
// snd.ptr is the next number to send: SND.NXT, or less when our SYN is sent
// again. Checks only note what is due, and nobody but Output makes segments.
//
// Read it with RFC 9293 §3.10 open. There is a file for each of its events:
// open.go, status.go, arrives.go; the functions stand in the RFC's order. What
// all share is in conn.go.
//
// # RFCs
//
//	9293  §3.1 to §3.5, §3.10.1, §3.10.7 up to the fifth check
//	4987  §3.6, SYN cookies, when too many connections are half-open
//	5961  resets and SYNs sent blindly are challenged
//	6056  §3.3.3, the choice of ports
//	6528  initial sequence numbers
//
// # Not supported yet
//
// Text: none is taken and none is sent, so nothing is acknowledged but the SYN.
// There are no timers: a SYN that is lost is not sent again, and a connection
// that nobody completes or resets stays for ever. There is no close either.
// The only option is the Maximum Segment Size.
//
// # Limits
//
// At most 256 half-open connections for each listener (then SYN cookies), the
// backlog of established ones, and MaxConns in all. Answers that belong to no
// connection wait in 256 KiB at most.
//
// # Deviations
//
//   - Of a segment that reaches into a shut window the text is dropped, but the
//     acknowledgment and the window are taken; table 6 refuses all of it, and
//     "special allowance should be made" (Segment.Acceptable).
//   - A segment without text may also have the number RCV.NXT+RCV.WND, which
//     table 6 refuses, unless it is a reset (Segment.Acceptable).
//   - A repeated SYN in SYN-RECEIVED gets the SYN-ACK again (checkRepeatedSYN).
//   - In SYN-RECEIVED an acknowledgment that is not of our SYN gets a reset,
//     also where RFC 5961 §5 would only acknowledge (checkACK).
//   - A reset is taken by its number alone, whatever text it carries.
//   - Acknowledgments of segments out of place are limited to 10 in 5 seconds
//     for each connection, except where there is text (RFC 5961 §7).
package tcp
