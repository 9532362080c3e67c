# The peer's FIN brings the acknowledgment of ours: from FIN-WAIT-1 straight to TIME-WAIT.
# ids: EV-29
# "If our FIN has been ACKed (perhaps in this segment), then enter TIME-WAIT" (§3.10.7.4, eighth).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
close
> 7 > 40000  F. 1:1(0) ack 1
< 40000 > 7  FP. 1:6(5) ack 2 "hello"
> 7 > 40000  . 2:2(0) ack 7
state TIME-WAIT
read "hello"
read eof
+59.999 state TIME-WAIT
+0.001 state CLOSED
