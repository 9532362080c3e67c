# Who asks for a connection takes only an answer to its own SYN
# ids: EV-8, EV-9, M-085, M-086, M-067
# §3.10.7.3: "If SEG.ACK =< ISS or SEG.ACK > SND.NXT, send a reset (unless the RST
# bit is set, if so drop the segment and return) <SEQ=SEG.ACK><CTL=RST>".
dial 40000 192.168.0.1:7
> 40000 > 7  S 0:0(0) <mss 1460>
+0.1 < 7 > 40000  S. 0:0(0) ack 0
> 40000 > 7  R 0:0(0) win 0
< 7 > 40000  S. 0:0(0) ack 2
> 40000 > 7  R 2:2(0) win 0
< 7 > 40000  . 77:77(0) ack 4000000000
> 40000 > 7  R 4000000000:4000000000(0) win 0
< 7 > 40000  R. 0:0(0) ack 0
< 7 > 40000  R. 0:0(0) ack 2
< 7 > 40000  R 0:0(0)
< 7 > 40000  R 1:1(0)
# Neither is an answer without a SYN.
< 7 > 40000  . 0:0(0) ack 1
< 7 > 40000  F 0:0(0)
< 7 > 40000  - 0:5(5)
state SYN-SENT
< 7 > 40000  S. 0:0(0) ack 1
> 40000 > 7  . 1:1(0) ack 1
state ESTABLISHED
