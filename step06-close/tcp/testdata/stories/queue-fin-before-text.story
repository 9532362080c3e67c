# Text from behind a FIN may be here before the FIN: the end is where the FIN says, all the same.
# "This should not occur since a FIN has been received from the remote side." (§3.10.7.4)
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  . 6:10(4) ack 1 "nono"
> 7 > 40000  . 1:1(0) ack 1
< 40000 > 7  . 20:22(2) ack 1 "no"
> 7 > 40000  . 1:1(0) ack 1
< 40000 > 7  F. 1:6(5) ack 1 "hello"
> 7 > 40000  . 1:1(0) ack 7
state CLOSE-WAIT
read "hello"
read eof
