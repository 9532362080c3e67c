# The first of four segments and the FIN are lost. The acknowledgment of all but the FIN is a partial one: the FIN goes again.
stack without cubic
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
write 4000
> 7 > 40000  . 1:1001(1000) ack 1
> 7 > 40000  . 1001:2001(1000) ack 1
> 7 > 40000  . 2001:3001(1000) ack 1
> 7 > 40000  P. 3001:4001(1000) ack 1
close
> 7 > 40000  F. 4001:4001(0) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1
< 40000 > 7  . 1:1(0) ack 1
< 40000 > 7  . 1:1(0) ack 1
> 7 > 40000  . 1:1001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 4001
> 7 > 40000  F. 4001:4001(0) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 4002
state FIN-WAIT-2
+9 quiet
