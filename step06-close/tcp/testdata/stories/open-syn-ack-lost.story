# Nobody answers our SYN-ACK: it comes again, and not for ever
# ids: M-060, M-061, M-062, MUST-22
# Appendix B, MUST-22: SYN retransmissions are handled "in the general way".
listen 7
0 < 40000 > 7  S 0:0(0)
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
1 > 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
3 > 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
7 > 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
15 > 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
31 > 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
63 > 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
123 > 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
183 > 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
243 > 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
conns 1
300 quiet
conns 0
accept none
1000 quiet
