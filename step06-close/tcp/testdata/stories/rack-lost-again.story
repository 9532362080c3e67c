# What was sent again is lost too. One segment that was sent after it and has arrived tells so.
# "In the absence of PRR, when RACK-TLP detects a lost retransmission, the congestion control MUST trigger an
# additional congestion response" (RFC 8985 §9.3): the window is four segments after the first loss, and two after the second.
# ids: RACK-5
stack with sack,rack without cubic
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000,nop,nop,sackOK>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,nop,sackOK>
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
write 8000
> 7 > 40000  . 1:1001(1000) ack 1
> 7 > 40000  . 1001:2001(1000) ack 1
> 7 > 40000  . 2001:3001(1000) ack 1
> 7 > 40000  . 3001:4001(1000) ack 1
> 7 > 40000  . 4001:5001(1000) ack 1
> 7 > 40000  . 5001:6001(1000) ack 1
> 7 > 40000  . 6001:7001(1000) ack 1
> 7 > 40000  P. 7001:8001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 1001:8001>
> 7 > 40000  . 1:1001(1000) ack 1
write 9000
> 7 > 40000  . 8001:9001(1000) ack 1
> 7 > 40000  . 9001:10001(1000) ack 1
> 7 > 40000  . 10001:11001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 1001:9001>    # the window is two segments now, and full
+0.01 < 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 1001:10001>
> 7 > 40000  . 1:1001(1000) ack 1
+0.01 < 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 1001:11001>
> 7 > 40000  . 11001:12001(1000) ack 1
