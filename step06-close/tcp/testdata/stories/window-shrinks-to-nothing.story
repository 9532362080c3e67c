# A peer that takes all of its window back is probed, and gets the rest when it has room again.
# ids: MUST-35, SHLD-15, M-110
# "If the window shrinks to zero, the TCP implementation MUST probe it in the standard way" (§3.8.6)
listen 7
< 40000 > 7  S 0:0(0) win 4000 <mss 1000>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1 win 4000
accept
write 5000
> 7 > 40000  . 1:1001(1000) ack 1
> 7 > 40000  . 1001:2001(1000) ack 1
> 7 > 40000  . 2001:3001(1000) ack 1
> 7 > 40000  . 3001:4001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 1 win 0
+1 > 7 > 40000  . 1:2(1) ack 1
< 40000 > 7  . 1:1(0) ack 1 win 0
+2 > 7 > 40000  . 1:2(1) ack 1
< 40000 > 7  . 1:1(0) ack 1 win 0
+1 < 40000 > 7  . 1:1(0) ack 1 win 4000
> 7 > 40000  . 1:1001(1000) ack 1
> 7 > 40000  . 1001:2001(1000) ack 1
> 7 > 40000  . 2001:3001(1000) ack 1
> 7 > 40000  . 3001:4001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 4001 win 4000
> 7 > 40000  P. 4001:5001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 5001 win 4000
