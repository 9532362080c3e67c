# The peer has forgotten the connection: its answer to the question is a reset.
# ids: MAY-5
# "segment designed to elicit a response from the TCP peer" (§3.8.4).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
keepalive 10
+10 > 7 > 40000  . 0:0(0) ack 1
< 40000 > 7  R 1:1(0)
state CLOSED
err reset
