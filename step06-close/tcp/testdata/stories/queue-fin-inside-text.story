# A FIN that stands inside of text which is here already counts when the gap before it is filled.
# "This should not occur since a FIN has been received from the remote side." (§3.10.7.4)
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  . 4:10(6) ack 1 "lonono"
> 7 > 40000  . 1:1(0) ack 1
< 40000 > 7  F. 6:6(0) ack 1
> 7 > 40000  . 1:1(0) ack 1
< 40000 > 7  . 1:4(3) ack 1 "hel"
> 7 > 40000  . 1:1(0) ack 7
state CLOSE-WAIT
read "hello"
read eof
