# A new SYN for which there is no room, or nobody to take it, leaves TIME-WAIT as it is.
# ids: MUST-13, MAY-2
# "it MUST linger in the TIME-WAIT state" (§3.6.1), unless the SYN is accepted.
listen 7 1
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
close
> 7 > 40000  F. 1:1(0) ack 1
< 40000 > 7  F. 1:1(0) ack 2
> 7 > 40000  . 2:2(0) ack 2
< 40001 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40001  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40001 > 7  . 1:1(0) ack 1
+1 < 40000 > 7  S 1000:1000(0) win 65535 <mss 1460>    # the backlog is full
> 7 > 40000  . 2:2(0) ack 2
state TIME-WAIT
conns 2
accept
unlisten 7
on 40000
+1 < 40000 > 7  S 1000:1000(0) win 65535 <mss 1460>
> 7 > 40000  . 2:2(0) ack 2
state TIME-WAIT
+58 state CLOSED
