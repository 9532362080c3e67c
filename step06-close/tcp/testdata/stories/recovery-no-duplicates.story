# Three segments with text, and three that change the window, are no duplicate acknowledgments.
# ids: CC-13
# "(b) the incoming acknowledgment carries no data, … (e) the advertised window in
# the incoming acknowledgment equals the advertised window in the last incoming
# acknowledgment" (RFC 5681 §2)
stack without cubic
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
write 5000
> 7 > 40000  . 1:1001(1000) ack 1
> 7 > 40000  . 1001:2001(1000) ack 1
> 7 > 40000  . 2001:3001(1000) ack 1
> 7 > 40000  . 3001:4001(1000) ack 1
> 7 > 40000  P. 4001:5001(1000) ack 1
+0.1 < 40000 > 7  . 1:101(100) ack 1
< 40000 > 7  . 101:201(100) ack 1
> 7 > 40000  . 5001:5001(0) ack 201
< 40000 > 7  . 201:301(100) ack 1
< 40000 > 7  . 301:401(100) ack 1
> 7 > 40000  . 5001:5001(0) ack 401
< 40000 > 7  . 401:401(0) ack 1 win 60000
< 40000 > 7  . 401:401(0) ack 1 win 61000
< 40000 > 7  . 401:401(0) ack 1 win 62000
< 40000 > 7  . 401:401(0) ack 1 win 63000
+0.1 < 40000 > 7  . 401:401(0) ack 1 win 63000
< 40000 > 7  . 401:401(0) ack 1 win 63000
< 40000 > 7  . 401:401(0) ack 1 win 63000
> 7 > 40000  . 1:1001(1000) ack 401
