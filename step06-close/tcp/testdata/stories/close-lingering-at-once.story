# CloseRead before our FIN is acknowledged: the minute begins with FIN-WAIT-2, and a FIN of the peer's ends it.
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
close
> 7 > 40000  F. 1:1(0) ack 1
closeread
+0.5 state FIN-WAIT-1
< 40000 > 7  . 1:1(0) ack 2
state FIN-WAIT-2
+59.999 state FIN-WAIT-2
+0.001 state CLOSED
err none
< 40001 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40001  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40001 > 7  . 1:1(0) ack 1
accept
close
> 7 > 40001  F. 1:1(0) ack 1
closeread
< 40001 > 7  . 1:1(0) ack 2
+59 < 40001 > 7  F. 1:1(0) ack 2
> 7 > 40001  . 2:2(0) ack 2
state TIME-WAIT
+59.999 state TIME-WAIT
+0.001 state CLOSED
