# Who acknowledges what was never sent is told so, and the text that comes with it is not taken.
# ids: EV-21, BLIND-5, M-105
# "If the ACK acks something not yet sent (SEG.ACK > SND.NXT), then send an ACK, drop the segment, and return." (§3.10.7.4)
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  P. 1:6(5) ack 2 "wrong"
> 7 > 40000  . 1:1(0) ack 1
read nothing
< 40000 > 7  . 1:1(0) ack 1000000
> 7 > 40000  . 1:1(0) ack 1
# Nothing has moved: text goes out as ever.
write 3000
> 7 > 40000  . 1:1461(1460) ack 1
> 7 > 40000  . 1461:2921(1460) ack 1
< 40000 > 7  P. 1:6(5) ack 2922 "wrong"
> 7 > 40000  . 2921:2921(0) ack 1
< 40000 > 7  P. 1:6(5) ack 2921 "right"
> 7 > 40000  P. 2921:3001(80) ack 6
read "right"
< 40000 > 7  . 6:6(0) ack 3001
