# Text ahead of a gap is kept, and acknowledged when the gap is filled: nothing of it need be sent again.
# ids: SHLD-31, MAY-13, CC-10, CC-11, M-097
# "Segments with higher beginning sequence numbers SHOULD be held for later processing" (§3.10.7.4)
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  P. 6:11(5) ack 1 "world"
> 7 > 40000  . 1:1(0) ack 1
read nothing
< 40000 > 7  P. 1:6(5) ack 1 "hello"
> 7 > 40000  . 1:1(0) ack 11
read "helloworld"
read nothing
