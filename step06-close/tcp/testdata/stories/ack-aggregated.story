# Segments that come in together are acknowledged together, by one acknowledgment, after the last.
# ids: MUST-58, MUST-59, CC-24
# "it MUST process them all before sending any ACK segments" (§3.10.7.4)
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
hold
< 40000 > 7  . 1:1461(1460) ack 1
< 40000 > 7  . 1461:2921(1460) ack 1
< 40000 > 7  . 2921:4381(1460) ack 1
< 40000 > 7  P. 4381:4391(10) ack 1
release
> 7 > 40000  . 1:1(0) ack 4391
+1 quiet
+0 hold
< 40000 > 7  P. 4391:4396(5) ack 1 "hello"
< 40000 > 7  P. 4396:4401(5) ack 1 "again"
# An answer carries it too.
write "hello"
release
> 7 > 40000  P. 1:6(5) ack 4401
+0.5 < 40000 > 7  . 4401:4401(0) ack 6
+1 quiet
