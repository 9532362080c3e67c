# The third segment brings text, and a FIN
# ids: M-072, EV-15
# §3.10.7.4: "enter ESTABLISHED state and continue processing".
listen 7
< 40000 > 7  S 0:0(0)
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  FP. 1:101(100) ack 1
> 7 > 40000  . 1:1(0) ack 102
accept
state CLOSE-WAIT
read 100
read eof
