# An acknowledgment of nothing new does not start the timer again.
# ids: RTO-12
# "When an ACK is received that acknowledges new data" (RFC 6298 (5.3)): only then.
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+0.8 < 40000 > 7  . 1:1(0) ack 1
accept
write 1460
> 7 > 40000  P. 1:1461(1460) ack 1
+2.3 < 40000 > 7  . 1:1(0) ack 1
< 40000 > 7  . 1:1(0) ack 1 win 60000
+0.1 > 7 > 40000  P. 1:1461(1460) ack 1
