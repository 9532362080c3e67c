# When everything is acknowledged, no timer runs.
# ids: RTO-11
# "When all outstanding data has been acknowledged, turn off the retransmission
# timer" (RFC 6298 (5.2)).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
write 2920
> 7 > 40000  . 1:1461(1460) ack 1
> 7 > 40000  P. 1461:2921(1460) ack 1
+0.5 < 40000 > 7  . 1:1(0) ack 2921
+3600 state ESTABLISHED
