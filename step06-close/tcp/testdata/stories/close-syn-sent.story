# CLOSE in SYN-SENT forgets the attempt; what still comes of it is refused.
# "Delete the TCB" (§3.10.4).
dial 40001 192.168.0.1:7
> 40001 > 7  S 0:0(0) win 65535 <mss 1460>
write 10
close
state CLOSED
err none
conns 0
close again
write error notopen
read error notopen
+600 < 7 > 40001  S. 0:0(0) ack 1 win 65535
> 40001 > 7  R 1:1(0)
