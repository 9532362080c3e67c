# A window that shrinks to nothing leaves a full segment beyond it. That the peer does not take it says nothing of its
# size: when the window opens, it goes again as it was.
stack with blackholes
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
write 1460
> 7 > 40000  P. 1:1461(1460) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1 win 0
+0.9 > 7 > 40000  . 1:2(1) ack 1
+2 > 7 > 40000  . 1:2(1) ack 1
+4 > 7 > 40000  . 1:2(1) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1 win 65535
> 7 > 40000  P. 1:1461(1460) ack 1
