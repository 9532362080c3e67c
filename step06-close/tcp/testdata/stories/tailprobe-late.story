# The time for a probe comes together with the acknowledgment: nothing is left that it could ask for, and it is not
# sent with the next flight either.
stack with sack without cubic
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000,nop,nop,sackOK>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,nop,sackOK>
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
write 2000
> 7 > 40000  . 1:1001(1000) ack 1
> 7 > 40000  P. 1001:2001(1000) ack 1
hold
+0.2 < 40000 > 7  . 1:1(0) ack 2001
release
write 1000
> 7 > 40000  P. 2001:3001(1000) ack 1
quiet
