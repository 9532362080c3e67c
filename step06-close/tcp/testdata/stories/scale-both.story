# Both open at the same time, and both offer: the SYN-ACK's window is not scaled either
# ids: WS-2, M-076
# RFC 7323 §2.2: "The window field in a segment where the SYN bit is set … MUST NOT be scaled."
stack with scale rcvbuf 262144
dial 40000 192.168.0.1:7
> 40000 > 7  S 0:0(0) win 65535 <mss 1460,nop,wscale 3>
+0.1 < 7 > 40000  S 0:0(0) win 3200 <mss 1460,nop,wscale 7>
> 40000 > 7  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,wscale 3>
sndwnd 3200
+0.1 < 7 > 40000  S. 0:0(0) ack 1 win 3200 <mss 1460,nop,wscale 7>
state ESTABLISHED
sndwnd 3200
+0.1 < 7 > 40000  . 1:1(0) ack 1 win 20
sndwnd 2560
