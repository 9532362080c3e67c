# A peer that sends on beyond a shut window is told where it ends; it loses that text, and sends it again when there is room.
# ids: EV-12, M-121
# ">0 | 0 | not acceptable": "an acknowledgment should be sent in reply", "drop the unacceptable segment" (§3.10.7.4)
stack rcvbuf 2000
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000>
> 7 > 40000  S. 0:0(0) ack 1 win 2000 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
write 10
> 7 > 40000  P. 1:11(10) ack 1 win 2000
< 40000 > 7  . 1:1001(1000) ack 1
< 40000 > 7  . 1001:2001(1000) ack 1
> 7 > 40000  . 11:11(0) ack 2001 win 0
< 40000 > 7  . 2001:3001(1000) ack 1
> 7 > 40000  . 11:11(0) ack 2001 win 0
< 40000 > 7  FP. 3001:3501(500) ack 11
> 7 > 40000  . 11:11(0) ack 2001 win 0
state ESTABLISHED
read 2000
> 7 > 40000  . 11:11(0) ack 2001 win 2000
# What was acknowledged beyond the window was not heard: we ask again.
+1 > 7 > 40000  P. 1:11(10) ack 2001 win 2000
< 40000 > 7  . 2001:3001(1000) ack 11
< 40000 > 7  FP. 3001:3501(500) ack 11
> 7 > 40000  . 11:11(0) ack 3502
read 1500
read eof
