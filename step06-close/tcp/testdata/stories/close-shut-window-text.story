# CLOSE while the peer's window is shut and text waits: the probe is a byte of it, never the FIN.
# ids: EV-32
# "Queue this until all preceding SENDs have been segmentized" (§3.10.4).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  . 1:1(0) ack 1 win 0
write "he"
close
+1 > 7 > 40000  . 1:2(1) ack 1 "h"
< 40000 > 7  . 1:1(0) ack 1 win 0
+2 > 7 > 40000  . 1:2(1) ack 1 "h"
< 40000 > 7  . 1:1(0) ack 2 win 0    # it has taken the byte
+4 > 7 > 40000  P. 2:3(1) ack 1 "e"    # the last one, and still no FIN
< 40000 > 7  . 1:1(0) ack 2 win 0
state FIN-WAIT-1
+1 < 40000 > 7  . 1:1(0) ack 2 win 100
> 7 > 40000  FP. 2:3(1) ack 1 "e"
< 40000 > 7  . 1:1(0) ack 4 win 100
state FIN-WAIT-2
