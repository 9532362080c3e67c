# Full segments vanish, and nobody says why. After two time-outs in a row they are made smaller; after each one more,
# still smaller, but not below what every path can be believed to carry.
# "Upon additional successive timeouts" (RFC 4821 §7.7)
# ids: PMTU-10
stack with blackholes
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
write 2000
> 7 > 40000  . 1:1461(1460) ack 1
+1 > 7 > 40000  . 1:1461(1460) ack 1
+2 > 7 > 40000  . 1:1361(1360) ack 1
+4 > 7 > 40000  . 1:985(984) ack 1
+8 > 7 > 40000  . 1:513(512) ack 1
+16 > 7 > 40000  . 1:513(512) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 513
> 7 > 40000  . 513:1025(512) ack 1
> 7 > 40000  . 1025:1537(512) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1537
> 7 > 40000  P. 1537:2001(464) ack 1
