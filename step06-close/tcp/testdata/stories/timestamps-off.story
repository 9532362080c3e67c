# Without the feature we neither offer timestamps nor answer an offer
# ids: TS-1
stack without timestamps
listen 7
< 40000 > 7  S 0:0(0) <mss 1460,nop,nop,TS val 1000 ecr 0>
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1 <nop,nop,TS val 1000 ecr 0>
accept
mss 1460
