# No blocks for a peer that has not permitted them.
# ids: SACK-2, M-160
stack with sack
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+0.1 < 40000 > 7  . 1:1(0) ack 1
< 40000 > 7  . 501:1001(500) ack 1
> 7 > 40000  . 1:1(0) ack 1
