# An MSS of 1 is not believed: headers would be all that travels.
# ids: M-080
# We take it for 48 (doc.go).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
mss 48
write 100
> 7 > 40000  . 1:49(48) ack 1
> 7 > 40000  . 49:97(48) ack 1
< 40000 > 7  . 1:1(0) ack 97
> 7 > 40000  P. 97:101(4) ack 1
< 40000 > 7  . 1:1(0) ack 101
