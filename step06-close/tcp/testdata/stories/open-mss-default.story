# A SYN without options: 536 bytes, and a SYN-ACK that tells our MSS all the same
# ids: MUST-15, SHLD-5, MAY-3
# §3.7.1: "If an MSS Option is not received at connection setup, TCP
# implementations MUST assume a default send MSS of 536".
listen 7
< 40000 > 7  S 0:0(0)
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
mss 536
write 1072
> 7 > 40000  . 1:537(536) ack 1
> 7 > 40000  P. 537:1073(536) ack 1
