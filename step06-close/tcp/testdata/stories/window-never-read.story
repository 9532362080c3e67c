# A user who never reads keeps the window shut for hours: each probe is answered, of either kind, and nothing is lost.
# ids: MAY-8, M-112, M-120
# "it must still send an acknowledgment showing its next expected sequence number and current window (zero)" (§3.8.6.1)
stack rcvbuf 2000
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000>
> 7 > 40000  S. 0:0(0) ack 1 win 2000 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  . 1:1001(1000) ack 1
+0.04 > 7 > 40000  . 1:1(0) ack 1001 win 1000
< 40000 > 7  . 1001:2001(1000) ack 1
+0.04 > 7 > 40000  . 1:1(0) ack 2001 win 0
+1 < 40000 > 7  . 2001:2002(1) ack 1
> 7 > 40000  . 1:1(0) ack 2001 win 0
+60 < 40000 > 7  . 2000:2000(0) ack 1
> 7 > 40000  . 1:1(0) ack 2001 win 0
+3600 < 40000 > 7  . 2001:2002(1) ack 1
> 7 > 40000  . 1:1(0) ack 2001 win 0
+3600 < 40000 > 7  . 2000:2000(0) ack 1
> 7 > 40000  . 1:1(0) ack 2001 win 0
+3600 < 40000 > 7  . 2001:2002(1) ack 1
> 7 > 40000  . 1:1(0) ack 2001 win 0
state ESTABLISHED
read 2000
> 7 > 40000  . 1:1(0) ack 2001 win 2000
