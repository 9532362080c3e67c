# The peer has closed, and we go on sending for hours.
# ids: EV-27, M-180
# "a host is permitted to continue sending data in the open direction on a
# half-closed connection" (§3.6.1).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  F. 1:1(0) ack 1
> 7 > 40000  . 1:1(0) ack 2
+3600 write 1460
> 7 > 40000  P. 1:1461(1460) ack 2
< 40000 > 7  . 2:2(0) ack 1461
+3600 write 1460
> 7 > 40000  P. 1461:2921(1460) ack 2
+1 > 7 > 40000  P. 1461:2921(1460) ack 2    # lost, and sent again as in ESTABLISHED
< 40000 > 7  . 2:2(0) ack 2921
+36000 write 10
> 7 > 40000  P. 2921:2931(10) ack 2
< 40000 > 7  . 2:2(0) ack 2931
state CLOSE-WAIT
close
> 7 > 40000  F. 2931:2931(0) ack 2
< 40000 > 7  . 2:2(0) ack 2932
state CLOSED
