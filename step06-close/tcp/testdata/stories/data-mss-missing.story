# A peer that names no MSS gets 536 bytes in a segment and no more.
# ids: MUST-15, MUST-61, M-126
# "TCP implementations MUST assume a default send MSS of 536" (§3.7.1)
listen 7
< 40000 > 7  S 0:0(0) win 65535
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
mss 536
write 2000
> 7 > 40000  . 1:537(536) ack 1
> 7 > 40000  . 537:1073(536) ack 1
> 7 > 40000  . 1073:1609(536) ack 1
< 40000 > 7  . 1:1(0) ack 1609
> 7 > 40000  P. 1609:2001(392) ack 1
< 40000 > 7  . 1:1(0) ack 2001
