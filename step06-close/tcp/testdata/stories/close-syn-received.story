# CLOSE in SYN-RECEIVED, with nothing to send: the FIN goes at once.
# "If no SENDs have been issued and there is no pending data to send, then form a
# FIN segment and send it, and enter FIN-WAIT-1 state" (§3.10.4).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
on 40000
state SYN-RECEIVED
close
> 7 > 40000  F. 1:1(0) ack 1
state FIN-WAIT-1
close again
< 40000 > 7  . 1:1(0) ack 1
state FIN-WAIT-1
< 40000 > 7  . 1:1(0) ack 2
state FIN-WAIT-2
< 40000 > 7  F. 1:1(0) ack 2
> 7 > 40000  . 2:2(0) ack 2
state TIME-WAIT
