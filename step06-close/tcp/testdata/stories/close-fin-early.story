# A FIN arrives before the text that it follows: it is remembered, and counts when the text is there.
# ids: EV-26, M-170
# "Segments with higher beginning sequence numbers SHOULD be held for later
# processing" (§3.10.7.4, first).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  F. 101:101(0) ack 1
> 7 > 40000  . 1:1(0) ack 1
state ESTABLISHED
read nothing
# RFC 5681 §4.2: "an immediate duplicate ACK when an out-of-order segment arrives", each time.
< 40000 > 7  F. 101:101(0) ack 1
> 7 > 40000  . 1:1(0) ack 1
< 40000 > 7  P. 1:101(100) ack 1
> 7 > 40000  . 1:1(0) ack 102
state CLOSE-WAIT
read 100
read eof
