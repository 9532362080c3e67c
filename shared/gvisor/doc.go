// Package gvisor lets the stack of step 6 talk to gVisor's netstack, which
// others have written: transfers over bad links, closes of all kinds, options
// on and off. It has tests alone, and a module of its own, so that a learner
// never downloads gVisor.
//
//	cd shared/gvisor && go test ./...
//
// The two stacks are joined by a [nic.Pipe] with the faults of [nic.Lossy]. gVisor
// runs on the wall clock, so the tests do; each wait is for an event, and ends
// with the case's time at the latest. Only gVisor's states are looked at again
// and again: it tells nobody when they change. Our TIME-WAIT need not be waited
// for: the clock of our host can be moved.
//
// gVisor also answers the replays of the scripts of steps 4 to 6, in the place of
// our programs (TestScripts): a proof that the scripts do not ask for more than the
// RFCs do. Its clock is that of the replay then, and packets and timers come when
// all that it has to do is done (settle). What it does not pass is listed in
// scripts.txt, with the reasons.
//
// # Where the two differ
//
//	what                                 we                     gVisor                   by the RFC
//	the FIN is lost in LAST-ACK, or      it is sent again, and  it is sent again, and    gVisor's fault: it notes FIN-WAIT-1 whenever
//	CLOSING                              the state stays        the state is FIN-WAIT-1, a FIN goes out, unless in CLOSE-WAIT
//	                                                            then FIN-WAIT-2
//	CLOSE with text that cannot go out   FIN-WAIT-1 at once     FIN-WAIT-1 when the FIN  gVisor's fault: "in any case, enter
//	                                                            goes out                 FIN-WAIT-1" (RFC 9293 §3.10.4)
//	both open: the SYN-ACK comes in      the connection is      only an ACK without SYN  allowed, but figure 7 is like ours: gVisor
//	SYN-RECEIVED                         established            counts: a time-out later drops the ACK at the first check (RFC 9293 §A.2)
//	SACK blocks after the own FIN        as before              none                     gVisor's fault: "SHOULD generate them under
//	                                                                                     all permitted circumstances" (RFC 2018 §4)
//	with RACK and loss, the last gap     –                      sometimes never sent     gVisor's fault (our test turns RACK off where
//	                                                            again                    segments get lost)
//	a reset in TIME-WAIT                 ends it (RFC 9293      is ignored (RFC 1337)    both allowed
//	                                     §3.10.7.4)
//	an old SYN in TIME-WAIT              a challenge ACK (RFC   no answer                gVisor's fault: the peer cannot open a
//	                                     5961 §4)                                        connection for a minute
package gvisor
