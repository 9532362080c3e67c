# We have closed, and the peer goes on sending for hours: as long as the user reads, FIN-WAIT-2 has no end.
# ids: EV-28
# "RECEIVEs are allowed in this state" (§3.6).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
close
> 7 > 40000  F. 1:1(0) ack 1
< 40000 > 7  . 1:1(0) ack 2
+3600 < 40000 > 7  P. 1:1461(1460) ack 2
+0.04 > 7 > 40000  . 2:2(0) ack 1461
read 1460
+36000 < 40000 > 7  . 1461:2921(1460) ack 2
< 40000 > 7  P. 2921:4381(1460) ack 2
> 7 > 40000  . 2:2(0) ack 4381
read 2920
read nothing
state FIN-WAIT-2
+100000 quiet
state FIN-WAIT-2
< 40000 > 7  F. 4381:4381(0) ack 2
> 7 > 40000  . 2:2(0) ack 4382
read eof
