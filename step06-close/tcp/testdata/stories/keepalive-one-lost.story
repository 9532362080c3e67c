# A question without an answer proves nothing; the next one counts anew.
# ids: MUST-29
# "it MUST NOT interpret failure to respond to any specific probe as a dead
# connection" (§3.8.4).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
keepalive 100
+100 > 7 > 40000  . 0:0(0) ack 1
+75 > 7 > 40000  . 0:0(0) ack 1
+75 > 7 > 40000  . 0:0(0) ack 1
< 40000 > 7  . 1:1(0) ack 1
+100 > 7 > 40000  . 0:0(0) ack 1
+75 > 7 > 40000  . 0:0(0) ack 1
+75 > 7 > 40000  . 0:0(0) ack 1
+75 > 7 > 40000  . 0:0(0) ack 1
+75 > 7 > 40000  . 0:0(0) ack 1
+75 > 7 > 40000  . 0:0(0) ack 1
+75 > 7 > 40000  . 0:0(0) ack 1
+75 > 7 > 40000  . 0:0(0) ack 1
+75 > 7 > 40000  . 0:0(0) ack 1
+74.999999 < 40000 > 7  . 1:1(0) ack 1
+99 state ESTABLISHED
