# The first of four segments and the FIN are lost. The FIN was sent before the first segment went again, and that has
# arrived: so the FIN goes again at once.
stack with sack,rack without cubic
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000,nop,nop,sackOK>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,nop,sackOK>
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
write 4000
> 7 > 40000  . 1:1001(1000) ack 1
> 7 > 40000  . 1001:2001(1000) ack 1
> 7 > 40000  . 2001:3001(1000) ack 1
> 7 > 40000  P. 3001:4001(1000) ack 1
close
> 7 > 40000  F. 4001:4001(0) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 1001:4001>
> 7 > 40000  . 1:1001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 4001
> 7 > 40000  F. 4001:4001(0) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 4002
state FIN-WAIT-2
+9 quiet
