# Text whose acknowledgment is too old, or too new, is not believed
# ids: BLIND-5, MAY-12
# RFC 5961 §5.2: acceptable "only if it is in the range of ((SND.UNA - MAX.SND.WND)
# <= SEG.ACK <= SND.NXT)"; all others "MUST be discarded and an ACK sent back".
listen 7
< 40000 > 7  S 0:0(0) win 1000
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1 win 900
accept
write "hello"
> 7 > 40000  P. 1:6(5) ack 1
< 40000 > 7  P. 1:6(5) ack 7 "wrong"
> 7 > 40000  . 6:6(0) ack 1
# 1 - 1000 is just believable, one less is not.
< 40000 > 7  P. 1:6(5) ack 4294966296 "wrong"
> 7 > 40000  . 6:6(0) ack 1
< 40000 > 7  F. 1:6(5) ack 2147483649 "wrong"
> 7 > 40000  . 6:6(0) ack 1
read nothing
< 40000 > 7  P. 1:6(5) ack 4294966297 "right"
+0.04 > 7 > 40000  . 6:6(0) ack 6
read "right"
state ESTABLISHED
