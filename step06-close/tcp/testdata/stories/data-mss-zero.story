# An MSS of 0 cannot be meant: the peer gets text, in segments of the size that all can take.
# ids: M-080
# "TCP implementations MUST assume a default send MSS of 536" where there is none (§3.7.1), and 0 is none.
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 0>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
mss 536
write 600
> 7 > 40000  . 1:537(536) ack 1
< 40000 > 7  . 1:1(0) ack 537
> 7 > 40000  P. 537:601(64) ack 1
< 40000 > 7  . 1:1(0) ack 601
