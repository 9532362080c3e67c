# Text of an odd length, checked and echoed
# ids: CK-2, MUST-2, MUST-3, EV-39, M-046, M-047
# RFC 1071 §1: the last word is then [Z,0].
listen 7
< 40000 > 7  S 0:0(0) <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  P. 1:2(1) ack 1 "\xff"
accept
write "\xff"
> 7 > 40000  P. 1:2(1) ack 2 "\xff"
< 40000 > 7  P. 2:5(3) ack 2 "abc"
write "abc"
> 7 > 40000  P. 2:5(3) ack 5 "abc"
< 40000 > 7  P. 5:10(5) ack 5 "defgh"
write "defgh"
> 7 > 40000  P. 5:10(5) ack 10 "defgh"
# A text that was damaged on the way is not there.
< 40000 > 7  P. 10:13(3) ack 10 "ijk" [bad tcp checksum]
read "\xffabcdefgh"
read nothing
< 40000 > 7  P. 10:13(3) ack 10 "ijk"
+0.04 > 7 > 40000  . 10:10(0) ack 13
read "ijk"
