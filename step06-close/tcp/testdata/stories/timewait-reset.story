# A reset ends TIME-WAIT; and a reset never leads there.
# ids: M-190
# "If the RST bit is set, then enter the CLOSED state, delete the TCB, and return" (§3.10.7.4).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
close
> 7 > 40000  F. 1:1(0) ack 1
< 40000 > 7  F. 1:1(0) ack 2
> 7 > 40000  . 2:2(0) ack 2
< 40000 > 7  R 2:2(0)
state CLOSED
err none
conns 0
< 40001 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40001  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40001 > 7  . 1:1(0) ack 1
accept
close
> 7 > 40001  F. 1:1(0) ack 1
< 40001 > 7  . 1:1(0) ack 2
< 40001 > 7  R 1:1(0)
state CLOSED
err reset
conns 0
< 40002 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40002  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40002 > 7  . 1:1(0) ack 1
accept
close
> 7 > 40002  F. 1:1(0) ack 1
< 40002 > 7  F. 1:1(0) ack 1
> 7 > 40002  . 2:2(0) ack 2
state CLOSING
< 40002 > 7  R 2:2(0)
state CLOSED
conns 0
