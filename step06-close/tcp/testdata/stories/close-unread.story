# Who closes both ways with text unread says so by a reset.
# ids: SHLD-3, MAY-1, M-197
# "its TCP implementation SHOULD send a RST to show that data was lost" (§3.6.1).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  P. 1:101(100) ack 1
hold
close
closeread
release
> 7 > 40000  R 1:1(0)
state CLOSED
err aborted
read error aborted
conns 0
+600 quiet
