# Pieces that overlap, border on, repeat and cover each other ahead of a gap come out as one text.
# ids: SHLD-31, M-090, M-096, M-097
# "Segments with higher beginning sequence numbers SHOULD be held for later processing" (§3.10.7.4)
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  . 9:12(3) ack 1 "ijk"
> 7 > 40000  . 1:1(0) ack 1
< 40000 > 7  . 6:7(1) ack 1 "f"
> 7 > 40000  . 1:1(0) ack 1
< 40000 > 7  . 5:8(3) ack 1 "efg" # covers it
> 7 > 40000  . 1:1(0) ack 1
< 40000 > 7  . 5:8(3) ack 1 "efg" # again
> 7 > 40000  . 1:1(0) ack 1
< 40000 > 7  . 7:10(3) ack 1 "ghi" # between the two, and over both
> 7 > 40000  . 1:1(0) ack 1
< 40000 > 7  . 12:13(1) ack 1 "l" # borders on
> 7 > 40000  . 1:1(0) ack 1
< 40000 > 7  . 3:5(2) ack 1 "cd" # on the left, too
> 7 > 40000  . 1:1(0) ack 1
read nothing
< 40000 > 7  . 1:3(2) ack 1 "ab"
> 7 > 40000  . 1:1(0) ack 13
read "abcdefghijkl"
read nothing
