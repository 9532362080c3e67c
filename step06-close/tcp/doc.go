// Package tcp is the Transmission Control Protocol of RFC 9293, as a machine
// that does no input or output of its own: packets, user calls and the time go
// in; packets and a deadline come out.
//
//	s.Input(now, packet)            // a packet has arrived
//	s.Tick(now)                     // time has passed
//	s.Listen, s.Dial, l.Accept      // the user opens connections,
//	c.Write, c.Read, c.Close, …     // uses them,
//	s.Touch(c)                      // and says so
//	packet, ok = s.Output(now, buf) // the next packet to send
//	s.Deadline()                    // when to call Tick
//
// After any other call, call Output until it reports false, then look at
// Deadline. A [Stack] does that for all its connections; each of them, a
// [Conn], is driven with segments in the same way, by Input, Tick, user calls,
// Output and Deadline. There is no clock, randomness, goroutine, lock or log in
// here, so whatever happens can be played again.
//
// The one invariant of a connection, after every call:
//
//	SND.UNA ≤ snd.ptr ≤ SND.NXT ≤ snd.end + 1
//
// snd.ptr is the next number to send: SND.NXT, or less when something is sent
// again. Checks only note what is due, and nobody but Output makes segments.
//
// Read it with RFC 9293 §3.10 open. There is a file for each of its events:
// open.go, send.go, receive.go, close.go, abort.go, status.go, arrives.go,
// timeouts.go; its functions stand in the RFC's order. What all share is in
// conn.go.
//
// # RFCs
//
//	9293  all of §3.10, but for what stands below
//	1122  §4.2, where 9293 leaves something out
//	4987  §3.6, SYN cookies, when too many connections are half-open
//	5927  ICMP errors count only if they quote what is on its way
//	5961  resets, SYNs and acknowledgments sent blindly are challenged
//	6056  §3.3.3, the choice of ports
//	6298  the retransmission timer
//	6528  initial sequence numbers
//	1191  path MTU discovery, as far as "fragmentation needed" goes
//	4821  §7.7, path MTU black holes
//	2018  selective acknowledgment, with 2883 (text that came twice)
//	5681  congestion control: Reno; 6928, an initial window of 10 segments
//	6582  NewReno, for peers without SACK; 6675, recovery with it, if not by time
//	7323  window scale; timestamps and PAWS
//	8985  RACK-TLP: losses by the time of sending, the tail loss probe
//	9438  CUBIC
//
// What came after RFC 793 is in a file of its own for each, and can be turned
// off: see [Feature].
//
// # Not supported
//
// The urgent mechanism: MUST-30 to MUST-34 ask for it, RFC 6093 advises all
// against using it, and net.Conn has no call for it. The URG flag and pointer
// are ignored: "urgent" bytes are read in line, with all others. Security
// compartments, source routes and the Diffserv field, too. ECN is declined.
//
// Proportional Rate Reduction (RFC 6937): when recovery begins, cwnd is ssthresh
// at once. Nothing is sent then for about the first half of a round trip, and
// what is lost in one block goes out in one burst, which RFC 5681 allows.
// HyStart++ (RFC 9406), which RFC 9438 §4.10 advises: slow start ends with the
// first loss. A path MTU is never tried to be larger again (blackhole.go).
//
// # Limits
//
//   - [Limits] bound the text that a connection holds: SendBuffer and
//     ReceiveBuffer, in rings that grow from 4 KiB on, by doubling, when they
//     are used; empty, they are given back after a minute (spare.go).
//   - At most 2,048 pieces of text out of order, and as many that the peer has:
//     a peer that scatters them makes us hold some 200 KiB beside the text.
//   - At most 256 half-open connections for each listener (then SYN cookies), the
//     backlog of established ones, and MaxConns in all.
//   - Answers that belong to no connection wait in 256 KiB at most.
//
// # Deviations
//
//   - A segment without text carries SND.NXT, as the RFC wants it, but never
//     more than the peer's window takes, as Linux does: after a probe of a
//     shut window the peer would drop it (ackSeq).
//   - Of a segment that reaches into a shut window the text is dropped, but the
//     acknowledgment and the window are taken; table 6 refuses all of it, and
//     "special allowance should be made" (Segment.Acceptable).
//   - A segment without text may also have the number RCV.NXT+RCV.WND, which
//     table 6 refuses, unless it is a reset (Segment.Acceptable).
//   - With text of ours beyond the peer's window, a new acknowledgment is taken
//     even from an old segment (takeLateACK).
//   - A new acknowledgment brings the window with it, whatever SND.WL1 is: its
//     segment may repeat old text (takeACK).
//   - A repeated FIN in TIME-WAIT starts the wait again, though it fails the
//     sequence check that stands before it (refuse); a repeated SYN in SYN-RECEIVED
//     gets the SYN-ACK again (checkRepeatedSYN).
//   - Text and FIN that come with a SYN are dropped, and so sent again, but for
//     those in the SYN-ACK that answers ours.
//   - In SYN-RECEIVED an acknowledgment that is not of our SYN gets a reset,
//     also where RFC 5961 §5 would only acknowledge (checkACK).
//   - A reset is taken by its number alone, whatever text it carries. Text that
//     came before it can still be read.
//   - A segment beyond the peer's FIN is ignored, and one in TIME-WAIT that is
//     no repeated FIN is not answered: there is nothing to say, and two such
//     ends would say it for ever.
//   - Acknowledgments of segments out of place are limited to 10 in 5 seconds
//     for each connection, except where there is text (RFC 5961 §7).
//   - A new SYN that ends TIME-WAIT ends it for good: if it was an old
//     duplicate after all, there is no way back (MAY-2).
//   - In CLOSING and LAST-ACK, too, a reset is an error if text of ours was not
//     acknowledged: it may be lost. The RFC tells nobody; Linux does (endByReset).
//   - Whoever reads no more in CLOSING or LAST-ACK, with text unread, sends a
//     reset, as in the states before (CloseRead).
//   - Of marks sent at the same time RACK goes by their order, not by their
//     numbers: text that was sent again may well come after new text. What was
//     sent again and comes back sooner than the shortest round trip is ignored,
//     whatever its timestamp says, as in Linux (rack.go). A time-out takes all
//     for lost, as in RFC 5681 §3.1, not by time (RFC 8985 §6.3).
//   - The tail loss probe is always the last segment, never a new one, and may
//     be sent while recovering (tailprobe.go; RFC 8985 §7.2, §7.3).
//   - The retransmission timeout is a second at least (RFC 6298 (2.4)) unless
//     Limits.MinRTO says otherwise: then it is that much longer than a round
//     trip. Linux has 200 ms, and so have our services.
//   - TIME-WAIT lasts one minute, as in Linux, not four.
//   - A connection that is closed on both sides of the user's stays in
//     FIN-WAIT-2 for a minute at most (lingering).
//   - Such a connection ends, too, when the peer has kept its window shut for the
//     user timeout, though it answers the probes (updateWindow).
//   - Hard ICMP errors end only an attempt to connect (trouble).
//   - An MSS below 48 bytes is taken for 48, a path MTU below 552 for 552.
package tcp
