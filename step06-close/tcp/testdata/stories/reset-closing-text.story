# Both sides have closed, and a reset comes while text of ours is not acknowledged: that was lost, and the user hears of
# it. By the letter nobody would: "enter the CLOSED state, delete the TCB, and return" (§3.10.7.4). Linux tells, too.
listen 7
< 40000 > 7  S 0:0(0)
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  F. 1:1(0) ack 1
> 7 > 40000  . 1:1(0) ack 2
accept
hold
write 100
close
release
> 7 > 40000  FP. 1:101(100) ack 2
state LAST-ACK
< 40000 > 7  R 2:2(0)
state CLOSED
err reset
conns 0
< 40001 > 7  S 0:0(0)
> 7 > 40001  S. 0:0(0) ack 1 <mss 1460>
< 40001 > 7  . 1:1(0) ack 1
accept
hold
write 100
close
release
> 7 > 40001  FP. 1:101(100) ack 1
< 40001 > 7  F. 1:1(0) ack 1
> 7 > 40001  . 102:102(0) ack 2
state CLOSING
< 40001 > 7  . 2:2(0) ack 101    # the text, and not the FIN
< 40001 > 7  R 2:2(0)
state CLOSED
err none
conns 0
