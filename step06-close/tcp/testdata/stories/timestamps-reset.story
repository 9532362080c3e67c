# A reset counts, whatever its timestamp is
# ids: TS-8
# RFC 7323 §5.2: "it MUST NOT be subjected to the PAWS check".
stack with timestamps
listen 7
< 40000 > 7  S 0:0(0) <mss 1460,nop,nop,TS val 1000 ecr 0>
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460,nop,nop,TS val 0 ecr 1000>
< 40000 > 7  . 1:1(0) ack 1 <nop,nop,TS val 1000 ecr 0>
accept
< 40000 > 7  R 1:1(0) <nop,nop,TS val 1 ecr 0>
state CLOSED
err reset
# Nor does it need one.
< 40001 > 7  S 0:0(0) <mss 1460,nop,nop,TS val 1000 ecr 0>
> 7 > 40001  S. 0:0(0) ack 1 <mss 1460,nop,nop,TS val 0 ecr 1000>
< 40001 > 7  . 1:1(0) ack 1 <nop,nop,TS val 1000 ecr 0>
accept
< 40001 > 7  R. 1:1(0) ack 1
state CLOSED
err reset
