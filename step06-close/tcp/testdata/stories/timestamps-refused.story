# Without the peer's timestamps there are none of ours, and no 12 bytes less
# ids: TS-1, MUST-16
# RFC 7323 §3.2: a TCP "MAY send a TSopt in <SYN,ACK> only if it received a TSopt in the initial <SYN>".
# If it "was not negotiated in the initial three-way handshake, the TSopt MUST be ignored".
stack with timestamps
listen 7
0 < 40000 > 7  S 0:0(0) <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
0.1 < 40000 > 7  . 1:1(0) ack 1
accept
mss 1460
write 2920
> 7 > 40000  . 1:1461(1460) ack 1
> 7 > 40000  P. 1461:2921(1460) ack 1
# Timestamps now come too late, and are not judged.
0.2 < 40000 > 7  . 1:1(0) ack 2921 <nop,nop,TS val 1000 ecr 0>
0.3 < 40000 > 7  P. 1:6(5) ack 2921 <nop,nop,TS val 10 ecr 0> "hello"
0.34 > 7 > 40000  . 2921:2921(0) ack 6
read "hello"
close
> 7 > 40000  F. 2921:2921(0) ack 6
# The same, when we dialled and offered.
1 dial 40001 192.168.0.1:7
> 40001 > 7  S 0:0(0) <mss 1460,nop,nop,TS val 1000 ecr 0>
< 7 > 40001  S. 0:0(0) ack 1 <mss 1460>
> 40001 > 7  . 1:1(0) ack 1
mss 1460
# And when both did.
dial 40002 192.168.0.1:9
> 40002 > 9  S 0:0(0) <mss 1460,nop,nop,TS val 1000 ecr 0>
< 9 > 40002  S 0:0(0) <mss 1460>
> 40002 > 9  S. 0:0(0) ack 1 <mss 1460>
< 9 > 40002  S. 0:0(0) ack 1 <mss 1460>
state ESTABLISHED
mss 1460
