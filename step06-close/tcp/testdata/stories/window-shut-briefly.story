# The window shuts while segments are on the way, and opens again before anything was sent to probe it: what is on the
# way may well have been taken, so nothing is sent again. After a time-out, and probes, the first one is, at once.
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
write 3000
> 7 > 40000  . 1:1001(1000) ack 1
> 7 > 40000  . 1001:2001(1000) ack 1
> 7 > 40000  P. 2001:3001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1 win 0
+0.1 < 40000 > 7  . 1:1(0) ack 1001 win 5000
+0.1 < 40000 > 7  . 1:1(0) ack 3001 win 5000
write 2000
> 7 > 40000  . 3001:4001(1000) ack 1
> 7 > 40000  P. 4001:5001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 3001 win 0
+0.9 > 7 > 40000  . 3001:3002(1) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 3001 win 5000
> 7 > 40000  . 3001:4001(1000) ack 1
> 7 > 40000  P. 4001:5001(1000) ack 1
