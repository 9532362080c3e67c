# A peer that shrinks its window harms nothing: nothing new is sent beyond it, what lies within is sent again, and the connection lives.
# ids: MUST-34, SHLD-15, SHLD-16, MAY-7, M-110
# "may cause the "usable window" … to become negative (MUST-34)", "the sender SHOULD NOT send new data" (§3.8.6)
listen 7
< 40000 > 7  S 0:0(0) win 4000 <mss 1000>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1 win 4000
accept
write 10000
> 7 > 40000  . 1:1001(1000) ack 1
> 7 > 40000  . 1001:2001(1000) ack 1
> 7 > 40000  . 2001:3001(1000) ack 1
> 7 > 40000  . 3001:4001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 1 win 1000
+0.999 quiet
+0.001 > 7 > 40000  . 1:1001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 1001 win 500
> 7 > 40000  . 1001:1501(500) ack 1
# Text of the peer is acknowledged with a number that it takes.
+0.1 < 40000 > 7  . 1:2(1) ack 1001 win 500
+0.04 > 7 > 40000  . 1501:1501(0) ack 2
< 40000 > 7  . 2:2(0) ack 1501 win 5000
> 7 > 40000  . 1501:2501(1000) ack 2
> 7 > 40000  . 2501:3501(1000) ack 2
> 7 > 40000  . 3501:4001(500) ack 2
