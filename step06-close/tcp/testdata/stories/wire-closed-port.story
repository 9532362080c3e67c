# Nobody is there: two kinds of reset, and never an answer to one
# ids: EV-1, EV-2, EV-3, EV-15, ICMP-10, M-065, M-066, M-067
# §3.10.7.1: "If the ACK bit is off, sequence number zero is used,
# <SEQ=0><ACK=SEG.SEQ+SEG.LEN><CTL=RST,ACK>"; "If the ACK bit is on,
# <SEQ=SEG.ACK><CTL=RST>".
< 40000 > 7  S 100:100(0)
> 7 > 40000  R. 0:0(0) ack 101 win 0
< 40000 > 7  S 100:105(5)
> 7 > 40000  R. 0:0(0) ack 106 win 0
< 40000 > 7  F 100:105(5)
> 7 > 40000  R. 0:0(0) ack 106 win 0
< 40000 > 7  SF 100:105(5)
> 7 > 40000  R. 0:0(0) ack 107 win 0
< 40000 > 7  - 100:100(0)
> 7 > 40000  R. 0:0(0) ack 100 win 0
< 40000 > 7  . 100:100(0) ack 777
> 7 > 40000  R 777:777(0) win 0
< 40000 > 7  S. 100:100(0) ack 777
> 7 > 40000  R 777:777(0) win 0
< 40000 > 7  F. 100:200(100) ack 777
> 7 > 40000  R 777:777(0) win 0
< 40000 > 7  R 100:100(0)
< 40000 > 7  R. 100:100(0) ack 777
< 40000 > 7  SR 100:100(0)
< 40000 > 7  R 100:120(20)
conns 0
+60 quiet
