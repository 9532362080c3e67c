# An old FIN in TIME-WAIT does not start the wait again: its timestamp is judged first
# ids: TS-6
# RFC 7323 §5.3: "PAWS processing MUST take precedence over the regular TCP acceptability check".
stack with timestamps
listen 7
0 < 40000 > 7  S 0:0(0) <mss 1460,nop,nop,TS val 1000 ecr 0>
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460,nop,nop,TS val 0 ecr 1000>
< 40000 > 7  . 1:1(0) ack 1 <nop,nop,TS val 1000 ecr 0>
accept
close
> 7 > 40000  F. 1:1(0) ack 1 <nop,nop,TS val 0 ecr 1000>
0.5 < 40000 > 7  F. 1:1(0) ack 2 <nop,nop,TS val 2000 ecr 0>
> 7 > 40000  . 2:2(0) ack 2 <nop,nop,TS val 500 ecr 2000>
31 < 40000 > 7  F. 1:1(0) ack 2 <nop,nop,TS val 1999 ecr 0>
> 7 > 40000  . 2:2(0) ack 2 <nop,nop,TS val 31000 ecr 2000>
60.4 conns 1
60.6 conns 0
