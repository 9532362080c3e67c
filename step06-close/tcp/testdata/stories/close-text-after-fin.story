# There is nothing after a FIN: such text is not delivered, and not acknowledged.
# ids: EV-36
# "This should not occur since a FIN has been received from the remote side.
# Ignore the segment text" (§3.10.7.4, seventh; the sixth says so of URG).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  F. 1:1(0) ack 1
> 7 > 40000  . 1:1(0) ack 2
< 40000 > 7  P. 2:7(5) ack 1 "hello"
< 40000 > 7  FPU. 2:7(5) ack 1 urg 5 "hello"
read eof
state CLOSE-WAIT
write 10
> 7 > 40000  P. 1:11(10) ack 2
< 40000 > 7  P. 2:7(5) ack 11 "hello"    # what it acknowledges counts
close
> 7 > 40000  F. 11:11(0) ack 2
< 40000 > 7  P. 7:12(5) ack 12
state CLOSED
