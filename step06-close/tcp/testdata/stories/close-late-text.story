# Text that comes after a full close is lost, and the peer is told; without CloseRead, it is read.
# ids: SHLD-3, MAY-1
# "or if new data is received after CLOSE is called, its TCP implementation SHOULD
# send a RST" (§3.6.1).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
hold
close
closeread
release
> 7 > 40000  F. 1:1(0) ack 1
< 40000 > 7  . 1:1(0) ack 2
state FIN-WAIT-2
< 40000 > 7  P. 1:2(1) ack 2
> 7 > 40000  R 2:2(0)
state CLOSED
err aborted
conns 0
< 40001 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40001  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40001 > 7  . 1:1(0) ack 1
accept
close
> 7 > 40001  F. 1:1(0) ack 1
< 40001 > 7  P. 1:2(1) ack 1
+0.04 > 7 > 40001  . 2:2(0) ack 2
read 1
+0.96 > 7 > 40001  F. 1:1(0) ack 2
