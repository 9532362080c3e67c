# A segment without the timestamp that it should have is dropped without a word
# ids: TS-9
# RFC 7323 §3.2: "a TCP SHOULD silently drop the segment. A TCP MUST NOT abort a TCP connection
# because any segment lacks an expected TSopt."
stack with timestamps
listen 7
0 < 40000 > 7  S 0:0(0) <mss 1460,nop,nop,TS val 1000 ecr 0>
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460,nop,nop,TS val 0 ecr 1000>
< 40000 > 7  . 1:1(0) ack 1
conns 1
on 40000
state SYN-RECEIVED
0.1 < 40000 > 7  . 1:1(0) ack 1 <nop,nop,TS val 1000 ecr 0>
accept
0.2 < 40000 > 7  P. 1:6(5) ack 1 win 9 "wrong"
0.3 < 40000 > 7  F. 1:1(0) ack 1 win 9
0.4 < 40000 > 7  . 1:1(0) ack 1 win 9
0.5 quiet
read nothing
state ESTABLISHED
sndwnd 65535
0.6 < 40000 > 7  P. 1:6(5) ack 1 <nop,nop,TS val 1600 ecr 0> "hello"
0.64 > 7 > 40000  . 1:1(0) ack 6 <nop,nop,TS val 640 ecr 1600>
read "hello"
