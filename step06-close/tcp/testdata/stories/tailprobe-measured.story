# A probe of a single segment waits for a delayed acknowledgment, too. Until a round trip has been measured anew, there
# is no other (RFC 8985 §7.3).
stack with sack without cubic
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000,nop,nop,sackOK>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,nop,sackOK>
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
write 100
> 7 > 40000  P. 1:101(100) ack 1
+0.4 > 7 > 40000  P. 1:101(100) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 101
write 100
> 7 > 40000  P. 101:201(100) ack 1
+0.6 < 40000 > 7  . 1:1(0) ack 201    # not probed before; 0.6 s are a measurement, and SRTT is 0.1625
write 100
> 7 > 40000  P. 201:301(100) ack 1
+0.525 > 7 > 40000  P. 201:301(100) ack 1
