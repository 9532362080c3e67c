# Text and FIN in the segment that completes the handshake are taken.
# ids: M-072
# "enter ESTABLISHED state and continue processing" (§3.10.7.4)
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  FP. 1:6(5) ack 1 "hello"
> 7 > 40000  . 1:1(0) ack 7
accept
state CLOSE-WAIT
read "hello"
read eof
