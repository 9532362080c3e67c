# A SYN with a wrong checksum is no SYN, and gets no word
# ids: MUST-3
# §3.1: "the receiver MUST check it".
listen 7
< 40000 > 7  S 0:0(0) <mss 1460> [bad tcp checksum]
conns 0
< 40000 > 7  S 0:0(0) <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  R 1:1(0) [bad tcp checksum]
conns 1
< 40000 > 7  . 1:1(0) ack 1
accept
# A closed port does not answer it either.
< 40000 > 8  S 0:0(0) [bad tcp checksum]
+300 quiet
