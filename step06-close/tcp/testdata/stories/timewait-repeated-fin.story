# A FIN that comes again in TIME-WAIT is acknowledged, and the wait begins anew.
# ids: EV-31, M-187
# "Acknowledge it, and restart the 2 MSL timeout" (§3.10.7.4, fifth).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
close
> 7 > 40000  F. 1:1(0) ack 1
< 40000 > 7  FP. 1:6(5) ack 2 "hello"
> 7 > 40000  . 2:2(0) ack 7
+30 < 40000 > 7  FP. 1:6(5) ack 2 "hello"
> 7 > 40000  . 2:2(0) ack 7
+45 < 40000 > 7  F. 6:6(0) ack 2
> 7 > 40000  . 2:2(0) ack 7
+59.999999 state TIME-WAIT
+0.000001 state CLOSED
read "hello"
read eof
