# A second CLOSE is an error, and sends no second FIN; not even in other states.
# ids: EV-33
# "as long as a second FIN is not emitted" (§3.10.4).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
close
> 7 > 40000  F. 1:1(0) ack 1
close again
+1 > 7 > 40000  F. 1:1(0) ack 1    # the first one, again
close again
< 40000 > 7  . 1:1(0) ack 2
close again
write error closing
+600 < 40000 > 7  F. 1:1(0) ack 2
> 7 > 40000  . 2:2(0) ack 2
close again
+60 state CLOSED
close again
+60 quiet
