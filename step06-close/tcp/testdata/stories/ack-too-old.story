# An acknowledgment that is older than any window could be is a guess: the text that comes with it is not taken.
# ids: MAY-12, BLIND-5
# "acceptable only if it is in the range of ((SND.UNA - MAX.SND.WND) =< SEG.ACK =< SND.NXT)" (§3.10.7.4)
listen 7
< 40000 > 7  S 0:0(0) win 1000 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1 win 1000
accept
write 1000
> 7 > 40000  P. 1:1001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 1001 win 900
write 500
> 7 > 40000  P. 1001:1501(500) ack 1
< 40000 > 7  . 1:1(0) ack 1501 win 900
< 40000 > 7  P. 1:6(5) ack 500 win 900 "wrong"
> 7 > 40000  . 1501:1501(0) ack 1
read nothing
< 40000 > 7  P. 1:6(5) ack 501 win 900 "right" # the oldest that may be
read "right"
+0.04 > 7 > 40000  . 1501:1501(0) ack 6
