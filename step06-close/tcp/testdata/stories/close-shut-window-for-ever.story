# Nobody is there any more, and the peer answers every probe but never opens its window: that
# ends after the user timeout. A peer could keep what was written in our memory for ever else.
# "The behavior is subject to the implementation's resource management concerns" (§3.8.6.1).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1 win 0
accept
write 5000
close
closeread
+1 > 7 > 40000  . 1:2(1) ack 1
< 40000 > 7  . 1:1(0) ack 1 win 0
+2 > 7 > 40000  . 1:2(1) ack 1
< 40000 > 7  . 1:1(0) ack 1 win 0
+4 > 7 > 40000  . 1:2(1) ack 1
< 40000 > 7  . 1:1(0) ack 1 win 0
+8 > 7 > 40000  . 1:2(1) ack 1
< 40000 > 7  . 1:1(0) ack 1 win 0
+16 > 7 > 40000  . 1:2(1) ack 1
< 40000 > 7  . 1:1(0) ack 1 win 0
+32 > 7 > 40000  . 1:2(1) ack 1
< 40000 > 7  . 1:1(0) ack 1 win 0
+60 > 7 > 40000  . 1:2(1) ack 1
< 40000 > 7  . 1:1(0) ack 1 win 0
+60 > 7 > 40000  . 1:2(1) ack 1
< 40000 > 7  . 1:1(0) ack 1 win 0
+60 > 7 > 40000  . 1:2(1) ack 1
< 40000 > 7  . 1:1(0) ack 1 win 0
+57.999 state FIN-WAIT-1
+0.001 state CLOSED
err timeout
conns 0
