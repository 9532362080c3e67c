# CLOSE right after SEND: all of the text goes out at once, and the FIN with the last of it.
# ids: EV-32, M-125, M-175
# "Queue this until all preceding SENDs have been segmentized, then form a FIN
# segment and send it" (§3.10.4): segmentized, not acknowledged.
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
write 3000
> 7 > 40000  . 1:1461(1460) ack 1
> 7 > 40000  . 1461:2921(1460) ack 1
close
> 7 > 40000  FP. 2921:3001(80) ack 1
state FIN-WAIT-1
< 40000 > 7  . 1:1(0) ack 3002
state FIN-WAIT-2
