# A SYN is answered by a SYN-ACK, and the third segment completes the handshake.
# ids: EV-6, EV-15, MUST-14, MUST-67, SHLD-5, MAY-3
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
accept none
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
state ESTABLISHED
< 40000 > 7  P. 1:6(5) ack 1 "hello"
read "hello"
write "hello"
> 7 > 40000  P. 1:6(5) ack 6
< 40000 > 7  . 6:6(0) ack 6
close
> 7 > 40000  F. 6:6(0) ack 6
state FIN-WAIT-1
< 40000 > 7  . 6:6(0) ack 7
state FIN-WAIT-2
< 40000 > 7  F. 6:6(0) ack 7
> 7 > 40000  . 7:7(0) ack 7
state TIME-WAIT
+60 quiet
state CLOSED
conns 0
