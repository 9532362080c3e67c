# An acknowledgment of something new starts the timer again: what was sent later is not sent again too early,
# and not forgotten.
# ids: RTO-9, RTO-12, M-140
# "When an ACK is received that acknowledges new data, restart the retransmission
# timer so that it will expire after RTO seconds" (RFC 6298 (5.3)).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+0.8 < 40000 > 7  . 1:1(0) ack 1
accept
write 1460
> 7 > 40000  P. 1:1461(1460) ack 1
+2.2 write 1460
> 7 > 40000  P. 1461:2921(1460) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1461    # just before the timeout; a round trip of 2.3 s
rto 3.6875
+3.6875 > 7 > 40000  P. 1461:2921(1460) ack 1
