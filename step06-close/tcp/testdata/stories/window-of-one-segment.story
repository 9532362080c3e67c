# Where the peer's window does not hold two segments of its MSS, ours are half of the window: two are on the way, and
# one that is shorter for its options does not leave a sliver of the window that the peer might keep to.
# ids: MUST-38, SHLD-19
stack with sack
listen 7
< 40000 > 7  S 0:0(0) win 2000 <mss 1460,nop,nop,sackOK>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,nop,sackOK>
+0.1 < 40000 > 7  . 1:1(0) ack 1 win 2000
accept
write 6000
> 7 > 40000  . 1:1001(1000) ack 1
> 7 > 40000  . 1001:2001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 2001 win 2000
> 7 > 40000  . 2001:3001(1000) ack 1
> 7 > 40000  . 3001:4001(1000) ack 1
+0.1 < 40000 > 7  . 1:101(100) ack 4001 win 0
+0.04 > 7 > 40000  . 4001:4001(0) ack 101
# text that came twice is told, beside 12 bytes less of ours
hold
+0.1 < 40000 > 7  . 1:101(100) ack 4001 win 0
< 40000 > 7  . 101:101(0) ack 4001 win 2000
release
> 7 > 40000  . 4001:4989(988) ack 101 <nop,nop,sack 1:101>
> 7 > 40000  . 4989:5989(1000) ack 101
