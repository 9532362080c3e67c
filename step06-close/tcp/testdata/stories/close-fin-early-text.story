# A FIN with text, both too early; there is a gap before, and one after that.
# ids: EV-26, M-170
# "further processing is done in SEG.SEQ order" (§3.10.7.4, first).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
close
> 7 > 40000  F. 1:1(0) ack 1
< 40000 > 7  FP. 201:301(100) ack 2
> 7 > 40000  . 2:2(0) ack 1
state FIN-WAIT-2
< 40000 > 7  . 1:101(100) ack 2
> 7 > 40000  . 2:2(0) ack 101
state FIN-WAIT-2
< 40000 > 7  . 101:201(100) ack 2
> 7 > 40000  . 2:2(0) ack 302
state TIME-WAIT
read 300
read eof
