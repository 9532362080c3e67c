# The first round trip sets the timeout: R + 4·R/2.
# ids: RTO-2, MUST-18
# "SRTT <- R, RTTVAR <- R/2, RTO <- SRTT + max (G, K*RTTVAR)" (RFC 6298 (2.2)).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+0.8 < 40000 > 7  . 1:1(0) ack 1
accept
rto 2.4
write 10
> 7 > 40000  P. 1:11(10) ack 1
+2.4 > 7 > 40000  P. 1:11(10) ack 1
+4.8 > 7 > 40000  P. 1:11(10) ack 1
