# Without an ACK nothing is complete, and with a reset even less
# ids: M-071
# §3.10.7.4: "if the ACK bit is off, drop the segment and return".
listen 7
< 40000 > 7  S 0:0(0)
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  - 1:1(0)
< 40000 > 7  P 1:6(5)
< 40000 > 7  F 1:1(0)
accept none
conns 1
< 40000 > 7  R. 1:1(0) ack 1
accept none
conns 0
+300 quiet
