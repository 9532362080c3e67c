# Four segments, and silence: only the first goes out again.
# ids: RTO-13, M-141
# "Retransmit the earliest segment that has not been acknowledged by the TCP
# receiver" (RFC 6298 (5.4)).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
write 5840
> 7 > 40000  . 1:1461(1460) ack 1
> 7 > 40000  . 1461:2921(1460) ack 1
> 7 > 40000  . 2921:4381(1460) ack 1
> 7 > 40000  P. 4381:5841(1460) ack 1
+1 > 7 > 40000  . 1:1461(1460) ack 1
+2 > 7 > 40000  . 1:1461(1460) ack 1
+0.5 < 40000 > 7  . 1:1(0) ack 5841    # only the first was lost
+600 quiet
