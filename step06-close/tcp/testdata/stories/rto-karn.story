# The answer to a segment that was sent twice says nothing about the round trip: the timeout stays
# as it was backed off, until something new is measured.
# ids: RTO-6, RTO-16, TLD-2, MUST-18, M-132
# "RTT samples MUST NOT be made using segments that were retransmitted" (RFC 6298 §3).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+0.8 < 40000 > 7  . 1:1(0) ack 1
accept
write 10
> 7 > 40000  P. 1:11(10) ack 1
+2.4 > 7 > 40000  P. 1:11(10) ack 1
+4.8 > 7 > 40000  P. 1:11(10) ack 1
+5 < 40000 > 7  . 1:1(0) ack 11
rto 9.6
write 10
> 7 > 40000  P. 11:21(10) ack 1
+0.8 < 40000 > 7  . 1:1(0) ack 21
rto 2    # RTTVAR 3/4·0.4, SRTT 0.8
write 10
> 7 > 40000  P. 21:31(10) ack 1
+2 > 7 > 40000  P. 21:31(10) ack 1
