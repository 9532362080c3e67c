# ABORT when both sides have closed only forgets: CLOSING, LAST-ACK, TIME-WAIT.
# "Respond with 'ok' and delete the TCB, enter CLOSED state, and return" (§3.10.5).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
close
> 7 > 40000  F. 1:1(0) ack 1
< 40000 > 7  F. 1:1(0) ack 1
> 7 > 40000  . 2:2(0) ack 2
state CLOSING
abort
state CLOSED
< 40001 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40001  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40001 > 7  . 1:1(0) ack 1
accept
< 40001 > 7  F. 1:1(0) ack 1
> 7 > 40001  . 1:1(0) ack 2
close
> 7 > 40001  F. 1:1(0) ack 2
state LAST-ACK
abort
state CLOSED
< 40002 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40002  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40002 > 7  . 1:1(0) ack 1
accept
close
> 7 > 40002  F. 1:1(0) ack 1
< 40002 > 7  F. 1:1(0) ack 2
> 7 > 40002  . 2:2(0) ack 2
state TIME-WAIT
abort
state CLOSED
conns 0
+600 quiet
