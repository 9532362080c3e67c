# A reset outside of the window is not even answered
# ids: BLIND-1, M-192
# RFC 5961 §3.2: "silently drop the segment".
listen 7
< 40000 > 7  S 0:0(0)
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  R 0:0(0)
< 40000 > 7  R. 0:0(0) ack 1
< 40000 > 7  R 65536:65536(0)
< 40000 > 7  R 2147483648:2147483648(0)
< 40000 > 7  R 4294967295:4294967295(0)
# Its text does not make it longer.
< 40000 > 7  R 0:20(20)
state ESTABLISHED
< 40000 > 7  P. 1:6(5) ack 1 "hello"
read "hello"
write "hello"
> 7 > 40000  P. 1:6(5) ack 6 "hello"
