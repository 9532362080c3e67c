# A user who reads byte by byte does not open the window byte by byte: it stays shut until there is room for a segment, or half of the buffer.
# ids: MUST-39, SHLD-14
# "avoid advancing the right window edge RCV.NXT+RCV.WND in small increments" (§3.8.6.2.2)
stack rcvbuf 2000
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000>
> 7 > 40000  S. 0:0(0) ack 1 win 2000 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  . 1:1001(1000) ack 1
< 40000 > 7  . 1001:2001(1000) ack 1
> 7 > 40000  . 1:1(0) ack 2001 win 0
readat 999 1
+0.1 quiet
# Nor does it when there is something to say.
+0 write 10
> 7 > 40000  P. 1:11(10) ack 2001 win 0
< 40000 > 7  . 2001:2002(1) ack 11
> 7 > 40000  . 11:11(0) ack 2001 win 0
readat 1 1
> 7 > 40000  . 11:11(0) ack 2001 win 1000
readat 999 1
+0.1 quiet
+0 < 40000 > 7  . 2001:2011(10) ack 11
+0.04 > 7 > 40000  . 11:11(0) ack 2011 win 990
readat 1 1
> 7 > 40000  . 11:11(0) ack 2011 win 1990
