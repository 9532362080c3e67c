# A SYN-ACK that nobody answers is sent again in the same way; in the end the half-open connection is forgotten.
# ids: MUST-22, RTO-1, RTO-14, TLD-1, TLD-4, M-060, M-062, M-122
# "SYN retransmissions MUST be handled in the general way just described for data
# retransmissions" (§3.8.3).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+1 > 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+2 > 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+4 > 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+8 > 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+16 > 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+32 > 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+60 > 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+60 > 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+60 > 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
299.999999 conns 1
300 conns 0
accept none
+600 quiet
