# Only a FIN makes TIME-WAIT last longer; other old segments are answered, and forgotten.
# ids: MUST-13
# "The only thing that can arrive in this state is a retransmission of the remote FIN" (§3.10.7.4).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  P. 1:6(5) ack 1 "hello"
+0.04 > 7 > 40000  . 1:1(0) ack 6
close
> 7 > 40000  F. 1:1(0) ack 6
< 40000 > 7  F. 6:6(0) ack 2
> 7 > 40000  . 2:2(0) ack 7
+40 < 40000 > 7  P. 1:6(5) ack 1 "hello"
> 7 > 40000  . 2:2(0) ack 7
< 40000 > 7  . 7:7(0) ack 2
+19.999999 state TIME-WAIT
+0.000001 state CLOSED
