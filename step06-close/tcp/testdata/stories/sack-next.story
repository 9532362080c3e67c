# The first and the third of ten are lost: they go again in this order, before anything new; then what is new; and when
# there is nothing new, what may be lost. What has arrived never goes again.
# ids: SACK-11
# "(1) … the smallest unSACKed sequence number … (2) … one segment … of previously unsent data … (3) …" (RFC 6675 §4)
stack with sack without cubic,tailprobe
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000,nop,nop,sackOK>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,nop,sackOK>
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
write 13000
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
+0.1 < 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 1001:2001>
> 7 > 40000  . 10001:11001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 3001:4001 1001:2001>
> 7 > 40000  . 11001:12001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 3001:5001 1001:2001>
> 7 > 40000  . 1:1001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 3001:6001 1001:2001>
< 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 3001:7001 1001:2001>
< 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 3001:8001 1001:2001>
< 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 3001:9001 1001:2001>    # room for one of five
> 7 > 40000  . 2001:3001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 3001:10001 1001:2001>
> 7 > 40000  P. 12001:13001(1000) ack 1
+0.05 < 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 3001:11001 1001:2001>
+0.05 < 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 12001:13001 3001:11001 1001:2001>
> 7 > 40000  . 11001:12001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 13001
+9 quiet
