# An old acknowledgment moves nothing back, but the text that comes with it is taken.
# ids: EV-22, M-106, M-107
# "If the ACK is a duplicate (SEG.ACK =< SND.UNA), it can be ignored." (§3.10.7.4): the ACK, not the segment
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
nodelay on
write 100
> 7 > 40000  P. 1:101(100) ack 1
write 100
> 7 > 40000  P. 101:201(100) ack 1
< 40000 > 7  . 1:1(0) ack 201
< 40000 > 7  P. 1:4(3) ack 101 "one"
read "one"
< 40000 > 7  P. 4:7(3) ack 1 "two"
> 7 > 40000  . 201:201(0) ack 7
read "two"
write 10
> 7 > 40000  P. 201:211(10) ack 7
< 40000 > 7  . 7:7(0) ack 101
+1 > 7 > 40000  P. 201:211(10) ack 7 # nothing older
< 40000 > 7  . 7:7(0) ack 211
