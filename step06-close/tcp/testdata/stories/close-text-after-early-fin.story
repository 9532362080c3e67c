# Text beyond a FIN that came early is cut off at the FIN.
# ids: EV-36, EV-26
# "Ignore the segment text" (§3.10.7.4, seventh).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  F. 11:11(0) ack 1
> 7 > 40000  . 1:1(0) ack 1
< 40000 > 7  P. 6:26(20) ack 1
> 7 > 40000  . 1:1(0) ack 1
< 40000 > 7  P. 1:6(5) ack 1 "hello"
> 7 > 40000  . 1:1(0) ack 12
read "helloabcde"
read eof
