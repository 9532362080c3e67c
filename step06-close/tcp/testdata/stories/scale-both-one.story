# Both open at the same time, and only we offer
# ids: WS-1, M-077
# RFC 7323 §2.3: "otherwise, it MUST set both Snd.Wind.Shift and Rcv.Wind.Shift to zero."
stack with scale rcvbuf 262144
dial 40000 192.168.0.1:7
> 40000 > 7  S 0:0(0) win 65535 <mss 1460,nop,wscale 3>
+0.1 < 7 > 40000  S 0:0(0) win 3200 <mss 1460>
> 40000 > 7  S. 0:0(0) ack 1 win 65535 <mss 1460>
+0.1 < 7 > 40000  S. 0:0(0) ack 1 win 3200 <mss 1460>
state ESTABLISHED
sndwnd 3200
+0.1 < 7 > 40000  P. 1:1001(1000) ack 1 win 3000
sndwnd 3000
+0.04 > 40000 > 7  . 1:1(0) ack 1001 win 64535
