# Both close at the same time: figure 13 of RFC 9293.
# ids: EV-29
# "otherwise, enter the CLOSING state" (§3.10.7.4, eighth).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
close
> 7 > 40000  F. 1:1(0) ack 1
< 40000 > 7  F. 1:1(0) ack 1
> 7 > 40000  . 2:2(0) ack 2
state CLOSING
< 40000 > 7  . 2:2(0) ack 1    # not of our FIN: ignored
state CLOSING
< 40000 > 7  . 2:2(0) ack 2
state TIME-WAIT
+60 state CLOSED
