# CLOSE while the peer's window holds text back: the FIN waits for the last byte, and an empty
# retransmission queue is not yet a FIN acknowledged.
# ids: EV-32, M-181, M-182
# "if the FIN segment is now acknowledged, then enter FIN-WAIT-2" (§3.10.7.4, fifth).
listen 7
< 40000 > 7  S 0:0(0) win 1000 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1 win 1000
accept
write 2500
> 7 > 40000  . 1:1001(1000) ack 1
close
state FIN-WAIT-1
< 40000 > 7  . 1:1(0) ack 1001 win 1000
> 7 > 40000  . 1001:2001(1000) ack 1
state FIN-WAIT-1
< 40000 > 7  . 1:1(0) ack 2001 win 500
> 7 > 40000  P. 2001:2501(500) ack 1    # the window has no room for the FIN
< 40000 > 7  . 1:1(0) ack 2501 win 1000
> 7 > 40000  F. 2501:2501(0) ack 1
state FIN-WAIT-1
< 40000 > 7  . 1:1(0) ack 2502 win 1000
state FIN-WAIT-2
