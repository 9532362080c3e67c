# Something comes every hour: with an interval of two hours the peer is never asked.
# ids: MUST-26, MUST-27
# "no data or acknowledgment packets have been received for the connection within an
# interval" (§3.8.4).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
keepalive 7200
+3600 < 40000 > 7  P. 1:2(1) ack 1
+0.04 > 7 > 40000  . 1:1(0) ack 2
+3600 < 40000 > 7  . 2:2(0) ack 1
+3600 write 10
> 7 > 40000  P. 1:11(10) ack 2
< 40000 > 7  . 2:2(0) ack 11
+3600 < 40000 > 7  . 2:2(0) ack 11
+7199.999999 quiet
+0.000001 > 7 > 40000  . 10:10(0) ack 2
