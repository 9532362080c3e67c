# As many wait to be accepted as the user said; who comes then must come again
listen 7 1
0 < 40000 > 7  S 0:0(0)
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40001 > 7  S 0:0(0)
> 7 > 40001  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
# There is no room: neither for a new SYN, nor to complete the second handshake.
< 40002 > 7  S 0:0(0)
< 40001 > 7  P. 1:6(5) ack 1 "hello"
conns 2
accept
accept none
# Who was told that there is a connection gets it.
1 > 7 > 40001  S. 0:0(0) ack 1 <mss 1460>
< 40001 > 7  P. 1:6(5) ack 1 "hello"
1.04 > 7 > 40001  . 1:1(0) ack 6
accept
read "hello"
2 < 40002 > 7  S 0:0(0)
> 7 > 40002  S. 0:0(0) ack 1 <mss 1460>
# A reset needs no room.
< 40003 > 7  S 0:0(0)
> 7 > 40003  S. 0:0(0) ack 1 <mss 1460>
< 40003 > 7  . 1:1(0) ack 1
conns 4
< 40002 > 7  R. 1:1(0) ack 1
conns 3
