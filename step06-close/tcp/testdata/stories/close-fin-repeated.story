# The peer's FIN comes again, as our ACK was lost: it is acknowledged again, and nothing changes.
# ids: M-167
# "Remain in the CLOSE-WAIT state" (§3.10.7.4, eighth).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  F. 1:1(0) ack 1
> 7 > 40000  . 1:1(0) ack 2
+1 < 40000 > 7  F. 1:1(0) ack 1
> 7 > 40000  . 1:1(0) ack 2
state CLOSE-WAIT
close
> 7 > 40000  F. 1:1(0) ack 2
< 40000 > 7  F. 1:1(0) ack 1
> 7 > 40000  . 2:2(0) ack 2
state LAST-ACK
< 40000 > 7  . 2:2(0) ack 2
state CLOSED
