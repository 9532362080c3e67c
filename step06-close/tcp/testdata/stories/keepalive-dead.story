# Nine questions and no answer: the peer is gone, and the user is told.
# ids: MAY-5, M-201
# "To confirm that an idle connection is still active" (§3.8.4).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
keepalive 10
+10 > 7 > 40000  . 0:0(0) ack 1
+10 > 7 > 40000  . 0:0(0) ack 1
+10 > 7 > 40000  . 0:0(0) ack 1
+10 > 7 > 40000  . 0:0(0) ack 1
+10 > 7 > 40000  . 0:0(0) ack 1
+10 > 7 > 40000  . 0:0(0) ack 1
+10 > 7 > 40000  . 0:0(0) ack 1
+10 > 7 > 40000  . 0:0(0) ack 1
+10 > 7 > 40000  . 0:0(0) ack 1
+9.999999 state ESTABLISHED
+0.000001 state CLOSED
err timeout
read error timeout
conns 0
+600 quiet
