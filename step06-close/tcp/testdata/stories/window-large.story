# The window is an unsigned number: 65,535 is large, not less than nothing.
# ids: MUST-1
# "The window size MUST be treated as an unsigned number" (§3.1)
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1 win 65535
accept
sndwnd 65535
write 3000
> 7 > 40000  . 1:1461(1460) ack 1
> 7 > 40000  . 1461:2921(1460) ack 1
< 40000 > 7  . 1:1(0) ack 2921 win 32768
> 7 > 40000  P. 2921:3001(80) ack 1
sndwnd 32768
< 40000 > 7  . 1:1(0) ack 3001 win 32768
