# The option in a segment without SYN is ignored
# ids: WS-6
# RFC 7323 §2.2: "A Window Scale option in a segment without a SYN bit MUST be ignored."
stack with scale rcvbuf 262144
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460,nop,wscale 7>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,wscale 3>
< 40000 > 7  . 1:1(0) ack 1 win 100 <nop,wscale 9>
accept
sndwnd 12800
< 40000 > 7  P. 1:1001(1000) ack 1 win 10 <nop,wscale 2>
sndwnd 1280
+0.04 > 7 > 40000  . 1:1(0) ack 1001 win 32643
# Nor does it begin anything.
< 40001 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40001  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40001 > 7  . 1:1(0) ack 1 win 100 <nop,wscale 9>
accept
sndwnd 100
