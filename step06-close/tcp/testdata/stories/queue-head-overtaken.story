# A text that was kept, and that the peer sends again in larger pieces, does not block what lies behind it.
# ids: M-101, M-095
# "processing is done in SEG.SEQ order", "only the new parts are processed" (§3.10.7.4)
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  . 4:6(2) ack 1 "de"
> 7 > 40000  . 1:1(0) ack 1
< 40000 > 7  . 9:11(2) ack 1 "ij"
> 7 > 40000  . 1:1(0) ack 1
< 40000 > 7  . 1:8(7) ack 1 "abcdefg" # beyond the first piece, within the gap behind it
> 7 > 40000  . 1:1(0) ack 8
< 40000 > 7  . 2:10(8) ack 1 "bcdefghi" # into the second piece
> 7 > 40000  . 1:1(0) ack 11
read "abcdefghij"
read nothing
