# A shut window is probed with a byte: first after the retransmission timeout, then after twice, four times as long, and so on.
# ids: MUST-36, SHLD-29, SHLD-30, M-116, M-117
# "SHOULD send the first zero-window probe when a zero window has existed for the retransmission timeout period (SHLD-29)" (§3.8.6.1)
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1 win 0
accept
write 100
+0.999 quiet
+0.001 > 7 > 40000  . 1:2(1) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1 win 0
+1.9 > 7 > 40000  . 1:2(1) ack 1
+4 > 7 > 40000  . 1:2(1) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1 win 0
+7.9 > 7 > 40000  . 1:2(1) ack 1
+16 > 7 > 40000  . 1:2(1) ack 1
+32 > 7 > 40000  . 1:2(1) ack 1
+60 > 7 > 40000  . 1:2(1) ack 1
# The window update was lost: the probe brings it.
+0.1 < 40000 > 7  . 1:1(0) ack 2 win 1000
> 7 > 40000  P. 2:101(99) ack 1
< 40000 > 7  . 1:1(0) ack 101 win 1000
+60 quiet
