# The SYN-ACK was lost, and the SYN comes again: the same answer, the same connection
# ids: EV-19, M-057
listen 7
< 40000 > 7  S 0:0(0)
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
+0.5 < 40000 > 7  S 0:0(0)
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
+0.1 < 40000 > 7  S 0:0(0)
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
conns 1
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
accept none
+300 quiet
