# Both sides use timestamps: they are in each segment, whatever it is for, and take 12 bytes of it
# ids: TS-2, TS-3, TS-11, MUST-16, M-127
# RFC 7323 §3.2: "the TSopt MUST be sent in every non-<RST> segment for the duration of the connection".
stack with timestamps
listen 7
0 < 40000 > 7  S 0:0(0) win 65535 <mss 1460,nop,nop,TS val 1000 ecr 0>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,nop,TS val 0 ecr 1000>
# Our SYN-ACK again.
1 > 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,nop,TS val 1000 ecr 1000>
1.1 < 40000 > 7  . 1:1(0) ack 1 <nop,nop,TS val 2100 ecr 1000>
accept
mss 1448
# Text, with 12 bytes less in each segment.
write 2896
> 7 > 40000  . 1:1449(1448) ack 1 <nop,nop,TS val 1100 ecr 2100>
1.2 < 40000 > 7  . 1:1(0) ack 1449 <nop,nop,TS val 2200 ecr 1100>
> 7 > 40000  P. 1449:2897(1448) ack 1 <nop,nop,TS val 1200 ecr 2200>
# A retransmission: with the time of its own sending.
2.2 > 7 > 40000  P. 1449:2897(1448) ack 1 <nop,nop,TS val 2200 ecr 2200>
2.3 < 40000 > 7  . 1:1(0) ack 2897 <nop,nop,TS val 3300 ecr 2200>
# An acknowledgment, of text in order, of text out of order, of text that is old.
3 < 40000 > 7  P. 1:11(10) ack 2897 <nop,nop,TS val 4000 ecr 2200>
3.04 > 7 > 40000  . 2897:2897(0) ack 11 <nop,nop,TS val 3040 ecr 4000>
3.1 < 40000 > 7  P. 21:31(10) ack 2897 <nop,nop,TS val 4100 ecr 3040>
> 7 > 40000  . 2897:2897(0) ack 11 <nop,nop,TS val 3100 ecr 4000>
3.2 < 40000 > 7  P. 1:11(10) ack 2897 <nop,nop,TS val 4200 ecr 3040>
> 7 > 40000  . 2897:2897(0) ack 11 <nop,nop,TS val 3200 ecr 4000>
3.3 < 40000 > 7  P. 11:21(10) ack 2897 <nop,nop,TS val 4300 ecr 3040>
> 7 > 40000  . 2897:2897(0) ack 31 <nop,nop,TS val 3300 ecr 4300>
# Challenge ACKs.
4 < 40000 > 7  R 1000:1000(0) <nop,nop,TS val 5000 ecr 0>
> 7 > 40000  . 2897:2897(0) ack 31 <nop,nop,TS val 4000 ecr 4300>
4.1 < 40000 > 7  S 1000:1000(0) <mss 1460,nop,nop,TS val 5100 ecr 0>
> 7 > 40000  . 2897:2897(0) ack 31 <nop,nop,TS val 4100 ecr 4300>
# A keep-alive.
keepalive 2
6.1 > 7 > 40000  . 2896:2896(0) ack 31 <nop,nop,TS val 6100 ecr 4300>
6.2 < 40000 > 7  . 31:31(0) ack 2897 win 0 <nop,nop,TS val 7200 ecr 6100>
keepalive 0
# A probe of a shut window.
7 write 10
8 > 7 > 40000  . 2897:2898(1) ack 31 <nop,nop,TS val 8000 ecr 7200>
8.1 < 40000 > 7  . 31:31(0) ack 2897 <nop,nop,TS val 9100 ecr 8000>
> 7 > 40000  P. 2897:2907(10) ack 31 <nop,nop,TS val 8100 ecr 9100>
8.2 < 40000 > 7  . 31:31(0) ack 2907 <nop,nop,TS val 9200 ecr 8100>
# The end.
9 close
> 7 > 40000  F. 2907:2907(0) ack 31 <nop,nop,TS val 9000 ecr 9200>
9.1 < 40000 > 7  F. 31:31(0) ack 2908 <nop,nop,TS val 10100 ecr 9000>
> 7 > 40000  . 2908:2908(0) ack 32 <nop,nop,TS val 9100 ecr 10100>
state TIME-WAIT
# The peer's FIN again, in TIME-WAIT.
10 < 40000 > 7  F. 31:31(0) ack 2908 <nop,nop,TS val 11000 ecr 9000>
> 7 > 40000  . 2908:2908(0) ack 32 <nop,nop,TS val 10000 ecr 10100>
