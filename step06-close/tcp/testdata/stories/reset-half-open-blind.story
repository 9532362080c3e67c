# A half-open connection is not reset by a guess either
# ids: BLIND-1, BLIND-3, M-192
listen 7
< 40000 > 7  S 0:0(0)
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  R 0:0(0)
< 40000 > 7  R 65536:65536(0)
< 40000 > 7  R 2:2(0)
> 7 > 40000  . 1:1(0) ack 1
conns 1
< 40000 > 7  . 1:1(0) ack 1
accept
