# A small path MTU: the timestamps fit through it, too
# ids: MUST-16, M-127
# RFC 1191 §3: "it MUST reduce its estimate of the PMTU": 1000 bytes are 40 for headers, 12 for timestamps, 948 for text.
stack with timestamps
listen 7
0 < 40000 > 7  S 0:0(0) <mss 1460,nop,nop,TS val 1000 ecr 0>
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460,nop,nop,TS val 0 ecr 1000>
< 40000 > 7  . 1:1(0) ack 1 <nop,nop,TS val 1000 ecr 0>
accept
write 1448
> 7 > 40000  P. 1:1449(1448) ack 1 <nop,nop,TS val 0 ecr 1000>
# 1492 is too small for what we have sent, though 1492-40 is more than 1448.
0.1 icmp 3 4 1 mtu 1492
> 7 > 40000  . 1:1441(1440) ack 1 <nop,nop,TS val 100 ecr 1000>
mss 1440
0.2 icmp 3 4 1 mtu 1000
> 7 > 40000  . 1:949(948) ack 1 <nop,nop,TS val 200 ecr 1000>
mss 948
0.3 < 40000 > 7  . 1:1(0) ack 949 <nop,nop,TS val 1300 ecr 200>
> 7 > 40000  P. 949:1449(500) ack 1 <nop,nop,TS val 300 ecr 1300>
