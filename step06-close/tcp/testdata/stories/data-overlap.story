# Of a segment that lies across the left edge of the window only the new part is taken.
# ids: EV-13, M-091, M-095
# "If a segment's contents straddle the boundary between old and new, only the new parts are processed." (§3.10.7.4)
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  . 1:7(6) ack 1 "abcdef"
< 40000 > 7  P. 4:10(6) ack 1 "defghi"
> 7 > 40000  . 1:1(0) ack 10
read "abcdefghi"
read nothing
< 40000 > 7  P. 1:11(10) ack 1 "abcdefghij" # also after it was read
read "j"
+0.04 > 7 > 40000  . 1:1(0) ack 11
