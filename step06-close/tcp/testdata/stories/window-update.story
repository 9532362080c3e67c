# A window update without anything else counts, and what waited for it is sent at once.
# ids: EV-24
# "If SND.UNA =< SEG.ACK =< SND.NXT, the send window should be updated." (§3.10.7.4)
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1 win 0
accept
write 100
+0.5 < 40000 > 7  . 1:1(0) ack 1 win 4000
> 7 > 40000  P. 1:101(100) ack 1
< 40000 > 7  . 1:1(0) ack 101 win 0
write 100
+0.5 < 40000 > 7  . 1:1(0) ack 101 win 4000
> 7 > 40000  P. 101:201(100) ack 1
< 40000 > 7  . 1:1(0) ack 201 win 4000
