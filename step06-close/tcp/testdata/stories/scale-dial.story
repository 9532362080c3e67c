# The peer takes our offer
# ids: WS-2, WS-3, WS-4, M-076, M-156
# RFC 7323 §2.2: "The window field in a segment where the SYN bit is set … MUST NOT be scaled."
stack with scale rcvbuf 262144
dial 40000 192.168.0.1:7
> 40000 > 7  S 0:0(0) win 65535 <mss 1460,nop,wscale 3>
# Our SYN again, as it was.
+1 > 40000 > 7  S 0:0(0) win 65535 <mss 1460,nop,wscale 3>
+0.1 < 7 > 40000  S. 0:0(0) ack 1 win 3000 <mss 1460,nop,wscale 9>
> 40000 > 7  . 1:1(0) ack 1 win 32768
sndwnd 3000
+0.1 < 7 > 40000  P. 1:1001(1000) ack 1 win 4
sndwnd 2048
+0.04 > 40000 > 7  . 1:1(0) ack 1001 win 32643
