# Each segment above a gap gets an acknowledgment of its own, at once, even if they come in together; text of ours does not hide it.
# ids: CC-10, CC-11
# "the receiver SHOULD send an immediate duplicate ACK when it receives a data segment above a gap" (RFC 5681 §4.2)
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  . 101:201(100) ack 1
> 7 > 40000  . 1:1(0) ack 1
hold
< 40000 > 7  . 201:301(100) ack 1
< 40000 > 7  . 301:401(100) ack 1
write 10
release
> 7 > 40000  . 1:1(0) ack 1
> 7 > 40000  . 1:1(0) ack 1
> 7 > 40000  P. 1:11(10) ack 1
< 40000 > 7  . 1:51(50) ack 11 # a part of the gap: at once too
> 7 > 40000  . 11:11(0) ack 51
< 40000 > 7  . 51:101(50) ack 11
> 7 > 40000  . 11:11(0) ack 401
+1 quiet
