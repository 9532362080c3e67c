# ABORT after a probe of a shut window: the reset has a number that the peer takes.
# ids: M-195
# The peer's test: "If the RST bit is set and the sequence number is outside the
# current receive window, silently drop the segment" (§3.10.7.4, second).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  . 1:1(0) ack 1 win 0
write 10
+1 > 7 > 40000  . 1:2(1) ack 1
< 40000 > 7  . 1:1(0) ack 1 win 0
abort
> 7 > 40000  R 1:1(0)
+600 quiet
