# Text that nobody acknowledges is sent again, after twice as long each time; the connection ends after five minutes.
# ids: MUST-20, SHLD-10, SHLD-11, RTO-5, RTO-14, TLD-4, M-011, M-132, M-142, M-201
# "When the number of transmissions of the same segment reaches a threshold R2
# greater than R1, close the connection" (§3.8.3); R2 is at least 100 seconds.
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
write 10
> 7 > 40000  P. 1:11(10) ack 1
+1 > 7 > 40000  P. 1:11(10) ack 1
+2 > 7 > 40000  P. 1:11(10) ack 1
+4 > 7 > 40000  P. 1:11(10) ack 1
+8 > 7 > 40000  P. 1:11(10) ack 1
+16 > 7 > 40000  P. 1:11(10) ack 1
+32 > 7 > 40000  P. 1:11(10) ack 1
+36 state ESTABLISHED    # after 99 seconds
err none
+24 > 7 > 40000  P. 1:11(10) ack 1    # RFC 6298 (2.5): a maximum of 60 seconds
+60 > 7 > 40000  P. 1:11(10) ack 1
+60 > 7 > 40000  P. 1:11(10) ack 1
299.999999 state ESTABLISHED
300 state CLOSED
err timeout
read error timeout
write error timeout
conns 0
+600 quiet
