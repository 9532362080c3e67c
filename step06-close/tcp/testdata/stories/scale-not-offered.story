# A peer that does not offer to scale has its windows as they stand, and so have we
# ids: WS-1, M-077
# RFC 7323 §2.3: "otherwise, it MUST set both Snd.Wind.Shift and Rcv.Wind.Shift to zero."
stack with scale rcvbuf 262144
listen 7
0 < 40000 > 7  S 0:0(0) win 500 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
0.1 < 40000 > 7  . 1:1(0) ack 1 win 500
accept
sndwnd 500
write 64000
> 7 > 40000  . 1:501(500) ack 1 win 65535
0.2 < 40000 > 7  . 1:1(0) ack 501 win 500
> 7 > 40000  . 501:1001(500) ack 1 win 65535
0.3 < 40000 > 7  P. 1:1001(1000) ack 501 win 500
+0.04 > 7 > 40000  . 1001:1001(0) ack 1001 win 64535
