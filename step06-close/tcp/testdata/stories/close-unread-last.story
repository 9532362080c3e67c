# Who has closed last, and then reads no more with text unread, says so by a reset, too.
# ids: SHLD-3
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  FP. 1:101(100) ack 1
> 7 > 40000  . 1:1(0) ack 102
close
> 7 > 40000  F. 1:1(0) ack 102
state LAST-ACK
closeread
> 7 > 40000  R 2:2(0)
state CLOSED
err aborted
conns 0
+600 quiet
