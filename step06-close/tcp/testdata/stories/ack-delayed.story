# A single segment is acknowledged a little later, or with text of our own, whichever comes first.
# ids: SHLD-18, MUST-40, CC-23
# "an ACK should not be excessively delayed; in particular, the delay MUST be less than 0.5 seconds" (§3.8.6.3)
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  P. 1:6(5) ack 1 "hello"
read "hello"
+0.039 quiet
+0.001 > 7 > 40000  . 1:1(0) ack 6
+1 < 40000 > 7  P. 6:7(1) ack 1
+0.02 write "now"
> 7 > 40000  P. 1:4(3) ack 7
+0.4 quiet # it was acknowledged
+0 < 40000 > 7  . 7:7(0) ack 4 # without text: no acknowledgment at all
+1 quiet
