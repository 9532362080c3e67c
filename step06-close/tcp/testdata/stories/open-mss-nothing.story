# Who takes nothing at a time, or next to nothing, does not have us send empty segments
# ids: M-080
listen 7
< 40000 > 7  S 0:0(0) <mss 0>
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
mss 536
write 5
> 7 > 40000  P. 1:6(5) ack 1
< 40001 > 7  S 0:0(0) <mss 1>
> 7 > 40001  S. 0:0(0) ack 1 <mss 1460>
< 40001 > 7  . 1:1(0) ack 1
accept
mss 48
write 96
> 7 > 40001  . 1:49(48) ack 1
> 7 > 40001  P. 49:97(48) ack 1
