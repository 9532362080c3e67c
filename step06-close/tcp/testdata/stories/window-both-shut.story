# An echo whose both windows are shut goes on when one of them opens, though the news of that are lost.
# ids: MUST-36, M-116, M-121
# "when either TCP peer has a zero window the reopening of the window will be reliably reported to the other" (§3.8.6.1)
stack rcvbuf 1000 sndbuf 1000
listen 7
< 40000 > 7  S 0:0(0) win 1000 <mss 1000>
> 7 > 40000  S. 0:0(0) ack 1 win 1000 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1 win 1000
accept
hold
< 40000 > 7  . 1:1001(1000) ack 1 win 1000
read 1000
write 1000
release
> 7 > 40000  P. 1:1001(1000) ack 1001 win 1000
# It does not read what we send.
< 40000 > 7  . 1001:1001(0) ack 1001 win 0
hold
< 40000 > 7  . 1001:2001(1000) ack 1001 win 0
read 1000
write 1000
release
> 7 > 40000  . 1001:1001(0) ack 2001 win 1000
< 40000 > 7  . 2001:3001(1000) ack 1001 win 0
+0.04 > 7 > 40000  . 1001:1001(0) ack 3001 win 0
write 10 0
# Both probe, and both refuse.
+0.96 > 7 > 40000  . 1001:1002(1) ack 3001 win 0
< 40000 > 7  . 3001:3001(0) ack 1001 win 0
+0.5 < 40000 > 7  . 3001:3002(1) ack 1001 win 0
> 7 > 40000  . 1001:1001(0) ack 3001 win 0
# It has read, and said so; that was lost. Our probe gets it.
+1.5 > 7 > 40000  . 1001:1002(1) ack 3001 win 0
< 40000 > 7  . 3001:3001(0) ack 1002 win 999
> 7 > 40000  P. 1002:2001(999) ack 3001 win 0
hold
< 40000 > 7  . 3001:3001(0) ack 2001 win 1000
read 1000
write 1000
release
> 7 > 40000  P. 2001:3001(1000) ack 3001 win 1000
< 40000 > 7  . 3001:3002(1) ack 3001 win 1000
+0.04 > 7 > 40000  . 3001:3001(0) ack 3002 win 999
