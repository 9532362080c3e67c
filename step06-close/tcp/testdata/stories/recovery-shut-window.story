# Text that comes while our window is shut is dropped, but what brought it is no duplicate acknowledgment.
# ids: CC-13
# "(b) the incoming acknowledgment carries no data" (RFC 5681 §2)
stack rcvbuf 1000
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000>
> 7 > 40000  S. 0:0(0) ack 1 win 1000 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  P. 1:1001(1000) ack 1
+0.04 > 7 > 40000  . 1:1(0) ack 1001 win 0
write 1000
> 7 > 40000  P. 1:1001(1000) ack 1001 win 0
+0.1 < 40000 > 7  . 1001:1101(100) ack 1
> 7 > 40000  . 1001:1001(0) ack 1001 win 0
< 40000 > 7  . 1001:1101(100) ack 1
> 7 > 40000  . 1001:1001(0) ack 1001 win 0
< 40000 > 7  . 1001:1101(100) ack 1
> 7 > 40000  . 1001:1001(0) ack 1001 win 0
+0.1 quiet
