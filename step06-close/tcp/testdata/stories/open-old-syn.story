# An old SYN came first (figure 8): the peer resets it, and its true SYN is answered
# ids: EV-18, EV-6
# §3.5: "TCP Peer B cannot tell that this is an old duplicate".
listen 7
< 40000 > 7  S 1000000:1000000(0)
> 7 > 40000  S. 0:0(0) ack 1000001 <mss 1460>
< 40000 > 7  R 1000001:1000001(0)
< 40000 > 7  S 0:0(0)
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
