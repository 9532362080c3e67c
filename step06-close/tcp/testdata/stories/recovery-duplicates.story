# The third duplicate acknowledgment has the gap sent again, the first two let new segments out, and those after half a window too.
# ids: CC-12, CC-14, CC-15, CC-16, CC-17, CC-21, M-151
# "The fast retransmit algorithm uses the arrival of 3 duplicate ACKs … as an
# indication that a segment has been lost" (RFC 5681 §3.2)
stack without cubic
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
write 60000
> 7 > 40000  . 1:1001(1000) ack 1
> 7 > 40000  . 1001:2001(1000) ack 1
> 7 > 40000  . 2001:3001(1000) ack 1
> 7 > 40000  . 3001:4001(1000) ack 1
> 7 > 40000  . 4001:5001(1000) ack 1
> 7 > 40000  . 5001:6001(1000) ack 1
> 7 > 40000  . 6001:7001(1000) ack 1
> 7 > 40000  . 7001:8001(1000) ack 1
> 7 > 40000  . 8001:9001(1000) ack 1
> 7 > 40000  . 9001:10001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1    # the first is lost
> 7 > 40000  . 10001:11001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 1
> 7 > 40000  . 11001:12001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 1
> 7 > 40000  . 1:1001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 1    # 12 on the way, 7 have arrived: 5, half of 10
< 40000 > 7  . 1:1(0) ack 1
< 40000 > 7  . 1:1(0) ack 1
< 40000 > 7  . 1:1(0) ack 1
< 40000 > 7  . 1:1(0) ack 1
> 7 > 40000  . 12001:13001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 1
> 7 > 40000  . 13001:14001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 1
> 7 > 40000  . 14001:15001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 1
> 7 > 40000  . 15001:16001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 12001    # four on the way: room for one
> 7 > 40000  . 16001:17001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 13001
> 7 > 40000  . 17001:18001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 14001
> 7 > 40000  . 18001:19001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 15001
> 7 > 40000  . 19001:20001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 16001
> 7 > 40000  . 20001:21001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 17001    # a window of five
> 7 > 40000  . 21001:22001(1000) ack 1
> 7 > 40000  . 22001:23001(1000) ack 1
