# Three of a flight are lost, and each is acknowledged late. The first acknowledgment of something new starts the
# retransmission timer anew, the second does not: who would need hundreds of round trips waits for a time-out instead.
# "For the first partial ACK that arrives during fast recovery, also reset the retransmit timer" (RFC 6582 §3.2)
stack without cubic
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1000>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
write 8000
> 7 > 40000  . 1:1001(1000) ack 1
> 7 > 40000  . 1001:2001(1000) ack 1
> 7 > 40000  . 2001:3001(1000) ack 1
> 7 > 40000  . 3001:4001(1000) ack 1
> 7 > 40000  . 4001:5001(1000) ack 1
> 7 > 40000  . 5001:6001(1000) ack 1
> 7 > 40000  . 6001:7001(1000) ack 1
> 7 > 40000  P. 7001:8001(1000) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 1
< 40000 > 7  . 1:1(0) ack 1
< 40000 > 7  . 1:1(0) ack 1
> 7 > 40000  . 1:1001(1000) ack 1
< 40000 > 7  . 1:1(0) ack 1
< 40000 > 7  . 1:1(0) ack 1
+0.6 < 40000 > 7  . 1:1(0) ack 2001
> 7 > 40000  . 2001:3001(1000) ack 1
+0.6 < 40000 > 7  . 1:1(0) ack 4001
> 7 > 40000  . 4001:5001(1000) ack 1
+0.399 quiet
+0.001 > 7 > 40000  . 4001:5001(1000) ack 1
