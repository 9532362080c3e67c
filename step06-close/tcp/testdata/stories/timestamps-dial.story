# We offer timestamps, and echo nothing in a SYN: there is nothing yet
# ids: TS-2, TS-3
# RFC 7323 §3.2: "If the ACK bit is not set in the outgoing TCP header, the sender of that segment
# SHOULD set the TSecr field to zero."
stack with timestamps
dial 40000 192.168.0.1:7
> 40000 > 7  S 0:0(0) win 65535 <mss 1460,nop,nop,TS val 0 ecr 0>
1 > 40000 > 7  S 0:0(0) win 65535 <mss 1460,nop,nop,TS val 1000 ecr 0>
1.1 < 7 > 40000  S. 0:0(0) ack 1 <mss 1460,nop,nop,TS val 77 ecr 1000>
> 40000 > 7  . 1:1(0) ack 1 <nop,nop,TS val 1100 ecr 77>
mss 1448
