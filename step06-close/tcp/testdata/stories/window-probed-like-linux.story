# A probe without text, one number below the window, is answered: with the window as it is, shut or open.
# ids: M-120
# "When the receiving TCP peer has a zero window and a segment arrives, it must still send an acknowledgment" (§3.8.6.1)
stack rcvbuf 1000
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000>
> 7 > 40000  S. 0:0(0) ack 1 win 1000 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
hold
< 40000 > 7  . 1:501(500) ack 1
< 40000 > 7  . 501:1001(500) ack 1
release
> 7 > 40000  . 1:1(0) ack 1001 win 0
+0.2 < 40000 > 7  . 1000:1000(0) ack 1
> 7 > 40000  . 1:1(0) ack 1001 win 0
+0.4 < 40000 > 7  . 1000:1000(0) ack 1
> 7 > 40000  . 1:1(0) ack 1001 win 0
+0 read 1000
> 7 > 40000  . 1:1(0) ack 1001 win 1000
# That was lost; the next probe gets it again.
+0.8 < 40000 > 7  . 1000:1000(0) ack 1
> 7 > 40000  . 1:1(0) ack 1001 win 1000
