# The FIN is lost, with the text before it: the probe has both: as much as fits, up to it.
stack with sack without cubic
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000,nop,nop,sackOK>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,nop,sackOK>
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
write 1500
> 7 > 40000  . 1:1001(1000) ack 1
close
> 7 > 40000  FP. 1001:1501(500) ack 1
+0.2 > 7 > 40000  FP. 502:1501(999) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1 <nop,nop,sack 502:1502>
> 7 > 40000  . 1:502(501) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1502
state FIN-WAIT-2
