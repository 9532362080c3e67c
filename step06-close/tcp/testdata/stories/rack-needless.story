# What was called lost had only been overtaken, says a block for what came twice: from then on a segment may be late by
# half of a round trip.
# "after N round trips in which a DSACK is received, the RACK.reo_wnd becomes (N+1) * min_RTT / 4" (RFC 8985 §6.2)
# ids: RACK-3
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
+0.025 > 7 > 40000  . 1:1001(1000) ack 1
+0.01 < 40000 > 7  . 1:1(0) ack 2001
+0.09 < 40000 > 7  . 1:1(0) ack 2001 <nop,nop,sack 1:1001>
write 2000
> 7 > 40000  . 2001:3001(1000) ack 1
> 7 > 40000  P. 3001:4001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 2001 <nop,nop,sack 3001:4001>
+0.049 quiet
+0.001 > 7 > 40000  . 2001:3001(1000) ack 1
