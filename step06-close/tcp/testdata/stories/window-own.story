# What we take has nothing to do with what the peer takes: our window is our own, theirs theirs.
# ids: M-075
# "SND.WND <- SEG.WND" (§3.10.7.3), and RCV.WND is ours (§3.3.1)
stack rcvbuf 1000
listen 7
< 40000 > 7  S 0:0(0) win 60000 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 1000 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1 win 10
accept
< 40000 > 7  . 1:1002(1001) ack 1 win 10
> 7 > 40000  . 1:1(0) ack 1001 win 0
read 1000
> 7 > 40000  . 1:1(0) ack 1001 win 1000
< 40000 > 7  . 1001:1501(500) ack 1 win 10
+0.04 > 7 > 40000  . 1:1(0) ack 1501 win 500
read 500
> 7 > 40000  . 1:1(0) ack 1501 win 1000
write 10
> 7 > 40000  P. 1:11(10) ack 1501 win 1000
< 40000 > 7  . 1501:1501(0) ack 11 win 10
