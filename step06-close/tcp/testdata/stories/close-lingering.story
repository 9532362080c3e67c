# Nobody reads any more, and the peer does not close: FIN-WAIT-2 ends after a minute.
# Only then, as "Users must keep reading connections they close for sending" (§3.6):
# whoever has not called CloseRead may wait.
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
close
> 7 > 40000  F. 1:1(0) ack 1
< 40000 > 7  . 1:1(0) ack 2
+600 closeread
state FIN-WAIT-2
+59.999 state FIN-WAIT-2
+0.001 state CLOSED
err none
conns 0
< 40000 > 7  F. 1:1(0) ack 2
> 7 > 40000  R 2:2(0)
