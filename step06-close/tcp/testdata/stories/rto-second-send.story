# A timer that runs is not started again by the next segment.
# ids: RTO-10, M-011, M-137
# "if the timer is not running, start it" (RFC 6298 (5.1)).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+0.8 < 40000 > 7  . 1:1(0) ack 1
accept
write 1460
> 7 > 40000  P. 1:1461(1460) ack 1
+1 write 1460
> 7 > 40000  P. 1461:2921(1460) ack 1
+1.3 write 1460
> 7 > 40000  P. 2921:4381(1460) ack 1
+0.1 > 7 > 40000  . 1:1461(1460) ack 1    # 2.4 seconds after the first
