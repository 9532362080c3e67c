# What lies beyond a window that has shrunk is no reason to give up, as long as the peer acknowledges the rest.
# ids: SHLD-17
# "SHOULD NOT time out the connection if data beyond the right window edge is not acknowledged (SHLD-17)" (§3.8.6)
listen 7
< 40000 > 7  S 0:0(0) win 4000 <mss 1000>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1 win 4000
accept
usertimeout 100
write 4000
> 7 > 40000  . 1:1001(1000) ack 1
> 7 > 40000  . 1001:2001(1000) ack 1
> 7 > 40000  . 2001:3001(1000) ack 1
> 7 > 40000  P. 3001:4001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 1001 win 0
+1 > 7 > 40000  . 1001:1002(1) ack 1
< 40000 > 7  . 1:1(0) ack 1001 win 0
+2 > 7 > 40000  . 1001:1002(1) ack 1
< 40000 > 7  . 1:1(0) ack 1001 win 0
+4 > 7 > 40000  . 1001:1002(1) ack 1
< 40000 > 7  . 1:1(0) ack 1001 win 0
+8 > 7 > 40000  . 1001:1002(1) ack 1
< 40000 > 7  . 1:1(0) ack 1001 win 0
+16 > 7 > 40000  . 1001:1002(1) ack 1
< 40000 > 7  . 1:1(0) ack 1001 win 0
+32 > 7 > 40000  . 1001:1002(1) ack 1
< 40000 > 7  . 1:1(0) ack 1001 win 0
+60 > 7 > 40000  . 1001:1002(1) ack 1
< 40000 > 7  . 1:1(0) ack 1001 win 0
+60 > 7 > 40000  . 1001:1002(1) ack 1
< 40000 > 7  . 1:1(0) ack 1001 win 0
+60 > 7 > 40000  . 1001:1002(1) ack 1
< 40000 > 7  . 1:1(0) ack 1001 win 0
+60 > 7 > 40000  . 1001:1002(1) ack 1
< 40000 > 7  . 1:1(0) ack 1001 win 0
+60 > 7 > 40000  . 1001:1002(1) ack 1
< 40000 > 7  . 1:1(0) ack 1001 win 0
+60 > 7 > 40000  . 1001:1002(1) ack 1
< 40000 > 7  . 1:1(0) ack 1001 win 0
+60 > 7 > 40000  . 1001:1002(1) ack 1
< 40000 > 7  . 1:1(0) ack 1001 win 0
+60 > 7 > 40000  . 1001:1002(1) ack 1
< 40000 > 7  . 1:1(0) ack 1001 win 0
+60 > 7 > 40000  . 1001:1002(1) ack 1
< 40000 > 7  . 1:1(0) ack 1001 win 0
+60 > 7 > 40000  . 1001:1002(1) ack 1
< 40000 > 7  . 1:1(0) ack 1001 win 0
state ESTABLISHED
# But a peer that says nothing at all is given up.
+60 > 7 > 40000  . 1001:1002(1) ack 1
+40 state CLOSED
err timeout
