# Segments fit the peer, though our own link takes larger ones.
# ids: MUST-16, M-126
# "MUST be the smaller (MUST-16) of the send MSS … and the largest transmission size permitted by the IP layer" (§3.7.1)
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 500>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
write 1250
> 7 > 40000  . 1:501(500) ack 1
> 7 > 40000  . 501:1001(500) ack 1
< 40000 > 7  . 1:1(0) ack 1001
> 7 > 40000  P. 1001:1251(250) ack 1
< 40000 > 7  . 1:1(0) ack 1251
