# Segments fit our own link, though the peer takes larger ones, and we tell the peer so.
# ids: MUST-16
# "MUST be the smaller (MUST-16) of the send MSS … and the largest transmission size permitted by the IP layer" (§3.7.1)
stack mtu 576
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 536>
< 40000 > 7  . 1:1(0) ack 1
accept
mss 536
write 1072
> 7 > 40000  . 1:537(536) ack 1
> 7 > 40000  P. 537:1073(536) ack 1
< 40000 > 7  . 1:1(0) ack 1073
