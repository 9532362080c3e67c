# The same from LAST-ACK, until the peer answers. If it is gone, a reset will do, too.
# ids: EV-35, M-177
# "If the RST bit is set, then enter the CLOSED state, delete the TCB, and return" (§3.10.7.4).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  F. 1:1(0) ack 1
> 7 > 40000  . 1:1(0) ack 2
close
> 7 > 40000  F. 1:1(0) ack 2
+1 > 7 > 40000  F. 1:1(0) ack 2
+2 > 7 > 40000  F. 1:1(0) ack 2
< 40000 > 7  R 2:2(0)
state CLOSED
conns 0
+600 quiet
