# Resets have timestamps too
# ids: TS-12
# RFC 7323 §5.2: "If an <RST> is being generated because of a user abort, and Snd.TS.OK is set,
# then a Timestamps option SHOULD be included in the <RST>."
stack with timestamps
listen 7
0 < 40000 > 7  S 0:0(0) <mss 1460,nop,nop,TS val 1000 ecr 0>
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460,nop,nop,TS val 0 ecr 1000>
# It is not our SYN that is acknowledged.
0.1 < 40000 > 7  . 1:1(0) ack 9 <nop,nop,TS val 1100 ecr 0>
> 7 > 40000  R 9:9(0) <nop,nop,TS val 0 ecr 1100>
0.2 < 40000 > 7  . 1:1(0) ack 1 <nop,nop,TS val 1200 ecr 0>
accept
1 abort
> 7 > 40000  R 1:1(0) <nop,nop,TS val 1000 ecr 1200>
# Nobody listens, and one who calls is answered wrongly.
< 40009 > 8  S 0:0(0) <mss 1460,nop,nop,TS val 7 ecr 0>
> 8 > 40009  R. 0:0(0) ack 1 <nop,nop,TS val 0 ecr 7>
2 dial 40001 192.168.0.1:7
> 40001 > 7  S 0:0(0) <mss 1460,nop,nop,TS val 2000 ecr 0>
< 7 > 40001  S. 0:0(0) ack 9 <mss 1460,nop,nop,TS val 8 ecr 2000>
> 40001 > 7  R 9:9(0) <nop,nop,TS val 0 ecr 8>
< 7 > 40001  S. 0:0(0) ack 9 <mss 1460>
> 40001 > 7  R 9:9(0)
