# A small segment waits while another is on its way (Nagle), and all that was written meanwhile goes with it.
# ids: SHLD-7
# "buffers all user data (regardless of the PSH bit) until the outstanding data has been acknowledged" (§3.7.4)
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
write 10
> 7 > 40000  P. 1:11(10) ack 1
write 10
write 5
+0.1 quiet
+0 < 40000 > 7  . 1:1(0) ack 5 # not all of it
+0 < 40000 > 7  . 1:1(0) ack 11
> 7 > 40000  P. 11:26(15) ack 1
< 40000 > 7  . 1:1(0) ack 26
