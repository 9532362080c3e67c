# The first of two is lost. That the second has arrived is enough, a quarter of a round trip later: there is neither a
# third duplicate nor a time-out to wait for.
# ids: RACK-1, RACK-2
stack with sack,rack without cubic
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000,nop,nop,sackOK>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,nop,sackOK>
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
write 2000
> 7 > 40000  . 1:1001(1000) ack 1
> 7 > 40000  P. 1001:2001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 1001:2001>
+0.024 quiet
+0.001 > 7 > 40000  . 1:1001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 2001
+9 quiet
