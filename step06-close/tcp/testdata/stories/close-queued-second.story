# The same in CLOSE-WAIT: text that waits, then the FIN, and it is LAST-ACK from the call on.
# ids: EV-32, M-175
# "Queue this request until all preceding SENDs have been segmentized; then send
# a FIN segment, enter LAST-ACK state" (§3.10.4).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  F. 1:1(0) ack 1 win 2000
> 7 > 40000  . 1:1(0) ack 2
hold
write 3000
close
release
> 7 > 40000  . 1:1461(1460) ack 2
state LAST-ACK
< 40000 > 7  . 2:2(0) ack 1461 win 2000
> 7 > 40000  . 1461:2921(1460) ack 2
> 7 > 40000  FP. 2921:3001(80) ack 2
