# CLOSE while the peer's window is shut, with nothing else to send: the FIN is the probe.
# ids: M-182
# "The transmitting host SHOULD send the first zero-window probe when a
# zero window has existed for the retransmission timeout period" (§3.8.6.1).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  . 1:1(0) ack 1 win 0
close
state FIN-WAIT-1
+1 > 7 > 40000  F. 1:1(0) ack 1
< 40000 > 7  . 1:1(0) ack 1 win 0    # not taken
state FIN-WAIT-1
+2 > 7 > 40000  F. 1:1(0) ack 1
< 40000 > 7  . 1:1(0) ack 1 win 0
+4 > 7 > 40000  F. 1:1(0) ack 1
< 40000 > 7  . 1:1(0) ack 1 win 0
+1 < 40000 > 7  . 1:1(0) ack 1 win 100
> 7 > 40000  F. 1:1(0) ack 1
+1 > 7 > 40000  F. 1:1(0) ack 1    # one RTO later, not eight
< 40000 > 7  . 1:1(0) ack 2 win 100
state FIN-WAIT-2
