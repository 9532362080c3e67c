# The text fills the window to the last byte: the FIN, which needs a number of its own, is beyond it.
# ids: M-171, M-172
# "The segment length (SEG.LEN) includes both data and sequence space-occupying
# controls" (§3.4).
stack rcvbuf 1000
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 1000 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  FP. 1:1001(1000) ack 1
> 7 > 40000  . 1:1(0) ack 1001 win 0
state ESTABLISHED
read 1000
> 7 > 40000  . 1:1(0) ack 1001 win 1000
read nothing
< 40000 > 7  F. 1001:1001(0) ack 1
> 7 > 40000  . 1:1(0) ack 1002
read eof
