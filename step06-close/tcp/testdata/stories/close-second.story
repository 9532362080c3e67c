# The peer closes first: figure 12 of RFC 9293, as TCP Peer B.
# ids: EV-27, EV-30, M-167, M-180, M-190, M-200
# "A TCP endpoint receiving a FIN will ACK but not send its own FIN until its
# user has CLOSED the connection also" (§3.6).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  FP. 1:6(5) ack 1 "hello"
> 7 > 40000  . 1:1(0) ack 7
state CLOSE-WAIT
+600 read "hello"
read eof
write 100
> 7 > 40000  P. 1:101(100) ack 7
< 40000 > 7  . 7:7(0) ack 101
state CLOSE-WAIT
close
> 7 > 40000  F. 101:101(0) ack 7
state LAST-ACK
< 40000 > 7  . 7:7(0) ack 102
state CLOSED
err none
conns 0
read eof
< 40000 > 7  . 7:7(0) ack 102
> 7 > 40000  R 102:102(0)
+600 quiet
