# Nobody listens any more: who was not accepted is reset, whether the handshake was complete or not
# §3.10.7.1
listen 7
< 40000 > 7  S 0:0(0)
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40001 > 7  S 0:0(0)
> 7 > 40001  S. 0:0(0) ack 1 <mss 1460>
< 40001 > 7  P. 1:6(5) ack 1 "hello"
< 40002 > 7  S 0:0(0)
> 7 > 40002  S. 0:0(0) ack 1 <mss 1460>
unlisten 7
> 7 > 40001  R 1:1(0) win 0
< 40002 > 7  . 1:1(0) ack 1
> 7 > 40002  R 1:1(0) win 0
conns 1
< 40003 > 7  S 0:0(0)
> 7 > 40003  R. 0:0(0) ack 1 win 0
# The one that was accepted goes on.
< 40000 > 7  P. 1:6(5) ack 1 "hello"
+0.04 > 7 > 40000  . 1:1(0) ack 6
read "hello"
listen 7
< 40003 > 7  S 0:0(0)
> 7 > 40003  S. 0:0(0) ack 1 <mss 1460>
