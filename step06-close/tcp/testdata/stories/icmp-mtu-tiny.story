# A path that is said to be tiny: we do not believe it
# ids: PMTU-2, PMTU-9
# RFC 1191 §3: "A host MUST never reduce its estimate of the Path MTU below 68
# octets"; ours is 552 at least.
listen 7
< 40000 > 7  S 0:0(0) <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
write 1460
> 7 > 40000  P. 1:1461(1460) ack 1
icmp 3 4 1 mtu 20
> 7 > 40000  . 1:513(512) ack 1
icmp 3 4 1 mtu 68
icmp 3 4 1 mtu 1
mss 512
