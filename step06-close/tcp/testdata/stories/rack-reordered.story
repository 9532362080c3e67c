# A segment is overtaken by one other: nobody calls it lost, for a quarter of a round trip. From then on, three that
# overtake one are not enough either; the time is.
# "If some reordering has been observed, then RACK does not trigger fast recovery based on DupThresh" (RFC 8985 §6.2)
# ids: RACK-2
stack with sack,rack without cubic
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000,nop,nop,sackOK>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,nop,sackOK>
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
write 2000
> 7 > 40000  . 1:1001(1000) ack 1
> 7 > 40000  P. 1001:2001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 1001:2001>
+0.02 < 40000 > 7  . 1:1(0) ack 2001
write 5000
> 7 > 40000  . 2001:3001(1000) ack 1
> 7 > 40000  . 3001:4001(1000) ack 1
> 7 > 40000  . 4001:5001(1000) ack 1
> 7 > 40000  . 5001:6001(1000) ack 1
> 7 > 40000  P. 6001:7001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 2001 <nop,nop,sack 3001:7001>
+0.024 quiet
+0.001 > 7 > 40000  . 2001:3001(1000) ack 1
