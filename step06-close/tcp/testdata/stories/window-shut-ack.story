# With our window shut we go on sending: acknowledgments and windows are heard, also when they come with text that is refused.
# ids: M-121
# "maintain a zero receive window while transmitting data and receiving ACKs" (§3.4), "special allowance should be made to accept valid ACKs" (§3.10.7.4)
stack rcvbuf 1000
listen 7
< 40000 > 7  S 0:0(0) win 100 <mss 100>
> 7 > 40000  S. 0:0(0) ack 1 win 1000 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1 win 100
accept
< 40000 > 7  . 1:1001(1000) ack 1 win 100
+0.04 > 7 > 40000  . 1:1(0) ack 1001 win 0
write 500
> 7 > 40000  . 1:101(100) ack 1001 win 0
< 40000 > 7  . 1001:1001(0) ack 101 win 100
> 7 > 40000  . 101:201(100) ack 1001 win 0
< 40000 > 7  . 1001:1002(1) ack 201 win 100
> 7 > 40000  . 201:301(100) ack 1001 win 0
# The peer follows the RFC to the letter: after a probe its SND.NXT is beyond our window, and we take nothing.
+0.1 < 40000 > 7  . 1002:1002(0) ack 301 win 100
> 7 > 40000  . 301:301(0) ack 1001 win 0
# Its next probe brings the acknowledgment all the same.
+0.5 < 40000 > 7  . 1001:1002(1) ack 301 win 100
> 7 > 40000  . 301:401(100) ack 1001 win 0
< 40000 > 7  . 1001:1001(0) ack 401 win 200
> 7 > 40000  P. 401:501(100) ack 1001 win 0
read 1000
> 7 > 40000  . 501:501(0) ack 1001 win 1000
< 40000 > 7  . 1001:1002(1) ack 501 win 200
+0.04 > 7 > 40000  . 501:501(0) ack 1002 win 999
