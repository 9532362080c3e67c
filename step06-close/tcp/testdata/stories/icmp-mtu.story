# A segment that is too big for the path goes out again, in pieces that fit
# ids: PMTU-1, PMTU-7, PMTU-9, PMTU-3, SHLD-26, M-165
# RFC 1191 §3: "it MUST reduce its estimate of the PMTU for the relevant path".
listen 7
0 < 40000 > 7  S 0:0(0) <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
write 2920
> 7 > 40000  . 1:1461(1460) ack 1
> 7 > 40000  P. 1461:2921(1460) ack 1
# Before the RTO, and one segment only, however often the router says it.
0.1 icmp 3 4 1 mtu 1000
> 7 > 40000  . 1:961(960) ack 1
icmp 3 4 1 mtu 1000
icmp 3 4 1 mtu 1000
icmp 3 4 1461 mtu 1000
icmp 3 4 1461 mtu 1000
icmp 3 4 1 mtu 9000
mss 960
# The rest after the acknowledgments.
0.2 < 40000 > 7  . 1:1(0) ack 961
> 7 > 40000  . 961:1921(960) ack 1
> 7 > 40000  . 1921:2881(960) ack 1
0.3 < 40000 > 7  . 1:1(0) ack 2881
> 7 > 40000  P. 2881:2921(40) ack 1
0.4 < 40000 > 7  . 1:1(0) ack 2921
write 1460
> 7 > 40000  . 2921:3881(960) ack 1
state ESTABLISHED
# What we take is as much as before.
< 40001 > 7  S 0:0(0) <mss 1460>
> 7 > 40001  S. 0:0(0) ack 1 <mss 1460>
