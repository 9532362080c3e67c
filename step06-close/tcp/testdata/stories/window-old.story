# A segment that was overtaken by a newer one does not set the window back to what it was.
# ids: EV-23
# "The check here prevents using old segments to update the window." (§3.10.7.4)
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
write 100
> 7 > 40000  P. 1:101(100) ack 1
< 40000 > 7  . 1:1(0) ack 101 win 0
write 100
# SND.WL2 > SEG.ACK
< 40000 > 7  . 1:1(0) ack 1 win 5000
sndwnd 0
< 40000 > 7  . 6:11(5) ack 101 win 0
> 7 > 40000  . 101:101(0) ack 1
# SND.WL1 > SEG.SEQ
< 40000 > 7  . 1:6(5) ack 101 win 5000
> 7 > 40000  . 101:101(0) ack 11
sndwnd 0
# SND.WL1 < SEG.SEQ
< 40000 > 7  . 11:11(0) ack 101 win 5000
> 7 > 40000  P. 101:201(100) ack 11
< 40000 > 7  . 11:11(0) ack 201 win 5000
