# Text waited, as the peer's window was small (silly window avoidance): the timer for it starts when it is sent.
# ids: RTO-9, RTO-10
# "Every time a packet containing data is sent ..., if the timer is not running, start
# it running" (RFC 6298 (5.1)).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  . 1:1(0) ack 1 win 100
write 1000
+0.9 < 40000 > 7  . 1:1(0) ack 1 win 65535
> 7 > 40000  P. 1:1001(1000) ack 1
+1 > 7 > 40000  P. 1:1001(1000) ack 1
