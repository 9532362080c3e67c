# The peer never acknowledges our FIN: the user is told.
# ids: MUST-20
# "If an ACK is not forthcoming, after the user timeout the connection is aborted
# and the user is told" (§3.6).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
usertimeout 10
< 40000 > 7  F. 1:1(0) ack 1
> 7 > 40000  . 1:1(0) ack 2
close
> 7 > 40000  F. 1:1(0) ack 2
+1 > 7 > 40000  F. 1:1(0) ack 2
+2 > 7 > 40000  F. 1:1(0) ack 2
+4 > 7 > 40000  F. 1:1(0) ack 2
+2.999 state LAST-ACK
+0.001 state CLOSED
err timeout
conns 0
+600 quiet
