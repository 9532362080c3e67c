# After an acknowledgment in the middle of a segment, just the rest of it is sent again.
# ids: EV-25, M-130
# "Any segments on the retransmission queue that are thereby entirely acknowledged are removed." (§3.10.7.4)
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
write "0123456789"
> 7 > 40000  P. 1:11(10) ack 1
< 40000 > 7  . 1:1(0) ack 5
+1 > 7 > 40000  P. 5:11(6) ack 1 "456789"
< 40000 > 7  . 1:1(0) ack 6
+2 > 7 > 40000  P. 6:11(5) ack 1 "56789"
< 40000 > 7  . 1:1(0) ack 11
+60 quiet
