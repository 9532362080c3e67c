# The acknowledgment was lost, not the segment. When the segment comes again, the peer still echoes the first one: a round
# trip measured by that would be as long as the time-out, and the next one longer still. Its block says that the segment
# came twice, so it is not measured; but somebody answers, so the time-out is not doubled any more.
stack with sack,timestamps without tailprobe
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460,nop,nop,sackOK,nop,nop,TS val 1 ecr 0>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,nop,sackOK,nop,nop,TS val 0 ecr 1>
+0.1 < 40000 > 7  . 1:1(0) ack 1 <nop,nop,TS val 2 ecr 0>
accept
write 1000
> 7 > 40000  P. 1:1001(1000) ack 1 <nop,nop,TS val 100 ecr 2>
+1 > 7 > 40000  P. 1:1001(1000) ack 1 <nop,nop,TS val 1100 ecr 2>
+0.1 < 40000 > 7  . 1:1(0) ack 1001 <nop,nop,TS val 3 ecr 100,nop,nop,sack 1:1001>
write 1000
> 7 > 40000  P. 1001:2001(1000) ack 1 <nop,nop,TS val 1200 ecr 3>
+1 > 7 > 40000  P. 1001:2001(1000) ack 1 <nop,nop,TS val 2200 ecr 3>
