# Both close at the same time, and nothing of it arrives at first.
# ids: EV-29, EV-35, M-177
# "All segments preceding and including FIN will be retransmitted until acknowledged" (§3.6).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
close
> 7 > 40000  F. 1:1(0) ack 1
< 40000 > 7  F. 1:1(0) ack 1
> 7 > 40000  . 2:2(0) ack 2
+1 > 7 > 40000  F. 1:1(0) ack 2    # with the current ACK
state CLOSING
< 40000 > 7  F. 1:1(0) ack 1    # the peer's again, from before ours
> 7 > 40000  . 2:2(0) ack 2
+2 > 7 > 40000  F. 1:1(0) ack 2
< 40000 > 7  . 2:2(0) ack 2
state TIME-WAIT
+60 state CLOSED
