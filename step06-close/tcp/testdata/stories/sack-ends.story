# Recovery goes on while not all is acknowledged that was on the way when it began, and ends when it is. So a loss among
# that is no reason to close the window again, and one after it is.
# ids: SACK-13
# "An incoming cumulative ACK for a sequence number greater than RecoveryPoint signals the end of loss recovery" (RFC 6675 §5 (A))
stack with sack without cubic,tailprobe
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000,nop,nop,sackOK>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,nop,sackOK>
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
write 40000
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
+0.1 < 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 1001:4001>
> 7 > 40000  . 1:1001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 1001:6001>    # five are on the way, and the window is five
< 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 1001:7001>
> 7 > 40000  . 10001:11001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 8001:10001 1001:7001>    # of 7001:8001 nothing is known
> 7 > 40000  . 11001:12001(1000) ack 1
> 7 > 40000  . 12001:13001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 7001 <nop,nop,sack 8001:10001>    # the first one is there
> 7 > 40000  . 13001:14001(1000) ack 1
+0.01 < 40000 > 7  . 1:1(0) ack 7001 <nop,nop,sack 8001:11001>    # now 7001:8001 is lost: that is the same loss
> 7 > 40000  . 7001:8001(1000) ack 1
> 7 > 40000  . 14001:15001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 11001
> 7 > 40000  . 15001:16001(1000) ack 1
+0.01 < 40000 > 7  . 1:1(0) ack 11001 <nop,nop,sack 12001:15001>    # another one: the window closes again, to two
> 7 > 40000  . 11001:12001(1000) ack 1
