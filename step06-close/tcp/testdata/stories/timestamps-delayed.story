# A delayed acknowledgment echoes the first segment that it covers
# ids: TS-4
# RFC 7323 §4.3: "By case (A), the timestamp from the oldest unacknowledged segment is echoed."
stack with timestamps
listen 7
0 < 40000 > 7  S 0:0(0) <mss 1460,nop,nop,TS val 1 ecr 0>
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460,nop,nop,TS val 0 ecr 1>
0.1 < 40000 > 7  . 1:1(0) ack 1 <nop,nop,TS val 2 ecr 0>
accept
0.2 < 40000 > 7  . 1:1001(1000) ack 1 <nop,nop,TS val 3 ecr 0>
0.22 < 40000 > 7  . 1001:2001(1000) ack 1 <nop,nop,TS val 4 ecr 0>
> 7 > 40000  . 1:1(0) ack 2001 <nop,nop,TS val 220 ecr 3>
# Text of ours in between is an acknowledgment too.
0.3 < 40000 > 7  . 2001:3001(1000) ack 1 <nop,nop,TS val 5 ecr 0>
0.31 < 40000 > 7  . 3001:3001(0) ack 1 <nop,nop,TS val 6 ecr 0>
write 3
> 7 > 40000  P. 1:4(3) ack 3001 <nop,nop,TS val 310 ecr 5>
0.32 < 40000 > 7  . 3001:4001(1000) ack 4 <nop,nop,TS val 7 ecr 310>
0.36 > 7 > 40000  . 4:4(0) ack 4001 <nop,nop,TS val 360 ecr 7>
