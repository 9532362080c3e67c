# The same for who listens: a SYN-ACK was lost.
# ids: RTO-15, M-060
# "If the timer expires awaiting the ACK of a SYN segment ..." (RFC 6298 (5.7)).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+1 > 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
rto 3
write 10
> 7 > 40000  P. 1:11(10) ack 1
+3 > 7 > 40000  P. 1:11(10) ack 1
