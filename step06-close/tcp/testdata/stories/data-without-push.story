# Text is there to be read whether PSH is set or not, and PSH marks no boundary.
# ids: M-166
# "the user is informed … that a PUSH has been received" (§3.10.7.4): more than that it does not mean.
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  . 1:4(3) ack 1 "one"
read "on"
< 40000 > 7  P. 4:7(3) ack 1 "two"
> 7 > 40000  . 1:1(0) ack 7
< 40000 > 7  . 7:12(5) ack 1 "three"
read "etwothree"
+0.04 > 7 > 40000  . 1:1(0) ack 12
