# A reset after both sides have closed is no error, and TIME-WAIT ends with it
# ids: M-190, BLIND-2
# §3.10.7.4, CLOSING, LAST-ACK, TIME-WAIT: "If the RST bit is set, then enter the
# CLOSED state, delete the TCB, and return."
listen 7
< 40000 > 7  S 0:0(0)
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  F. 1:1(0) ack 1
> 7 > 40000  . 1:1(0) ack 2
accept
close
> 7 > 40000  F. 1:1(0) ack 2
state LAST-ACK
< 40000 > 7  R 2:2(0)
state CLOSED
err none
conns 0
< 40001 > 7  S 0:0(0)
> 7 > 40001  S. 0:0(0) ack 1 <mss 1460>
< 40001 > 7  . 1:1(0) ack 1
accept
close
> 7 > 40001  F. 1:1(0) ack 1
< 40001 > 7  F. 1:1(0) ack 1
> 7 > 40001  . 2:2(0) ack 2
state CLOSING
< 40001 > 7  R 2:2(0)
state CLOSED
err none
conns 0
# In FIN-WAIT-1 the peer has not closed: that is an error.
< 40002 > 7  S 0:0(0)
> 7 > 40002  S. 0:0(0) ack 1 <mss 1460>
< 40002 > 7  . 1:1(0) ack 1
accept
close
> 7 > 40002  F. 1:1(0) ack 1
< 40002 > 7  R 1:1(0)
state CLOSED
err reset
conns 0
+300 quiet
