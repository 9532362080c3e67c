# A buffer that needs no scaling is offered with shift 0; the peer's shift counts all the same
# ids: WS-4, M-156
# RFC 7323 §2.2: the option with shift.cnt 0 offers "to scale", by 1.
stack with scale rcvbuf 65535
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460,nop,wscale 7>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,wscale 0>
< 40000 > 7  . 1:1(0) ack 1 win 100
accept
sndwnd 12800
< 40000 > 7  P. 1:1002(1001) ack 1 win 100
+0.04 > 7 > 40000  . 1:1(0) ack 1002 win 64534
