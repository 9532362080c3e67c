# A peer that had all but the first may have forgotten it: after a time-out the first is sent whatever it said, and
# all others, when it does not say it again. There is no new recovery before all of that is acknowledged.
# ids: SACK-7, SACK-8, SACK-14
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
+0.1 < 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 1001:10001>
> 7 > 40000  . 1:1001(1000) ack 1
+1 > 7 > 40000  . 1:1001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1001
> 7 > 40000  . 1001:2001(1000) ack 1
> 7 > 40000  . 2001:3001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 1001 <nop,nop,sack 5001:8001>    # as much as would begin one
quiet
