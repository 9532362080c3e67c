# What is small is lost for other reasons: nothing is made smaller.
# ids: PMTU-10
stack with blackholes
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
write 512
> 7 > 40000  P. 1:513(512) ack 1
+1 > 7 > 40000  P. 1:513(512) ack 1
+2 > 7 > 40000  P. 1:513(512) ack 1
+4 > 7 > 40000  P. 1:513(512) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 513
write 1460
> 7 > 40000  P. 513:1973(1460) ack 1
+8 > 7 > 40000  P. 513:1973(1460) ack 1    # one time-out of its own is not enough
