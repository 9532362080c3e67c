# An old router does not say how big the path is
# ids: PMTU-4, M-165
# RFC 1191 §3: it "can be recognized by the presence of a zero in the
# (newly-defined) Next-Hop MTU field".
listen 7
< 40000 > 7  S 0:0(0) <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
write 1000
> 7 > 40000  P. 1:1001(1000) ack 1
icmp 3 4 1 mtu 0
> 7 > 40000  . 1:537(536) ack 1
< 40000 > 7  . 1:1(0) ack 537
> 7 > 40000  P. 537:1001(464) ack 1
< 40000 > 7  . 1:1(0) ack 1001
