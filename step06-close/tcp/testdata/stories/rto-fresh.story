# What is sent again tells what has arrived in the meantime, and what there is room for.
# ids: M-131
# "once in the ESTABLISHED state, all segments must carry current acknowledgment
# information" (§3.8).
stack rcvbuf 1000
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 1000 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
write 10
> 7 > 40000  P. 1:11(10) ack 1 win 1000
< 40000 > 7  P. 1:401(400) ack 1
+0.04 > 7 > 40000  . 11:11(0) ack 401 win 600
+0.95 < 40000 > 7  P. 401:601(200) ack 1
+0.01 > 7 > 40000  P. 1:11(10) ack 601 win 400    # an acknowledgment was due, and travels with it
+1 read 600
> 7 > 40000  . 11:11(0) ack 601 win 1000
+1 > 7 > 40000  P. 1:11(10) ack 601 win 1000
< 40000 > 7  F. 601:601(0) ack 1
> 7 > 40000  . 11:11(0) ack 602
+4 > 7 > 40000  P. 1:11(10) ack 602
