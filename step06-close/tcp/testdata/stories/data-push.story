# The last segment of what is written is pushed, and only the last. A single byte is sent at once.
# ids: MUST-60, MUST-61
# "MUST NOT buffer data indefinitely", "MUST set the PSH bit in the last buffered segment" (§3.9.1.2)
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
write 1
> 7 > 40000  P. 1:2(1) ack 1
< 40000 > 7  . 1:1(0) ack 2
nodelay on
write 2500
> 7 > 40000  . 2:1002(1000) ack 1
> 7 > 40000  . 1002:2002(1000) ack 1
> 7 > 40000  P. 2002:2502(500) ack 1
< 40000 > 7  . 1:1(0) ack 2502
