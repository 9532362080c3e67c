# The first and the third of ten are lost. They are sent again, in order, and nothing else is. An acknowledgment
# without new blocks is no duplicate.
# ids: SACK-9, SACK-10
stack with sack without cubic
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000,nop,nop,sackOK>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,nop,sackOK>
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
write 10000
> 7 > 40000  . 1:1001(1000) ack 1
> 7 > 40000  . 1001:2001(1000) ack 1
> 7 > 40000  . 2001:3001(1000) ack 1
> 7 > 40000  . 3001:4001(1000) ack 1
> 7 > 40000  . 4001:5001(1000) ack 1
> 7 > 40000  . 5001:6001(1000) ack 1
> 7 > 40000  . 6001:7001(1000) ack 1
> 7 > 40000  . 7001:8001(1000) ack 1
> 7 > 40000  . 8001:9001(1000) ack 1
> 7 > 40000  P. 9001:10001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 1001:2001>
< 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 1001:2001>
< 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 1001:2001>
< 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 1001:2001>    # nothing new: nothing is sent
quiet
< 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 3001:10001 1001:2001>
> 7 > 40000  . 1:1001(1000) ack 1
> 7 > 40000  . 2001:3001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 2001 <nop,nop,sack 3001:10001>
quiet
+0.1 < 40000 > 7  . 1:1(0) ack 10001
+9 quiet
