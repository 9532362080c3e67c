# When the user has read from a full buffer, the peer is told so, without asking.
# ids: M-115, M-112
# "When the inequality is satisfied, RCV.WND is set to RCV.BUFF-RCV.USER." (§3.8.6.2.2)
stack rcvbuf 4000
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 4000 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  . 1:1461(1460) ack 1
< 40000 > 7  . 1461:2921(1460) ack 1
> 7 > 40000  . 1:1(0) ack 2921 win 1080
< 40000 > 7  . 2921:4001(1080) ack 1
+0.04 > 7 > 40000  . 1:1(0) ack 4001 win 0
read 1459
read 1
> 7 > 40000  . 1:1(0) ack 4001 win 1460
read 1460
+1 quiet
+0 read 540
> 7 > 40000  . 1:1(0) ack 4001 win 3460
