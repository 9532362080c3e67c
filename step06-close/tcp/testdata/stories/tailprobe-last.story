# The last two of three are lost. After two round trips of silence the last goes again; its block shows that the one
# before it was lost. Only then, and one second after the probe, would be the time-out.
stack with sack without cubic
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000,nop,nop,sackOK>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,nop,sackOK>
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
write 3000
> 7 > 40000  . 1:1001(1000) ack 1
> 7 > 40000  . 1001:2001(1000) ack 1
> 7 > 40000  P. 2001:3001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1001
+0.2 > 7 > 40000  P. 2001:3001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1001 <nop,nop,sack 2001:3001>
> 7 > 40000  . 1001:2001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 3001
+9 quiet
