# A peer that has forgotten the connection is told, with timestamps that begin anew, or without
# ids: TS-6, TS-12
# RFC 5961 §4: "If the SYN bit is set, irrespective of the sequence number, TCP MUST send an ACK".
# RFC 7323 §5.2: in a reset, "SEG.TSecr SHOULD be set to SEG.TSval from the incoming segment and
# SEG.TSval SHOULD be set to zero."
stack with timestamps
listen 7
0 < 40000 > 7  S 0:0(0) <mss 1460,nop,nop,TS val 1000 ecr 0>
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460,nop,nop,TS val 0 ecr 1000>
< 40000 > 7  . 1:1(0) ack 1 <nop,nop,TS val 1000 ecr 0>
accept
10 < 40000 > 7  S 5000:5000(0) <mss 1460,nop,nop,TS val 10 ecr 0>
> 7 > 40000  . 1:1(0) ack 1 <nop,nop,TS val 10000 ecr 1000>
11 < 40000 > 7  S 5000:5000(0) <mss 1460>
> 7 > 40000  . 1:1(0) ack 1 <nop,nop,TS val 11000 ecr 1000>
11.1 < 40000 > 7  R 1:1(0)
err reset
# It is the other way round now.
12 < 40000 > 7  P. 1:6(5) ack 1 <nop,nop,TS val 13000 ecr 0>
> 7 > 40000  R 1:1(0) <nop,nop,TS val 0 ecr 13000>
< 40009 > 8  P 1:6(5) <nop,nop,TS val 13001 ecr 0>
> 8 > 40009  R. 0:0(0) ack 6 <nop,nop,TS val 0 ecr 13001>
< 40000 > 7  P. 1:6(5) ack 1
> 7 > 40000  R 1:1(0)
