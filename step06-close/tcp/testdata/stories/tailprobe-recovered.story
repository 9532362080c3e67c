# A probe while recovering, without new text: the loss has been counted, and the next flight does not count it once more.
# A peer that has no word for what came twice (RFC 2883) says nothing of it.
stack with sack,rack without cubic
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
+0.1 < 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 1001:10001>
> 7 > 40000  . 1:1001(1000) ack 1
+0.2 > 7 > 40000  P. 9001:10001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 10001
write 20000
> 7 > 40000  . 10001:11001(1000) ack 1
> 7 > 40000  . 11001:12001(1000) ack 1
> 7 > 40000  . 12001:13001(1000) ack 1
> 7 > 40000  . 13001:14001(1000) ack 1
> 7 > 40000  . 14001:15001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 12001
> 7 > 40000  . 15001:16001(1000) ack 1
> 7 > 40000  . 16001:17001(1000) ack 1
quiet
