# Rounding does not move the right edge back, and what it promises is taken
# ids: WS-7, M-157
# RFC 7323 §2.4: "The receiver MUST honor, as in window, any segment that would have been in
# window for any <ACK> sent by the receiver."
stack with scale,sack rcvbuf 262144
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460,nop,wscale 7,sackOK>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,wscale 3,nop,nop,sackOK>
< 40000 > 7  . 1:1(0) ack 1 win 100
accept
write 1
> 7 > 40000  P. 1:2(1) ack 1 win 32768
< 40000 > 7  . 1:1(0) ack 2 win 100
# The right edge is 262145. Rounded down, it would be 262140 and 262144 now.
< 40000 > 7  P. 1:4(3) ack 2 win 100
+0.04 > 7 > 40000  . 2:2(0) ack 4 win 32768
< 40000 > 7  P. 4:8(4) ack 2 win 100
+0.04 > 7 > 40000  . 2:2(0) ack 8 win 32768
# Now it is 262152, 7 bytes more than there is room for. They are taken, and SACK tells.
< 40000 > 7  . 262145:262152(7) ack 2 win 100
> 7 > 40000  . 2:2(0) ack 8 win 32768 <nop,nop,sack 262145:262152>
