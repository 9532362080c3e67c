# Texts of an odd length have right checksums, both ways.
# ids: CK-2
# "padding the last octet with zeros on its right to form a 16-bit word for checksum purposes" (§3.1)
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  P. 1:2(1) ack 1 "x"
read "x"
write "x"
> 7 > 40000  P. 1:2(1) ack 2 "x"
< 40000 > 7  P. 2:5(3) ack 2 "odd"
read "odd"
write "odd"
> 7 > 40000  P. 2:5(3) ack 5 "odd"
< 40000 > 7  P. 5:10(5) ack 5 "12345"
read "12345"
write "12345"
> 7 > 40000  P. 5:10(5) ack 10 "12345"
< 40000 > 7  P. 10:15(5) ack 10 "12345" [bad tcp checksum]
< 40000 > 7  . 10:10(0) ack 10
read nothing
