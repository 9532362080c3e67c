# An acknowledgment of a part of a segment: the rest is sent again, and no more.
# ids: M-130, M-140
# "SND.UNA <- SEG.ACK" (§3.10.7.4, fifth), wherever that is.
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+0.8 < 40000 > 7  . 1:1(0) ack 1
accept
write "hello, world"
> 7 > 40000  P. 1:13(12) ack 1 "hello, world"
+0.8 < 40000 > 7  . 1:1(0) ack 6
+0.8 < 40000 > 7  . 1:1(0) ack 8
+2.4 > 7 > 40000  P. 8:13(5) ack 1 "world"
< 40000 > 7  . 1:1(0) ack 13
+600 quiet
