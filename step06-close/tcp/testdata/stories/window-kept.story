# No more is sent than the peer's window takes, whatever is written.
# ids: M-111
# "segments that fit the current window" (§3.8.6)
listen 7
< 40000 > 7  S 0:0(0) win 3000 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1 win 3000
accept
write 10000
> 7 > 40000  . 1:1461(1460) ack 1
> 7 > 40000  . 1461:2921(1460) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1461 win 1540
+0 < 40000 > 7  . 1:1(0) ack 2921 win 3000
> 7 > 40000  . 2921:4381(1460) ack 1
> 7 > 40000  . 4381:5841(1460) ack 1
< 40000 > 7  . 1:1(0) ack 2922 win 2999
+0.5 quiet
