# We close first: figure 12 of RFC 9293, as TCP Peer A, and the peer has more to say.
# ids: EV-28, M-176
# "The user who CLOSEs may continue to RECEIVE until the TCP receiver is told
# that the remote peer has CLOSED also" (§3.6).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
close
> 7 > 40000  F. 1:1(0) ack 1
state FIN-WAIT-1
< 40000 > 7  . 1:1(0) ack 2
state FIN-WAIT-2
< 40000 > 7  P. 1:51(50) ack 2
+0.04 > 7 > 40000  . 2:2(0) ack 51
read 50
read nothing
< 40000 > 7  F. 51:51(0) ack 2
> 7 > 40000  . 2:2(0) ack 52
state TIME-WAIT
read eof
err none
