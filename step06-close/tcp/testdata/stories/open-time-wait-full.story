# A connection in TIME-WAIT stays there when its successor cannot be had
# ids: MUST-13
# §3.6.1: "it MUST linger in the TIME-WAIT state".
listen 7 1
0 < 40000 > 7  S 0:0(0)
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
close
> 7 > 40000  F. 1:1(0) ack 1
< 40000 > 7  F. 1:1(0) ack 2
> 7 > 40000  . 2:2(0) ack 2
state TIME-WAIT
< 40001 > 7  S 0:0(0)
> 7 > 40001  S. 0:0(0) ack 1 <mss 1460>
< 40001 > 7  . 1:1(0) ack 1
1 < 40000 > 7  S 1000:1000(0)
> 7 > 40000  . 2:2(0) ack 2
state TIME-WAIT
conns 2
accept
2 < 40000 > 7  S 1000:1000(0)
> 7 > 40000  S. 0:0(0) ack 1001 <mss 1460>
