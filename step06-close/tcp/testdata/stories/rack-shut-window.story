# The window shuts, is probed, and opens; all goes again. When that was sent first no longer counts: that the
# second of two is there, too soon to be an answer to what went out just now, does not make the first one late.
stack with sack,rack without cubic,tailprobe
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000,nop,nop,sackOK>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,nop,sackOK>
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
write 2000
> 7 > 40000  . 1:1001(1000) ack 1
> 7 > 40000  P. 1001:2001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1 win 0
+0.9 > 7 > 40000  . 1:2(1) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1 win 5000
> 7 > 40000  . 1:1001(1000) ack 1
> 7 > 40000  P. 1001:2001(1000) ack 1
+0.03 < 40000 > 7  . 1:1(0) ack 1 win 5000 <nop,nop,sack 1001:2001>
+0.01 quiet
