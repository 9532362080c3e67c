# TIME-WAIT lasts for twice the MSL, to the end: until then a FIN is answered, after that refused.
# ids: MUST-13, M-186
# "it MUST linger in the TIME-WAIT state for a time 2xMSL" (§3.6.1).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
close
> 7 > 40000  F. 1:1(0) ack 1
< 40000 > 7  F. 1:1(0) ack 2
> 7 > 40000  . 2:2(0) ack 2
state TIME-WAIT
+59.999999 < 40000 > 7  F. 1:1(0) ack 2
> 7 > 40000  . 2:2(0) ack 2
state TIME-WAIT
conns 1
+60 state CLOSED
conns 0
err none
< 40000 > 7  F. 1:1(0) ack 2
> 7 > 40000  R 2:2(0)
