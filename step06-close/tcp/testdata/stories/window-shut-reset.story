# A reset is heard through a shut window; who writes on after it is refused.
# ids: MUST-66
# "MUST process the RST and URG fields of all incoming segments, even when the receive window is zero (MUST-66)" (§3.4)
stack rcvbuf 1000
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000>
> 7 > 40000  S. 0:0(0) ack 1 win 1000 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  . 1:1001(1000) ack 1
+0.04 > 7 > 40000  . 1:1(0) ack 1001 win 0
< 40000 > 7  .U 1001:1002(1) ack 1 urg 1 "!"
> 7 > 40000  . 1:1(0) ack 1001 win 0
< 40000 > 7  R 1002:1002(0)
state ESTABLISHED
< 40000 > 7  R 1001:1001(0)
state CLOSED
err reset
< 40000 > 7  . 1001:1002(1) ack 1
> 7 > 40000  R 1:1(0) win 0
