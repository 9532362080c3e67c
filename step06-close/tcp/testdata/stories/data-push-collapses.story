# Two short texts written while the window is shut leave as one segment, with one PSH.
# ids: SHLD-27, MAY-16
# "The transmitter SHOULD collapse successive bits" (§3.9.1.2)
listen 7
< 40000 > 7  S 0:0(0) win 0 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1 win 0
accept
write "hello "
write "world"
< 40000 > 7  . 1:1(0) ack 1 win 4000
> 7 > 40000  P. 1:12(11) ack 1 "hello world"
< 40000 > 7  . 1:1(0) ack 12 win 4000
