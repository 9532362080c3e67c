# The path shrank for one connection: the MSS that we tell comes from our own link
# ids: PMTU-8
# RFC 1191 §3.1: not from the path.
listen 7
< 40000 > 7  S 0:0(0) <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
write 1460
> 7 > 40000  P. 1:1461(1460) ack 1
icmp 3 4 1 mtu 576
> 7 > 40000  . 1:537(536) ack 1
abort
> 7 > 40000  R 1461:1461(0) win 0
< 40000 > 7  S 9000:9000(0) <mss 1460>
> 7 > 40000  S. 0:0(0) ack 9001 <mss 1460>
