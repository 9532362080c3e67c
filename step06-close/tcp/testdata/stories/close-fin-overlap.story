# A FIN counts even if the text before it is here already, all or a part of it.
# ids: M-172, M-167
# "If a segment's contents straddle the boundary between old and new, only the new
# parts are processed" (§3.10.7.4, first).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  P. 1:11(10) ack 1
+0.04 > 7 > 40000  . 1:1(0) ack 11
< 40000 > 7  FP. 1:11(10) ack 1
> 7 > 40000  . 1:1(0) ack 12
state CLOSE-WAIT
read 10
read eof
< 40001 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40001  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40001 > 7  . 1:1(0) ack 1
accept
< 40001 > 7  P. 1:6(5) ack 1 "hello"
+0.04 > 7 > 40001  . 1:1(0) ack 6
< 40001 > 7  FP. 1:9(8) ack 1 "hello, w"
> 7 > 40001  . 1:1(0) ack 10
read "hello, w"
read eof
