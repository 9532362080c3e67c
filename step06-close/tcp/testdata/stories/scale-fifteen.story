# A shift above 14 is 14
# ids: WS-5
# RFC 7323 §2.3: the TCP "MUST use 14 instead of the specified value".
stack with scale
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460,nop,wscale 15>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,wscale 0>
< 40000 > 7  . 1:1(0) ack 1 win 1
accept
sndwnd 16384
< 40001 > 7  S 0:0(0) win 65535 <mss 1460,nop,wscale 255>
> 7 > 40001  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,wscale 0>
< 40001 > 7  . 1:1(0) ack 1 win 3
accept
sndwnd 49152
# 14 itself stays.
< 40002 > 7  S 0:0(0) win 65535 <mss 1460,nop,wscale 14>
> 7 > 40002  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,wscale 0>
< 40002 > 7  . 1:1(0) ack 1 win 1
accept
sndwnd 16384
