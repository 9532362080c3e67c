# Text waited for the peer's window: the timer for it starts when it is sent.
# ids: RTO-9, RTO-10
# "less than one RTO after the previous transmission of that segment" would be too
# early (RFC 6298 §5).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  . 1:1(0) ack 1 win 0
write 10
+0.9 < 40000 > 7  . 1:1(0) ack 1 win 1000
> 7 > 40000  P. 1:11(10) ack 1
+1 > 7 > 40000  P. 1:11(10) ack 1
< 40000 > 7  . 1:1(0) ack 11 win 0
write 10
+2 > 7 > 40000  . 11:12(1) ack 1 "a"    # the timeout is doubled: nothing new was measured
< 40000 > 7  . 1:1(0) ack 11 win 0
+4 > 7 > 40000  . 11:12(1) ack 1 "a"
+1 < 40000 > 7  . 1:1(0) ack 11 win 1000
> 7 > 40000  P. 11:21(10) ack 1
+1 > 7 > 40000  P. 11:21(10) ack 1    # what the peer would not take was not lost: no back-off
