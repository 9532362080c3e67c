# Round trips of ten milliseconds: no retransmission before a second has passed.
# ids: RTO-4, MUST-18, M-136
# "Whenever RTO is computed, if it is less than 1 second, then the RTO SHOULD be
# rounded up to 1 second" (RFC 6298 (2.4)).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+0.01 < 40000 > 7  . 1:1(0) ack 1
accept
write 10
> 7 > 40000  P. 1:11(10) ack 1
+0.01 < 40000 > 7  . 1:1(0) ack 11
write 10
> 7 > 40000  P. 11:21(10) ack 1
+0.01 < 40000 > 7  . 1:1(0) ack 21
write 10
> 7 > 40000  P. 21:31(10) ack 1
+1 > 7 > 40000  P. 21:31(10) ack 1
