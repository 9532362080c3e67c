# A segment without the ACK flag is dropped, whatever it carries.
# ids: EV-20
# "if the ACK bit is off, drop the segment and return" (§3.10.7.4)
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  - 1:6(5)
< 40000 > 7  FP 1:6(5)
+1 quiet
+0 read nothing
state ESTABLISHED
< 40000 > 7  P. 1:6(5) ack 1 "hello"
read "hello"
+0.04 > 7 > 40000  . 1:1(0) ack 6
