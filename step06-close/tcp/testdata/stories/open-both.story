# Both sides open at the same time (figure 7)
# ids: MUST-10, M-087
# §3.5: "A TCP implementation MUST support simultaneous open attempts".
dial 40000 192.168.0.1:7
> 40000 > 7  S 0:0(0) <mss 1460>
+0.1 < 7 > 40000  S 0:0(0) win 3000 <mss 700>
> 40000 > 7  S. 0:0(0) ack 1 <mss 1460>
state SYN-RECEIVED
+0.1 < 7 > 40000  S. 0:0(0) ack 1 win 3000 <mss 700>
state ESTABLISHED
mss 700
sndwnd 3000
< 7 > 40000  P. 1:6(5) ack 1 "hello"
+0.04 > 40000 > 7  . 1:1(0) ack 6
read "hello"
write 5
> 40000 > 7  P. 1:6(5) ack 6
