# Without the feature, nothing is offered and nothing is taken
# ids: WS-1
stack without scale rcvbuf 262144
listen 7
< 40000 > 7  S 0:0(0) win 500 <mss 1460,nop,wscale 7>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1 win 500
accept
sndwnd 500
dial 40001 192.168.0.1:7
> 40001 > 7  S 0:0(0) win 65535 <mss 1460>
< 7 > 40001  S. 0:0(0) ack 1 win 500 <mss 1460,nop,wscale 7>
> 40001 > 7  . 1:1(0) ack 1 win 65535
sndwnd 500
