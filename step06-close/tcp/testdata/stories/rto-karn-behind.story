# Nor does the answer to a segment that was sent once, but behind one that was lost: who knows what it waited for.
# ids: RTO-6, TLD-2
# "RTT samples MUST NOT be made using segments that were retransmitted (and thus for
# which it is ambiguous ...)" (RFC 6298 §3).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+0.8 < 40000 > 7  . 1:1(0) ack 1
accept
write 2920
> 7 > 40000  . 1:1461(1460) ack 1
> 7 > 40000  P. 1461:2921(1460) ack 1
+2.4 > 7 > 40000  . 1:1461(1460) ack 1
+0.1 < 40000 > 7  . 1:1(0) ack 2921
rto 4.8
