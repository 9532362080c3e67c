# The SYN of a Linux client: only what we offered ourselves comes to use
# ids: MUST-6, M-050, M-052, M-076, M-077
# RFC 7323 §2.2: the window of a SYN "MUST NOT be scaled", and neither side
# scales unless both have sent the option.
listen 7
< 40000 > 7  S 0:0(0) win 500 <mss 1460,sackOK,TS val 7 ecr 0,nop,wscale 7>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1 win 502
accept
sndwnd 502
write 2000
> 7 > 40000  . 1:503(502) ack 1
# Nor in the SYN-ACK, after which there is no other window.
dial 50000 192.168.0.1:8
> 50000 > 8  S 0:0(0) <mss 1460>
< 8 > 50000  S. 0:0(0) ack 1 win 500 <mss 1460,nop,wscale 7>
> 50000 > 8  . 1:1(0) ack 1
sndwnd 500
write 2000
> 50000 > 8  . 1:501(500) ack 1
