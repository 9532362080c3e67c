# Without Nagle's algorithm each write is sent at once; it can be turned on again.
# ids: MUST-17, M-125
# "there MUST be a way for an application to disable the Nagle algorithm on an individual connection" (§3.7.4)
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
nodelay on
write 10
> 7 > 40000  P. 1:11(10) ack 1
write 10
> 7 > 40000  P. 11:21(10) ack 1
nodelay off
write 10
+0.1 quiet
# What waits need wait no longer.
+0 nodelay on
> 7 > 40000  P. 21:31(10) ack 1
< 40000 > 7  . 1:1(0) ack 31
