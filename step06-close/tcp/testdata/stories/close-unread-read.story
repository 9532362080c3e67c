# Who has read everything closes with a FIN, even if the acknowledgment was still due.
# ids: SHLD-3
# "while received data is still pending in the TCP connection" (§3.6.1): here is none.
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  P. 1:101(100) ack 1
read 100
hold
closeread
close
release
> 7 > 40000  F. 1:1(0) ack 101
< 40000 > 7  . 101:101(0) ack 2
state FIN-WAIT-2
< 40000 > 7  F. 101:101(0) ack 2
> 7 > 40000  . 2:2(0) ack 102
