# While something is on the way that asks for an acknowledgment, there is no other question.
# ids: MUST-26
# "Keep-alive packets MUST only be sent when no sent data is outstanding" (§3.8.4).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
keepalive 10
+5 write 10
> 7 > 40000  P. 1:11(10) ack 1
+1 > 7 > 40000  P. 1:11(10) ack 1
+2 > 7 > 40000  P. 1:11(10) ack 1
+4 > 7 > 40000  P. 1:11(10) ack 1
+8 > 7 > 40000  P. 1:11(10) ack 1
+15 < 40000 > 7  . 1:1(0) ack 11
+10 > 7 > 40000  . 10:10(0) ack 1
