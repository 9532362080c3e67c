# The peer's window is shut, but it takes our FIN all the same: that is enough.
# "if the FIN segment is now acknowledged, then enter FIN-WAIT-2" (§3.10.7.4).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  F. 1:1(0) ack 1 win 0
> 7 > 40000  . 1:1(0) ack 2
close
state LAST-ACK
+1 > 7 > 40000  F. 1:1(0) ack 2
< 40000 > 7  . 2:2(0) ack 2 win 0
state CLOSED
conns 0
