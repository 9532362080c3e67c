# The last short segment does not wait once the user has closed: its FIN goes with it.
# ids: M-125
# "coalesce short segments" (§3.7.4) makes no sense for the last one.
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
write 10
> 7 > 40000  P. 1:11(10) ack 1
write 10
close
> 7 > 40000  FP. 11:21(10) ack 1
< 40000 > 7  . 1:1(0) ack 22
state FIN-WAIT-2
