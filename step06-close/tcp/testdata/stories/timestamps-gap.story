# Text out of order does not set the echo, and the segment that fills the gap does
# ids: TS-4, TS-5
# The second example of RFC 7323 §4.3, with segments A to E.
stack with timestamps
listen 7
0 < 40000 > 7  S 0:0(0) <mss 1460,nop,nop,TS val 0 ecr 0>
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460,nop,nop,TS val 0 ecr 0>
< 40000 > 7  . 1:1(0) ack 1 <nop,nop,TS val 0 ecr 0>
accept
0.1 < 40000 > 7  . 1:101(100) ack 1 <nop,nop,TS val 1 ecr 0>                  # A
0.14 > 7 > 40000  . 1:1(0) ack 101 <nop,nop,TS val 140 ecr 1>
0.2 < 40000 > 7  . 201:301(100) ack 1 <nop,nop,TS val 3 ecr 0>                # C
> 7 > 40000  . 1:1(0) ack 101 <nop,nop,TS val 200 ecr 1>
0.3 < 40000 > 7  . 101:201(100) ack 1 <nop,nop,TS val 2 ecr 0>                # B
> 7 > 40000  . 1:1(0) ack 301 <nop,nop,TS val 300 ecr 2>
0.4 < 40000 > 7  . 401:501(100) ack 1 <nop,nop,TS val 5 ecr 0>                # E
> 7 > 40000  . 1:1(0) ack 301 <nop,nop,TS val 400 ecr 2>
0.5 < 40000 > 7  . 301:401(100) ack 1 <nop,nop,TS val 4 ecr 0>                # D
> 7 > 40000  . 1:1(0) ack 501 <nop,nop,TS val 500 ecr 4>
