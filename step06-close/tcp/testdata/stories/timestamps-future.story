# A segment outside of the window does not set the echo: else one could shut out the peer
# ids: TS-4
# RFC 7323 §5.3: R2 rejects what is outside of the window, before R3 records the timestamp.
stack with timestamps
listen 7
0 < 40000 > 7  S 0:0(0) <mss 1460,nop,nop,TS val 100 ecr 0>
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460,nop,nop,TS val 0 ecr 100>
< 40000 > 7  . 1:1(0) ack 1 <nop,nop,TS val 100 ecr 0>
accept
0.1 < 40000 > 7  . 4294957297:4294957298(1) ack 1 <nop,nop,TS val 9000 ecr 0>
> 7 > 40000  . 1:1(0) ack 1 <nop,nop,TS val 100 ecr 100>
0.2 < 40000 > 7  . 70000:70001(1) ack 1 <nop,nop,TS val 9000 ecr 0>
> 7 > 40000  . 1:1(0) ack 1 <nop,nop,TS val 200 ecr 100>
# Nor does a reset.
0.3 < 40000 > 7  R 2:2(0) <nop,nop,TS val 9000 ecr 0>
> 7 > 40000  . 1:1(0) ack 1 <nop,nop,TS val 300 ecr 100>
# What is in the window, but beyond Last.ACK.sent, does not either.
0.4 < 40000 > 7  P. 11:21(10) ack 1 <nop,nop,TS val 9000 ecr 0>
> 7 > 40000  . 1:1(0) ack 1 <nop,nop,TS val 400 ecr 100>
0.5 < 40000 > 7  P. 1:11(10) ack 1 <nop,nop,TS val 101 ecr 0>
> 7 > 40000  . 1:1(0) ack 21 <nop,nop,TS val 500 ecr 101>
read 20
