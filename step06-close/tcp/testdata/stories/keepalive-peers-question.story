# The peer's own keep-alive is a sign of life, too, though it stands before the window.
# ids: MUST-26
# "no data or acknowledgment packets have been received for the connection within an
# interval" (§3.8.4).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
keepalive 10
+8 < 40000 > 7  . 0:0(0) ack 1
> 7 > 40000  . 1:1(0) ack 1
+8 < 40000 > 7  . 0:1(1) ack 1
> 7 > 40000  . 1:1(0) ack 1
+9.999999 quiet
+0.000001 > 7 > 40000  . 0:0(0) ack 1
